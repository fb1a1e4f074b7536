package org.hospiconnect.idp.token.endpoint;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.ReferencePage;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.client.TokenRules.Binding;
import org.hospiconnect.idp.token.ClientEndpoint;
import org.hospiconnect.idp.token.ClientKey;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.ProvingApplication;
import org.hospiconnect.idp.token.authorization.AuthorizationChecks;
import org.hospiconnect.idp.token.authorization.RequestParameters;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Each line of the page of profiles is tried with each profile. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-PROFILES-DOCUMENTED")
class ClientProfilesReferenceJourneyTest {

    private static final ClientKey RSA = ClientKey.of("RS256");

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    ClientProfilesReferenceJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    private final Map<String, Function<Profile, String>> questions = Map.ofEntries(
            entry("be public (authentication: none)", registering(app -> app.authentication("none", Optional.empty()))),
            entry(
                    "prove itself by a secret",
                    registering(app -> app.authentication("client_secret_basic", Optional.of("hash")))),
            entry(
                    "prove itself by a signed assertion or a certificate",
                    registering(app -> app.authentication("private_key_jwt", Optional.empty())
                            .keys(RSA.registered()))),
            entry("receive tokens that are bound to no key", registering(app -> app.bound(Binding.NONE))),
            entry("receive tokens signed with RS256", registering(app -> app.tokenAlgorithm("RS256"))),
            entry("send people without PKCE", profile -> answer(sentWithoutPkce(profile))),
            entry(
                    "send its requests by the browser, not pushed",
                    profile -> answer(!right(profile).get().mustPush())),
            entry("sign with RS256", profile -> answer(signs(profile, RSA, ""))),
            entry(
                    "name an endpoint, not the issuer, in aud of its assertion",
                    profile -> answer(signs(profile, ClientKey.of("ES256"), "/oauth2/token"))),
            entry(
                    "use a refresh token twice",
                    profile -> answer(!right(profile).get().rotatesRefreshTokens())));

    @Test
    void the_table_is_what_happens() {
        var page = ReferencePage.of("client-profiles.md");
        var documented = page.rows("May an application of this profile").stream()
                .collect(Collectors.toMap(List::getFirst, row -> row.subList(1, row.size())));

        assertThat(page.text()).contains("| `STANDARD` | `LEGACY` | `FAPI2` |");
        assertThat(documented.keySet()).isEqualTo(questions.keySet());
        assertThat(documented)
                .allSatisfy((question, answers) ->
                        assertThat(answers(question)).as(question).isEqualTo(answers));
    }

    @Test
    void every_profile_stands_in_the_table() {
        assertThat(Profile.values()).containsExactlyInAnyOrder(Profile.STANDARD, Profile.LEGACY, Profile.FAPI2);
        assertThat(Arrays.stream(Profile.values())
                        .map(profile -> right(profile).get())
                        .map(RegistrationRules::faults))
                .allSatisfy(faults -> assertThat(faults).isEmpty());
    }

    private List<String> answers(String question) {
        return List.of(Profile.STANDARD, Profile.LEGACY, Profile.FAPI2).stream()
                .map(profile -> questions.getOrDefault(question, _ -> "").apply(profile))
                .toList();
    }

    /** A registration without fault. */
    private static ExampleApplication right(Profile profile) {
        var example = ExampleApplication.one("example").profile(profile);
        return profile == Profile.FAPI2
                ? example.authentication("private_key_jwt", Optional.empty())
                        .keys(RSA.registered())
                        .bound(Binding.DPOP)
                : example;
    }

    private static Function<Profile, String> registering(UnaryOperator<ExampleApplication> change) {
        return profile -> RegistrationRules.faults(change.apply(right(profile)).get()).stream()
                .map(fault -> "no: " + fault.reason())
                .findFirst()
                .orElse("yes");
    }

    private static boolean sentWithoutPkce(Profile profile) {
        RelyingApplication client = right(profile).get();
        var request = new LinkedHashMap<>(Map.of(
                "response_type", List.of("code"),
                "client_id", List.of(client.id()),
                "scope", List.of("openid")));
        return AuthorizationChecks.refusal(new RequestParameters(request), client)
                .isEmpty();
    }

    /** @param path of the audience, behind the issuer */
    private boolean signs(Profile profile, ClientKey key, String path) {
        var client = ProvingApplication.byKey(provider, clients, profile, key);
        var claims = client.claims().audience(client.dpi().issuer() + path).build();
        return client.asserting(ClientEndpoint.REVOCATION, key.sign(claims)).status() == 200;
    }

    private static String answer(boolean yes) {
        return yes ? "yes" : "no";
    }
}
