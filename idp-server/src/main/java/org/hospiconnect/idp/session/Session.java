package org.hospiconnect.idp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.workstation.Place;

/**
 * One person in one browser.
 *
 * @param sid stable name of the session, {@code sid} in tokens; not the cookie
 * @param proofs each successful ceremony, oldest first
 * @param workSituation id of the situation chosen; empty when none was
 * @param place where the last proof was made; empty in a session that a server of before opened
 * @param limits those of everybody, or stricter ones of the post
 */
public record Session(
        String sid,
        PersonId person,
        List<Proof> proofs,
        Instant openedAt,
        Instant lastActivityAt,
        Optional<String> workSituation,
        Optional<Place> place,
        Limits limits) {

    public Session {
        proofs = List.copyOf(proofs);
    }

    /** Is who asks from there where the person proved to be? Otherwise it is somebody's cookie only. */
    public boolean isAt(Place here) {
        return place.map(here::isSameAs).orElse(!here.isShared());
    }

    /** Was it opened on this post, or on none as here? */
    public boolean isOnPostOf(Place here) {
        return post().equals(here.post());
    }

    /** Id of the shared post where it was opened. */
    public Optional<String> post() {
        return place.flatMap(Place::post);
    }

    /** Might another person be where it was opened? */
    public boolean isOnSharedPost() {
        return place.filter(Place::isShared).isPresent();
    }

    /** When one factor does no longer; empty when both were given. */
    public Optional<Instant> touchUntil() {
        boolean both = proofs.stream().anyMatch(proof -> proof.touch().isEmpty());
        return both
                ? Optional.empty()
                : proofs.stream()
                        .flatMap(proof -> proof.touch().stream())
                        .map(Proof.Touch::until)
                        .max(Comparator.naturalOrder());
    }

    /** The same person proved it once more; somewhere else what was proved before counts no longer (RIE v2 EXI RIE-PS 13). */
    public Session with(Proof proof, Place here) {
        Stream<Proof> before = place.filter(here::isSameAs).isPresent() ? proofs.stream() : Stream.empty();
        List<Proof> all = Stream.concat(before, Stream.of(proof)).toList();
        return new Session(sid, person, all, openedAt, lastActivityAt, workSituation, place, limits);
    }

    /** Somebody is there now. */
    Session activeAt(Instant now) {
        return new Session(sid, person, proofs, openedAt, now, workSituation, place, limits);
    }

    /** Was somebody there within this time? */
    public boolean isActiveWithin(Duration idle, Instant now) {
        return now.isBefore(lastActivityAt.plus(idle));
    }

    /** When it is over, whatever happens until then: by one factor no later than one does. */
    public Instant endsAt() {
        Instant end = openedAt.plus(limits.lifetime());
        return touchUntil().filter(until -> until.isBefore(end)).orElse(end);
    }

    /** When it is over unless somebody is there before. */
    public Instant overAt() {
        Instant byIdleness = lastActivityAt.plus(limits.idle());
        return endsAt().isBefore(byIdleness) ? endsAt() : byIdleness;
    }
}
