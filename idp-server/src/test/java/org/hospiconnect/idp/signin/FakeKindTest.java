package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.SignInCeremony;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A kind written in test code signs a person in, with no change to main code. */
@JourneyTest
@Import({SignInRoad.class, FakeKindTest.Whisper.class})
class FakeKindTest {

    private final SignInRoad road;
    private final Authenticators authenticators;
    private final Visitor visitor = new Visitor();

    @Autowired
    FakeKindTest(SignInRoad road, Authenticators authenticators) {
        this.road = road;
        this.authenticators = authenticators;
    }

    @Test
    @Requirement("HC-KIND-WITHOUT-CHANGE")
    void a_new_kind_is_one_bean_and_one_template() {
        String client = "app-" + UUID.randomUUID();
        road.register(client, Level.LOW);
        Person person = road.somebody(1);
        authenticators.add(whisperOf(person));

        Page choice = visitor.visit(road.request(client, Map.of()));
        assertThat(choice.document().select(".choices a").eachAttr("href")).hasSize(2);
        Page page = visitor.visit(choice.element(".choices a[href*=whisper]").absUrl("href"));
        visitor.post(
                page.at().resolve("/signin/whisper/challenge"),
                Map.of(
                        "s", page.element("input[name=s]").val(),
                        "csrf", page.element("input[name=csrf]").val()));
        Page arrived =
                visitor.submit(page, "form", Map.of("credential", person.id().toString()));

        assertThat(arrived.at().getQuery()).contains("code=");
    }

    private static Authenticator whisperOf(Person person) {
        var now = Clock.systemUTC().instant();
        return new Authenticator(
                person.id().toString(),
                person.id(),
                "whisper",
                Bytes.of(person.id().toString().getBytes(StandardCharsets.UTF_8)),
                Bytes.of(new byte[0]),
                0,
                KeyFacts.of("whisper"),
                "Chuchotement",
                Proof.Attestation.ABSENT,
                Optional.of(ExampleProof.identity()),
                Optional.empty(),
                Authenticator.State.ACTIVE,
                now,
                now.plus(Duration.ofDays(1)));
    }

    /** Whoever says an id is its person: for a test only. */
    static class Whisper implements SignInCeremony {

        private final Clock clock;

        Whisper(Clock clock) {
            this.clock = clock;
        }

        @Override
        public String id() {
            return "whisper";
        }

        @Override
        public Set<Level> levels() {
            return Set.of(Level.LOW);
        }

        @Override
        public Challenge begin(SignInAttempt attempt) {
            return new Challenge(
                    id(),
                    Bytes.of(new byte[1]),
                    "{}",
                    attempt.signIn(),
                    attempt.person(),
                    clock.instant().plusSeconds(60));
        }

        @Override
        public Verification finish(Challenge challenge, byte[] answer) {
            String said = new String(answer, StandardCharsets.UTF_8);
            if (said.length() != 36) {
                return new Verification.Refused(RefusalReason.MALFORMED);
            }
            return new Verification.Verified(
                    PersonId.of(said), new Proof(id(), said, List.of("user"), clock.instant(), ExampleProof.grounds()));
        }
    }
}
