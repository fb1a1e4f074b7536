package org.hospiconnect.idp.token;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.directory.Person;

/** The ways to get something from a grant, and the states in which nothing may be got. */
final class Standings {

    private Standings() {}

    enum Way {
        AUTHORIZATION,
        CODE,
        REFRESH,
        EXCHANGE_TO_SAML,
        EXCHANGE_TO_JWT,
        USERINFO,
        INTROSPECTION,
        INTROSPECTION_OF_REFRESH
    }

    enum State {
        PERSON_SUSPENDED,
        PERSON_DEPARTED,
        PERSON_GONE_BY_DATE,
        PERSON_NOT_YET_THERE,
        KEY_SUSPENDED,
        KEY_REVOKED,
        KEY_OVER,
        SESSION_ENDED,
        SESSION_OVER_BY_AGE,
        SESSION_IDLE,
        ALL_SESSIONS_ENDED,
        CLIENT_DISABLED,
        LEVEL_RAISED,
        FAMILY_ENDED,
        TOKEN_REVOKED;

        /** What is no more reached by these ways; the others don't ask. */
        Set<Way> ways() {
            return switch (this) {
                case FAMILY_ENDED -> EnumSet.complementOf(EnumSet.of(Way.AUTHORIZATION, Way.CODE));
                case TOKEN_REVOKED ->
                    EnumSet.of(Way.EXCHANGE_TO_SAML, Way.EXCHANGE_TO_JWT, Way.USERINFO, Way.INTROSPECTION);
                default -> EnumSet.allOf(Way.class);
            };
        }
    }

    static Person with(Person person, Person.State state) {
        return with(person, state, person.start(), person.end());
    }

    static Person with(Person person, Person.State state, LocalDate start, Optional<LocalDate> end) {
        return new Person(
                person.id(),
                person.civilName(),
                person.exerciseName(),
                person.birthDate(),
                person.population(),
                person.identifiers(),
                person.affiliations(),
                person.workSituations(),
                state,
                start,
                end);
    }
}
