package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.client.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.ModelFacts;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.CeremonySettings;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import tools.jackson.databind.json.JsonMapper;

/**
 * Both ceremonies judged from outside: the server's own {@link WebAuthnEnrolment} and {@link WebAuthnSignIn} for one relying party, one
 * person and one key at a time, with the caller's challenges. No store, no HTTP, no Spring: docs/how-to/judge-webauthn-from-outside.md.
 */
public final class WebAuthnTestEntry {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final ObjectConverter CONVERTER = new ObjectConverter();
    private static final CeremonySettings CEREMONY =
            new CeremonySettings(Duration.ofMinutes(5), 30, 1200, 300, Period.ofMonths(36));
    private static final JsonMapper JSON = new JsonMapper();

    private final Person person = ExamplePerson.one().get();
    private final OneKey key = new OneKey(person.id());
    private final WebAuthnEnrolment enrolment;
    private final WebAuthnSignIn signIn;

    /**
     * Ceremonies of one relying party.
     *
     * @param rpId as {@code example.org}
     * @param origin of the page, as {@code https://example.org}
     * @param roots PEM files of attestation roots
     */
    public WebAuthnTestEntry(String rpId, String origin, List<Path> roots) {
        var party = new WebAuthnRelyingParty(rpId, "Test", Set.of(Origin.create(origin)));
        var trust = new AttestationTrust(() -> roots.stream().flatMap(WebAuthnConfiguration::read));
        this.enrolment = enrolment(party, new KeyJudge(trust, new NoModels(), () -> false, CLOCK));
        this.signIn = signIn(party);
    }

    private WebAuthnEnrolment enrolment(WebAuthnRelyingParty party, KeyJudge judge) {
        return new WebAuthnEnrolment(
                new WebAuthnVerifiers().webAuthnVerifier(CONVERTER),
                CONVERTER,
                new WebAuthnOptions(party, JSON),
                party,
                judge,
                new KeyPolicies(Map.of()),
                key,
                CEREMONY,
                new Secrets(),
                CLOCK);
    }

    private WebAuthnSignIn signIn(WebAuthnRelyingParty party) {
        return new WebAuthnSignIn(
                new WebAuthnVerifiers().webAuthnVerifier(CONVERTER),
                new EnrolledKeys(CONVERTER),
                new WebAuthnOptions(party, JSON),
                new NamedKeys(_ -> Optional.empty(), _ -> {}, key, () -> Bytes.of(new byte[32])),
                KeyPolicies.of(List.of()),
                party,
                key,
                CEREMONY,
                ExampleProof.rules(),
                new Secrets(),
                CLOCK);
    }

    /**
     * What was asked of the authenticator.
     *
     * @param challenge base64url
     * @param userVerified its user had to be verified
     * @param algorithms COSE identifiers that were offered; for a registration
     */
    public record Asked(String challenge, boolean userVerified, List<Integer> algorithms) {

        /** As this server asks by itself. */
        public static Asked asUsual(String challenge) {
            return new Asked(challenge, true, List.of(-7, -8, -257));
        }
    }

    /** What the server says. */
    public sealed interface Said {

        record Accepted(Proof.Attestation attestation, List<String> amr) implements Said {}

        record Refused(String reason) implements Said {}
    }

    /**
     * A registration; the key that is accepted is the one that may sign in next.
     *
     * @param credential JSON of {@code PublicKeyCredential.toJSON()}
     */
    public Said register(Asked asked, String credential) {
        return switch (enrolment.finish(challenge(asked), person, bytes(credential))) {
            case Result.Refused(var reason) -> new Said.Refused(reason.name());
            case Result.Attested attested -> {
                key.hold(attested);
                yield new Said.Accepted(attested.attestation(), List.of());
            }
        };
    }

    /**
     * An assertion of the key that was registered, by its person.
     *
     * @param credential JSON of {@code PublicKeyCredential.toJSON()}; a user handle in it is the person's, {@link #userHandle()}
     */
    public Said signIn(Asked asked, String credential) {
        return switch (signIn.finish(challenge(asked), bytes(credential))) {
            case Verification.Refused(var reason, var _) -> new Said.Refused(reason.name());
            case Verification.Verified(var _, var proof) ->
                new Said.Accepted(proof.grounds().attestation(), proof.amr());
        };
    }

    /** What the key's credential must say of its owner, base64url. */
    public String userHandle() {
        return WebAuthnOptions.userHandle(person.id()).toBase64Url();
    }

    private Challenge challenge(Asked asked) {
        String verification = asked.userVerified() ? "required" : "discouraged";
        String sent = JSON.writeValueAsString(Map.of(
                "userVerification",
                verification,
                "authenticatorSelection",
                Map.of("userVerification", verification),
                "pubKeyCredParams",
                asked.algorithms().stream().map(one -> Map.of("alg", one)).toList()));
        return new Challenge(
                WebAuthnSignIn.KIND,
                Bytes.ofBase64Url(asked.challenge()),
                sent,
                "outside",
                Optional.of(person.id()),
                Clock.systemUTC().instant().plusSeconds(300));
    }

    /** FIDO's list is not asked: the roots that are given vouch. */
    private static final class NoModels implements KeyModels {

        @Override
        public Optional<KeyModel> find(String model) {
            return Optional.empty();
        }

        @Override
        public void replace(List<KeyModel> models) {
            throw new UnsupportedOperationException("no list of models");
        }

        @Override
        public Map<String, ModelStanding> lowered() {
            return Map.of();
        }

        @Override
        public Map<String, ModelFacts> facts() {
            return Map.of();
        }

        @Override
        public List<Held> held() {
            return List.of();
        }
    }

    private static byte[] bytes(String credential) {
        return credential.getBytes(StandardCharsets.UTF_8);
    }
}
