package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.directory.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers whose bytes were damaged or made up: refused, whatever the library behind makes of them. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
@TestPropertySource(properties = "hospiconnect.address.issuer=http://localhost:9000")
class BrokenAnswersTest {

    private static final int VARIANTS = 150;
    private static final JsonMapper JSON = new JsonMapper();

    private final WebAuthnFixture webauthn;

    @Autowired
    BrokenAnswersTest(WebAuthnFixture webauthn) {
        this.webauthn = webauthn;
    }

    @ParameterizedTest
    @Requirement("HC-ANSWER-BOUNDED")
    @CsvSource({"attestationObject", "clientDataJSON"})
    void a_damaged_registration_is_refused_or_harmless(String member) {
        Person person = webauthn.somebody("physicians");
        var key = webauthn.attestedKey();
        Challenge challenge = webauthn.enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));
        String right = key.create(challenge.options());

        assertThat(damaged(right, member)
                        .map(answer -> webauthn.enrolment.finish(challenge, person, WebAuthnFixture.bytes(answer))))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result).isInstanceOfAny(Result.Refused.class, Result.Attested.class));
    }

    @ParameterizedTest
    @Requirement("HC-ANSWER-BOUNDED")
    @CsvSource({"authenticatorData", "clientDataJSON", "signature", "userHandle"})
    void a_damaged_assertion_signs_nobody_in(String member) {
        var key = webauthn.attestedKey();
        webauthn.enrol(webauthn.somebody("physicians"), key);
        Challenge challenge = webauthn.signIn.begin(new SignInAttempt("s1", Optional.empty(), "127.0.0.1"));
        String right = key.get(challenge.options());

        assertThat(damaged(right, member)
                        .map(answer -> webauthn.signIn.finish(challenge, WebAuthnFixture.bytes(answer))))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result).isInstanceOf(Verification.Refused.class));
    }

    /** WebAuthn L3 §7.2 step 6. */
    @Test
    @Requirement("WEBAUTHN3-7.2-6")
    void who_was_not_named_before_is_named_by_the_key() {
        var key = webauthn.attestedKey();
        Person holder = webauthn.somebody("physicians");
        webauthn.enrol(holder, key);
        Challenge nobody = webauthn.signIn.begin(new SignInAttempt("s1", Optional.empty(), "127.0.0.1"));
        Challenge named = webauthn.signIn.begin(new SignInAttempt("s2", Optional.of(holder.id()), "127.0.0.1"));

        assertThat(webauthn.signIn.finish(nobody, WebAuthnFixture.bytes(withoutHandle(key.get(nobody.options())))))
                .isEqualTo(new Verification.Refused(RefusalReason.MALFORMED));
        assertThat(webauthn.signIn.finish(named, WebAuthnFixture.bytes(withoutHandle(key.get(named.options())))))
                .isInstanceOf(Verification.Verified.class);
    }

    private static String withoutHandle(String answer) {
        return change(answer, "userHandle", Optional.empty());
    }

    /** The same for every run: bits flipped, cut short, doubled, deeply nested, of another kind. */
    private static Stream<String> damaged(String answer, String member) {
        byte[] right = Base64.getUrlDecoder()
                .decode(JSON.readTree(answer).at("/response/" + member).asString());
        var random = new Random(20261126);
        var flipped = IntStream.range(0, VARIANTS).mapToObj(_ -> {
            byte[] copy = right.clone();
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
            return copy;
        });
        var cut = IntStream.iterate(1, length -> length < right.length, length -> length + 1 + right.length / 40)
                .mapToObj(length -> Arrays.copyOf(right, length));
        byte[] deep = new byte[30_000];
        Arrays.fill(deep, (byte) 0x81); // CBOR: an array of one, and so on
        byte[] nested = "[".repeat(30_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Stream.of(flipped, cut, Stream.of(deep, nested, new byte[64], right.clone()))
                .flatMap(variants -> variants)
                .filter(variant -> !Arrays.equals(variant, right))
                .map(variant -> change(answer, member, Optional.of(variant)));
    }

    private static String change(String answer, String member, Optional<byte[]> content) {
        var root = (ObjectNode) JSON.readTree(answer);
        var response = (ObjectNode) root.path("response");
        content.ifPresentOrElse(
                bytes -> response.put(
                        member, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)),
                () -> response.remove(member));
        return root.toString();
    }
}
