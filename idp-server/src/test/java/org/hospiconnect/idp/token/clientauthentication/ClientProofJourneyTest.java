package org.hospiconnect.idp.token.clientauthentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.ClientEndpoint.assertRefused;
import static org.hospiconnect.idp.token.ProvingApplication.basic;
import static org.hospiconnect.idp.token.ProvingApplication.bySecret;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ClientEndpoint;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.ProvingApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** How clients prove themselves, right and wrong, at every endpoint that asks for it. */
@JourneyTest
@Import(ProviderFixture.class)
class ClientProofJourneyTest {

    private static final List<String> WAYS = List.of("client_secret_basic", "client_secret_post", "private_key_jwt");

    private final ProviderFixture provider;
    private final Clients clients;
    private final WrittenCounts counts;

    @Autowired
    ClientProofJourneyTest(ProviderFixture provider, Clients clients, WrittenCounts counts) {
        this.provider = provider;
        this.clients = clients;
        this.counts = counts;
    }

    private static final Set<ClientEndpoint> FOR_PROVED =
            EnumSet.of(ClientEndpoint.INTROSPECTION, ClientEndpoint.ACTIVITY, ClientEndpoint.ASSURANCE);

    static Stream<Arguments> everyWayAtEveryEndpoint() {
        return WAYS.stream().flatMap(way -> Stream.of(ClientEndpoint.values()).map(at -> Arguments.of(way, at)));
    }

    @ParameterizedTest
    @MethodSource("everyWayAtEveryEndpoint")
    @Requirement({"RFC6749-2.3.1", "OIDCC-9", "RFC7523-3"})
    void a_client_is_proved_by_its_own_way_and_by_no_other(String way, ClientEndpoint at) {
        var client = client(way);

        for (String used : WAYS) {
            var answer = client.call(at, used, at.request(client.dpi()));
            if (used.equals(way)) {
                at.assertProved(answer);
            } else {
                assertRefused(answer, 401, "invalid_client");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC6749-2.3")
    void two_ways_at_once_are_refused(ClientEndpoint at) {
        var client = client("client_secret_basic");
        var request = at.request(client.dpi());
        request.put("client_secret", client.dpi().secret());
        request.put("client_id", client.dpi().registered().id());

        assertRefused(client.call(at, "client_secret_basic", request), 400, "invalid_request");
        assertRefused(client.call(at, "private_key_jwt", request), 400, "invalid_request");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-ONE-AUTHORIZATION")
    void a_second_authorization_header_is_refused_whatever_it_says(ClientEndpoint at) {
        var dpi = client("client_secret_basic").dpi();
        String right = basic(dpi.registered().id() + ":" + dpi.secret());
        String form = Application.form(at.request(dpi));

        for (String other : List.of(right, basic("nobody:x"), "Bearer x", "x")) {
            assertRefused(
                    dpi.post(at.path(), form, "Authorization", right, "Authorization", other), 400, "invalid_request");
            assertRefused(
                    dpi.post(at.path(), form, "Authorization", other, "Authorization", right), 400, "invalid_request");
        }
        at.assertProved(dpi.post(at.path(), form, "Authorization", right));
    }

    @Test
    @Requirement("HC-ONE-AUTHORIZATION")
    void at_userinfo_too() {
        var dpi = client("client_secret_basic").dpi();
        String token = "Bearer " + provider.tokens(provider.signIn(), dpi).text("access_token");

        for (String other : List.of(token, "Bearer x", "DPoP x", "Basic x")) {
            for (var answer : List.of(
                    dpi.get("/userinfo", "Authorization", token, "Authorization", other),
                    dpi.get("/userinfo", "Authorization", other, "Authorization", token))) {
                assertThat(answer.status()).as(other).isEqualTo(400);
                assertThat(answer.headers().allValues("WWW-Authenticate"))
                        .anyMatch(challenge -> challenge.contains("error=\"invalid_request\""));
            }
        }
        assertThat(dpi.get("/userinfo", "Authorization", token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC6749-2.3.1-BODY")
    void credentials_in_the_address_are_refused(ClientEndpoint at) {
        var dpi = client("client_secret_post").dpi();
        String body = Application.form(at.request(dpi));

        for (String query :
                List.of("client_secret=" + dpi.secret(), "client%5Fassertion=e30", "client_assertion_type")) {
            var answer = dpi.post(at.path() + "?client_id=" + dpi.registered().id() + "&" + query, body);
            assertRefused(answer, 400, "invalid_request");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"RFC6749-5.2-CLIENT", "HC-CLIENT-COUNTED"})
    void a_failure_is_told_alike_for_known_and_unknown_and_counted(ClientEndpoint at) {
        var dpi = client("client_secret_basic").dpi();
        var request = at.request(dpi);
        request.remove("client_id");
        String form = Application.form(request);
        long before = refusals();

        var wrong = dpi.post(
                at.path(), form, "Authorization", basic(dpi.registered().id() + ":wrong"));
        var unknown = dpi.post(at.path(), form, "Authorization", basic("nobody:x"));
        var nothing = dpi.post(at.path(), Application.form(Map.of("token", "x")));
        var broken = dpi.post(at.path(), form, "Authorization", "Basic ???");

        assertThat(Stream.of(wrong, unknown, nothing, broken)).allSatisfy(answer -> {
            assertRefused(answer, 401, "invalid_client");
            assertThat(answer.json()).doesNotContainKey("reference");
        });
        assertThat(wrong.text("error_description")).isEqualTo(unknown.text("error_description"));
        assertThat(wrong.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
        assertThat(refusals() - before).isEqualTo(4);
    }

    @Test
    @Requirement({"RFC7662-2.1", "HC-PUBLIC-CLIENT"})
    void who_proves_nothing_asks_about_no_token_and_reports_nobody_but_may_push_and_revoke() {
        var app = provider.publicApplication();

        for (ClientEndpoint at : ClientEndpoint.values()) {
            var request = at.request(app);
            request.put("client_id", app.registered().id());
            var answer = app.post(at.path(), Application.form(request));
            if (FOR_PROVED.contains(at)) {
                assertRefused(answer, 401, "invalid_client");
            } else {
                at.assertProved(answer);
            }
        }
    }

    private ProvingApplication client(String way) {
        return way.equals("private_key_jwt")
                ? ProvingApplication.byKey(provider, clients)
                : bySecret(provider, clients, way);
    }

    private long refusals() {
        return counts.sql("select coalesce(sum(refused), 0) from refusal_counts")
                .query(Long.class)
                .single();
    }
}
