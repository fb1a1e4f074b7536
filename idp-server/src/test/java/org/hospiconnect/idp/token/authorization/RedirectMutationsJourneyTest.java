package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.authorization.RedirectAddressesTest.REGISTERED;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.ProvingApplication;
import org.hospiconnect.idp.token.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Addresses that are almost the registered one, wherever a browser could be sent to one; somebody is signed in and would get a code. */
@JourneyTest
@Import(ProviderFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(10)
class RedirectMutationsJourneyTest {

    /** Found on a port of its own (RFC 8252 §7.3). */
    private static final String LOOPBACK = "http://127.0.0.1/cb";

    private static final int LEAST = 60;

    private final ProviderFixture provider;
    private final Clients clients;
    private final WrittenCounts counts;
    private List<Caller> callers = List.of();

    @Autowired
    RedirectMutationsJourneyTest(ProviderFixture provider, Clients clients, WrittenCounts counts) {
        this.provider = provider;
        this.clients = clients;
        this.counts = counts;
    }

    @BeforeAll
    void signInAtBothKindsOfApplication() {
        callers = Stream.of(provider.application(), provider.publicApplication())
                .map(this::caller)
                .toList();
    }

    private Caller caller(Application usual) {
        var registered = ExampleApplication.like(usual.registered())
                .redirectUris(REGISTERED, LOOPBACK, ProviderFixture.REDIRECT)
                .postLogoutRedirectUris(REGISTERED)
                .keys(ProvingApplication.KEY.registered())
                .get();
        clients.put(registered);
        var application = new Application(usual.issuer(), registered, usual.secret());
        var camille = provider.signIn();
        return new Caller(
                application, camille, provider.tokens(camille, application).text("id_token"));
    }

    /** @param hint of this session: with a registered address it signs out without a question */
    private record Caller(Application application, ProviderFixture.SignedIn camille, String hint) {

        Map<String, String> request(String address, String... more) {
            var request = new LinkedHashMap<>(application.request());
            request.put("redirect_uri", address);
            for (int i = 0; i < more.length; i += 2) {
                request.put(more[i], more[i + 1]);
            }
            return request;
        }

        Map<String, String> named(String name, String value) {
            return Map.of("client_id", application.registered().id(), name, value);
        }

        String signed(String address) {
            var claims = new JWTClaimsSet.Builder()
                    .issuer(application.registered().id())
                    .audience(application.issuer())
                    .expirationTime(ProvingApplication.in(60));
            request(address).forEach(claims::claim);
            return ProvingApplication.KEY.sign(claims.build());
        }

        Application.Answer byLink(Map<String, String> request) {
            return application.authorize(camille, request);
        }

        Application.Answer byForm(String path, Map<String, String> request) {
            return application.post(path, Application.form(request), "Cookie", cookie(), "Accept", "text/html");
        }

        Map<String, String> signOut(String address) {
            return Map.of("id_token_hint", hint, "post_logout_redirect_uri", address);
        }

        Application.Answer bySignOutLink(String query) {
            return application.get("/connect/logout?" + query, "Cookie", cookie());
        }

        Application.Answer pushed(Map<String, String> request) {
            return application.post("/oauth2/par", request);
        }

        String cookie() {
            return "hc_session=" + camille.opened().cookie();
        }
    }

    /** Where an address is told. */
    private enum Door {
        LINK,
        FORM,
        ANSWER_BY_FORM,
        SILENT,
        WITH_ANOTHER_FAULT,
        SIGNED,
        BESIDE_A_SIGNED_FAULT,
        PUSHED,
        SIGNED_AND_PUSHED,
        LOGOUT,
        LOGOUT_BY_FORM;

        Application.Answer go(Caller caller, String address) {
            return switch (this) {
                case LINK -> caller.byLink(caller.request(address));
                case FORM -> caller.byForm("/oauth2/authorize", caller.request(address));
                case ANSWER_BY_FORM -> caller.byLink(caller.request(address, "response_mode", "form_post"));
                case SILENT -> caller.byLink(caller.request(address, "prompt", "none"));
                case WITH_ANOTHER_FAULT ->
                    caller.byLink(caller.request(address, "response_type", "token", "scope", "admin"));
                case SIGNED -> caller.byLink(caller.named("request", caller.signed(address)));
                case BESIDE_A_SIGNED_FAULT ->
                    caller.byLink(caller.request(address, "request", caller.signed(REGISTERED) + "="));
                case PUSHED -> caller.pushed(caller.request(address));
                case SIGNED_AND_PUSHED -> caller.pushed(Map.of("request", caller.signed(address)));
                case LOGOUT -> caller.bySignOutLink(Application.form(caller.signOut(address)));
                case LOGOUT_BY_FORM -> caller.byForm("/connect/logout", caller.signOut(address));
            };
        }

        boolean isForPeople() {
            return this != PUSHED && this != SIGNED_AND_PUSHED;
        }

        /** What answers the registered address. */
        void leads(Application.Answer answer) {
            switch (this) {
                case PUSHED, SIGNED_AND_PUSHED -> assertThat(answer.status()).isEqualTo(201);
                case ANSWER_BY_FORM -> assertThat(answer.body()).contains("action=\"" + REGISTERED + "\"");
                case WITH_ANOTHER_FAULT, BESIDE_A_SIGNED_FAULT ->
                    assertThat(answer.location()).startsWith(REGISTERED + "?error=");
                case LOGOUT, LOGOUT_BY_FORM -> assertThat(answer.location()).isEqualTo(REGISTERED);
                default -> assertThat(answer.location()).startsWith(REGISTERED + "?code=");
            }
        }

        /** A control is no address; in a signed object it spoils the object. */
        void refuses(Application.Answer answer) {
            assertThat(answer.location()).as("%s", this).isEmpty();
            assertThat(answer.status()).as("%s: %s", this, answer.body()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("evil.example", "Exception", "\tat ", "<form");
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (isForPeople()) {
                assertThat(type).startsWith("text/html");
                assertThat(answer.body())
                        .containsAnyOf("REDIRECT_UNKNOWN", "PARAMETER_MALFORMED", "REQUEST_OBJECT_INVALID");
            } else {
                assertThat(type).startsWith("application/json");
                assertThat(Said.by(answer)).isIn("400 invalid_request", "400 invalid_request_object");
            }
        }
    }

    static Stream<String> mutations() {
        return Stream.concat(
                RedirectAddressesTest.mutations(),
                Stream.of(
                        REGISTERED + " https://evil.example/cb",
                        REGISTERED + "\nhttps://evil.example/cb",
                        REGISTERED + "\r\nLocation: https://evil.example/",
                        " " + REGISTERED,
                        REGISTERED + "\u0000",
                        REGISTERED + "\u202e",
                        "https://dpi.example\u2044cb",
                        "https://d\u200bpi.example/cb",
                        "https://dpi.example:443@evil.example/cb",
                        "http://127.0.0.1:0/cb",
                        "http://127.0.0.1:99999/cb",
                        "http://127.0.0.1:8080/cb/",
                        "http://127.0.0.1:8080@evil.example/cb",
                        "http://127.0.0.1.evil.example/cb",
                        "http://127.1/cb",
                        "http://2130706433/cb",
                        "http://[::1]:8080/cb",
                        "http://localhost/cb"));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    @Requirement({"RFC9700-4.1.3-MUTATIONS", "RFC9700-4.1.3", "OIDCRPL-3-ADDRESS"})
    void no_door_leads_to_an_address_that_is_not_registered(String address) {
        long before = refusals();

        for (Caller caller : callers) {
            for (Door door : Door.values()) {
                door.refuses(door.go(caller, address));
            }
        }
        assertThat(refusals() - before).isEqualTo((long) callers.size() * Door.values().length);
    }

    @Test
    @Requirement("RFC9700-4.1.3-MUTATIONS")
    void the_registered_address_itself_opens_every_door() {
        assertThat(mutations().distinct().count()).isGreaterThanOrEqualTo(LEAST);
        for (Door door : Door.values()) {
            // signing out ends the session
            var caller = caller(provider.application());
            door.leads(door.go(caller, REGISTERED));
        }
    }

    /** Several, where one is read and another followed. */
    @Test
    @Requirement({"RFC9700-4.1.3-MUTATIONS", "RFC6749-3.1-DOUBLED"})
    void of_several_addresses_none_is_followed() {
        var caller = callers.getFirst();
        String evil = "https://evil.example/cb";
        for (String more : List.of("redirect_uri", "post_logout_redirect_uri")) {
            String path = more.equals("redirect_uri") ? "/oauth2/authorize" : "/connect/logout";
            var right = more.equals("redirect_uri") ? caller.request(REGISTERED) : caller.signOut(REGISTERED);
            String second = Application.form(Map.of(more, evil));
            String first = Application.form(right);
            for (String both : List.of(first + "&" + second, second + "&" + first)) {
                var linked = caller.application().get(path + "?" + both, "Cookie", caller.cookie());
                var posted = caller.application().post(path, both, "Cookie", caller.cookie());
                var mixed = caller.application().post(path + "?" + second, first, "Cookie", caller.cookie());

                assertThat(Stream.of(linked, posted, mixed)).allSatisfy(answer -> {
                    assertThat(answer.location()).isEmpty();
                    assertThat(answer.status()).isEqualTo(400);
                });
            }
        }
    }

    /** What stands outside is registered and no part of the request. */
    @Test
    @Requirement({"RFC9700-4.1.3-MUTATIONS", "RFC9101-6.3"})
    void an_address_beside_a_signed_request_is_no_way_out() {
        var caller = callers.getFirst();
        String signed = caller.signed("https://evil.example/cb");

        Door.SIGNED.refuses(caller.byLink(caller.request(REGISTERED, "request", signed)));
    }

    /** The browser of another site holds our cookie back from its form: the way round through a link of ours leads nowhere either. */
    @ParameterizedTest
    @MethodSource("mutations")
    @Requirement("OIDCRPL-3-ADDRESS")
    void a_form_without_a_cookie_leads_to_our_own_page_alone(String address) {
        var caller = callers.getFirst();

        var answer = caller.application().post("/connect/logout", Application.form(caller.signOut(address)));

        assertThat(answer.location()).matches("(http://localhost:\\d+)?/connect/logout\\?[ -~]*");
        String link = answer.location().replaceFirst("^http://localhost:\\d+", "");
        Door.LOGOUT.refuses(caller.application().get(link, "Cookie", caller.cookie()));
    }

    private long refusals() {
        return counts.sql("select coalesce(sum(refused), 0) from refusal_counts where act = 'AUTHORIZATION_REFUSED'")
                .query(Long.class)
                .single();
    }
}
