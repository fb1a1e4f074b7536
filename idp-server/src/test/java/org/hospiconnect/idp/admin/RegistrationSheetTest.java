package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.LegalBasis;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.ApplicationSettings;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.client.TokenRules;
import org.junit.jupiter.api.Test;

/** {@code client show} says all that {@code client add} may say. */
@Requirement("HC-CLIENT-SHOWN")
class RegistrationSheetTest {

    /** Where the file differs from what is shown: the path to a secret, and what stands for it. */
    private static final Map<String, String> SHOWN_AS = Map.of("secret-file", "secret");

    private static final Surroundings AROUND = new Surroundings(
            Set.of("https://labo.example"), Optional.of("https://a.example/o"), Set.of("https://api.labo.example/"));

    @Test
    void each_key_that_a_file_may_have_is_shown_with_its_value() throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toPublicJWK();
        var shown = RegistrationSheet.of(whole(key));

        assertThat(shown.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        keys("", ApplicationSettings.class).toList());
        assertThat(shown.entrySet())
                .filteredOn(line -> line.getValue().equals(List.of("none")))
                .as("nothing of it is left out")
                .isEmpty();
        assertThat(shown)
                .containsEntry("secret", List.of("kept, as a hash"))
                .containsEntry("dmp.saml", List.of("true"))
                .containsEntry("keys.jwks", List.of("k1/EC:" + key.computeThumbprint()))
                .containsEntry("tokens.binding", List.of("DPOP"))
                .containsEntry("tokens.acr-aliases", List.of("Fort: HIGH", "eidas1: LOW"))
                .containsEntry("redirect-uris", List.of("https://a.example/cb", "https://b.example/cb"));
        assertThat(shown.toString()).doesNotContain("hash-of-the-secret", "\"crv\"");
    }

    @Test
    void what_is_not_registered_is_said_too_and_what_a_profile_does_is_named() {
        var legacy = ExampleApplication.one("dpi")
                .profile(RelyingApplication.Profile.LEGACY)
                .get();
        var strict = ExampleApplication.one("dpi")
                .profile(RelyingApplication.Profile.FAPI2)
                .get();

        assertThat(RegistrationSheet.of(legacy))
                .containsEntry("profile", List.of("legacy (loosened: CODE_WITHOUT_PKCE)"))
                .containsEntry("dmp", List.of("none"))
                .containsEntry("keys.jwks", List.of("none"))
                .containsEntry("post-logout-redirect-uris", List.of("none"))
                .containsEntry("tokens.require-pushed", List.of("false"));
        assertThat(RegistrationSheet.of(strict))
                .containsEntry("tokens.require-pushed", List.of("true, by the profile"));
    }

    private static RelyingApplication whole(ECKey key) {
        return ExampleApplication.one("labo")
                .redirectUris("https://b.example/cb", "https://a.example/cb")
                .postLogoutRedirectUris("https://a.example/")
                .authentication("client_secret_basic", Optional.of("hash-of-the-secret"))
                .dmp(Optional.of(new RelyingApplication.Dmp("Labo", "1", Optional.of("id"), "H-1", true)))
                .keys(new ClientKeys(
                        Optional.of(new JWKSet(key).toString()),
                        Optional.of("https://labo.example/jwks"),
                        Optional.of("CN=labo")))
                .tokens(wholeTokens())
                .surroundings(_ -> AROUND)
                .sessionIdle(Duration.ofMinutes(5))
                .sessionLifetime(Duration.ofHours(1))
                .signIn(new SignInRules(
                        true,
                        Duration.ofHours(1),
                        Set.of("webauthn"),
                        Set.of(LegalBasis.ATTESTED),
                        Set.of("site"),
                        Duration.ofHours(3),
                        true))
                .get();
    }

    private static TokenRules wholeTokens() {
        return new TokenRules(
                TokenRules.Binding.DPOP,
                true,
                true,
                TokenRules.SubjectType.PAIRWISE,
                Optional.of("labo.example"),
                Optional.of("PS256"),
                Set.of("https://api.labo.example/"),
                Map.of("eidas1", Level.LOW, "Fort", Level.HIGH));
    }

    private static Stream<String> keys(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            Class<?> held = held(component);
            return held.isRecord() ? keys(name + ".", held) : Stream.of(SHOWN_AS.getOrDefault(name, name));
        });
    }

    private static Class<?> held(RecordComponent component) {
        Type type = component.getGenericType();
        return type instanceof ParameterizedType holder && holder.getRawType() == Optional.class
                ? (Class<?>) holder.getActualTypeArguments()[0]
                : component.getType();
    }
}
