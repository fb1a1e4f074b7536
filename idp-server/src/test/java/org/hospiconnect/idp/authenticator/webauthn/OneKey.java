package org.hospiconnect.idp.authenticator.webauthn;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result.Attested;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;

/** The key that {@link WebAuthnTestEntry} registered last: whoever judges from outside needs no database. */
final class OneKey implements Authenticators {

    private final PersonId person;
    private @Nullable Authenticator held;

    OneKey(PersonId person) {
        this.person = person;
    }

    void hold(Attested attested) {
        var now = Clock.systemUTC().instant();
        held = new Authenticator(
                "outside",
                person,
                WebAuthnSignIn.KIND,
                attested.handle(),
                attested.material(),
                attested.counter(),
                attested.facts(),
                "Test",
                attested.attestation(),
                Optional.of(ExampleProof.identity()),
                attested.reservation(),
                Authenticator.State.ACTIVE,
                now,
                now.plus(Duration.ofDays(1)));
    }

    @Override
    public Optional<Authenticator> find(String id) {
        return Optional.ofNullable(held);
    }

    @Override
    public Optional<Authenticator> findByHandle(String kind, Bytes handle) {
        return Optional.ofNullable(held).filter(known -> known.handle().equals(handle));
    }

    @Override
    public List<Authenticator> of(PersonId someone) {
        return Stream.ofNullable(held).toList();
    }

    @Override
    public List<Authenticator> of(List<String> ids) {
        return Stream.ofNullable(held).filter(known -> ids.contains(known.id())).toList();
    }

    @Override
    public List<Authenticator> ofModel(String model) {
        return Stream.ofNullable(held).toList();
    }

    @Override
    public Optional<PersonId> someHolder(String kind, PersonId from) {
        return Optional.of(person);
    }

    @Override
    public boolean add(Authenticator authenticator) {
        throw new UnsupportedOperationException("registered by hold");
    }

    @Override
    public boolean advanceCounter(String id, long counter, KeyFacts.Backup backup) {
        return true; // the ceremony itself has compared it
    }

    @Override
    public void changeState(String id, Authenticator.State state) {
        throw new UnsupportedOperationException("one key, active");
    }
}
