package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A program on a workstation, registered as docs/how-to/connect-a-native-client.md has it (RFC 8252). */
@JourneyTest
@Import({ProviderFixture.class, SampleStage.class})
@Requirement("HC-NATIVE-CLIENT")
class NativeClientJourneyTest {

    private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    private final ProviderFixture provider;
    private final SampleStage stage;
    private final ServerNonces nonces;
    private final Application program;
    private final ProofKey key = ProofKey.fresh();

    @Autowired
    NativeClientJourneyTest(ProviderFixture provider, SampleStage stage, Clients clients, ServerNonces nonces) {
        this.provider = provider;
        this.stage = stage;
        this.nonces = nonces;
        var registered = stage.register("mon-poste.yaml");
        this.program = new Application(
                registered.issuer(), clients.find(registered.id()).orElseThrow(), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void it_hears_the_answer_on_the_port_it_found_and_gets_tokens_that_only_its_key_refreshes(String host)
            throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            String redirect = "http://" + host + ":" + listener.getLocalPort() + "/retour";
            var heard = CompletableFuture.supplyAsync(() -> answerOne(listener));

            SampleStage.get(stage.browserOf(provider.signIn()), URI.create(pushed(redirect)));

            var came = parameters(heard.get(10, SECONDS));
            assertThat(came).containsEntry("iss", program.issuer()).containsEntry("state", "s t+a%te&");
            var tokens = redeem(came, redirect);
            assertThat(tokens.json()).containsEntry("token_type", "DPoP").containsKey("id_token");
            assertThat(refreshed(tokens, ProofKey.fresh()).text("error")).isEqualTo("invalid_grant");
            assertThat(refreshed(tokens, key).json()).containsKey("access_token");
        }
    }

    @Test
    void the_code_is_redeemed_with_the_port_it_came_to() {
        var person = provider.signIn();
        String request = pushed("http://127.0.0.1:49152/retour")
                .substring(program.issuer().length());
        var sent =
                program.get(request, "Cookie", "hc_session=" + person.opened().cookie());

        assertThat(redeem(sent.redirect(), "http://127.0.0.1:49153/retour").text("error"))
                .isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:49152/autre",
                "http://localhost:49152/retour",
                "http://127.0.0.2:49152/retour",
                "mon-poste:/retour"
            })
    void no_other_address_is_taken(String redirect) {
        assertThat(push(redirect).json()).containsEntry("error", "invalid_request");
    }

    private Application.Answer push(String redirect) {
        var request = new LinkedHashMap<>(program.request());
        request.put("redirect_uri", redirect);
        return program.postAs("/oauth2/par", request, proof(key, "/oauth2/par"));
    }

    /** What is opened in the browser of the system. */
    private String pushed(String redirect) {
        String name = push(redirect).text("request_uri");
        return program.issuer() + "/oauth2/authorize?"
                + Application.form(Map.of("client_id", program.registered().id(), "request_uri", name));
    }

    private Application.Answer redeem(Map<String, String> came, String redirect) {
        var form = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                came.getOrDefault("code", ""),
                "code_verifier",
                Application.VERIFIER,
                "redirect_uri",
                redirect);
        return program.postAs("/oauth2/token", form, proof(key, "/oauth2/token"));
    }

    private Application.Answer refreshed(Application.Answer tokens, ProofKey by) {
        return program.refresh(tokens.text("refresh_token"), proof(by, "/oauth2/token"));
    }

    private String[] proof(ProofKey by, String path) {
        return new String[] {"DPoP", by.proof("POST", program.issuer() + path, nonces.current())};
    }

    /** As the program does: one request, one sentence, and closed. */
    private static String answerOne(ServerSocket listener) {
        try (var browser = listener.accept();
                var reader = new BufferedReader(new InputStreamReader(browser.getInputStream(), US_ASCII))) {
            String target = "";
            for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                target = target.isEmpty() ? line.split(" ", 3)[1] : target;
            }
            browser.getOutputStream().write(PAGE.getBytes(US_ASCII));
            return target;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, String> parameters(String target) {
        var location = HttpHeaders.of(Map.of("Location", List.of(target)), (_, _) -> true);
        return new Application.Answer(302, location, "").redirect();
    }
}
