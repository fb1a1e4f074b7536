package org.hospiconnect.idp.authenticator;

import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Bytes;

/** Registers an authenticator of one kind. A kind that names its holder by itself (a card) has no such bean. */
public interface EnrolmentCeremony {

    /** As in {@link SignInCeremony#id()}. */
    String id();

    /** As in {@link SignInCeremony#isTyped()}; what was begun stays until it succeeds, so that a slip costs no new start. */
    default boolean isTyped() {
        return false;
    }

    /** May this person have such a means? */
    default boolean isFor(Person person) {
        return true;
    }

    Challenge begin(EnrolmentAttempt attempt);

    /** What a typed kind's page shows of what was begun, by the names that its template uses. */
    default Map<String, Object> shown(Challenge challenge, Person person) {
        return Map.of();
    }

    Result finish(Challenge challenge, Person person, byte[] answer);

    /** What came of it. */
    sealed interface Result {

        /** Verified against every option that was sent; not yet anybody's. */
        record Attested(
                Bytes handle,
                Bytes material,
                long counter,
                KeyFacts facts,
                Proof.Attestation attestation,
                Optional<String> reservation)
                implements Result {}

        record Refused(RefusalReason reason) implements Result {}
    }
}
