package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.Sessions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The requests of docs/how-to/connect-a-dpi.http, one after the other, as their reader sends them. */
@JourneyTest
@Import({ProviderFixture.class, SampleStage.class})
@Requirement("HC-HTTP-FILE")
class HttpFileJourneyTest {

    private final ProviderFixture provider;
    private final SampleStage stage;
    private final Sessions sessions;
    private final HttpFile file = HttpFile.parse(SampleStage.read(Path.of("../docs/how-to/connect-a-dpi.http")));
    private final Map<String, String> values = new HashMap<>(file.variables());

    @Autowired
    HttpFileJourneyTest(ProviderFixture provider, SampleStage stage, Sessions sessions) {
        this.provider = provider;
        this.stage = stage;
        this.sessions = sessions;
    }

    @Test
    void every_request_is_answered_as_its_title_says() {
        var camille = provider.signIn();
        fillIn(stage.register("mon-dpi.yaml"));
        assertThat(file.blocks()).hasSize(11);

        assertThat(send(1, camille).text("issuer")).isEqualTo(values.get("issuer"));
        values.put("request_uri", pushed(2, camille));
        values.put("code", send(3, camille).redirect().get("code"));
        keep(send(4, camille));
        String subject = send(5, camille).text("sub");
        assertThat(subject).isEqualTo(camille.person().id().toString());
        assertThat(send(6, camille).json()).containsEntry("active", true).containsEntry("sub", subject);
        keep(send(7, camille));
        values.put("request_uri", pushed(8, camille));
        assertThat(send(3, camille).location()).startsWith(values.get("issuer") + "/signin");
        assertThat(send(9, camille).text("issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:jwt");
        assertThat(send(10, camille).status()).isEqualTo(200);
        assertThat(send(7, camille).text("error")).isEqualTo("invalid_grant");
        assertThat(send(11, camille).location()).endsWith("/?state=af0ifjsldkj");
        assertThat(sessions.find(camille.sid())).isEmpty();
    }

    @Test
    void nothing_is_left_for_the_reader_but_what_the_file_says() {
        assertThat(file.variables().entrySet().stream()
                        .filter(variable -> variable.getValue().equals("TO-FILL-IN"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "client_secret", "request_uri", "code", "access_token", "refresh_token", "id_token");
        assertThat(file.variables())
                .containsEntry("client_id", "mon-dpi")
                .containsEntry("issuer", "http://localhost:9000");
        assertThat(file.blocks().stream().map(block -> block.title().replaceAll("\\..*", "")))
                .isEqualTo(
                        IntStream.rangeClosed(1, 11).mapToObj(String::valueOf).toList());
    }

    private void fillIn(SampleStage.Registered dpi) {
        values.put("issuer", dpi.issuer());
        values.put("client_id", dpi.id());
        values.put("client_secret", dpi.secret());
        values.put("redirect_uri", URLEncoder.encode(dpi.page("/retour").toString(), UTF_8));
        values.put("after_logout", URLEncoder.encode(dpi.page("/").toString(), UTF_8));
    }

    private String pushed(int number, ProviderFixture.SignedIn person) {
        var answer = send(number, person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("request_uri");
    }

    private void keep(Application.Answer tokens) {
        for (String name : List.of("access_token", "refresh_token", "id_token")) {
            values.put(name, tokens.text(name));
        }
    }

    /** By number; the browser's cookie does no harm to the application's own requests. */
    private Application.Answer send(int number, ProviderFixture.SignedIn person) {
        var request = file.blocks()
                .get(number - 1)
                .request(values)
                .header("Cookie", "hc_session=" + person.opened().cookie());
        HttpResponse<String> answer = SampleStage.send(HttpClient.newHttpClient(), request);
        return new Application.Answer(answer.statusCode(), answer.headers(), answer.body());
    }
}
