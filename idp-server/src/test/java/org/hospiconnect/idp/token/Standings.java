package org.hospiconnect.idp.token;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Standing.Reason;

/** The ways to get something from a grant, and the states in which nothing may be got. */
final class Standings {

    private Standings() {}

    enum Way {
        AUTHORIZATION("authorization_endpoint"),
        AUTHORIZATION_PUSHED_BEFORE("authorization_endpoint"),
        PUSHED_REQUEST("pushed_authorization_request_endpoint"),
        CODE("authorization_code"),
        CODE_OF_PUBLIC_CLIENT("authorization_code"),
        REFRESH("refresh_token"),
        REFRESH_OF_PUBLIC_CLIENT("refresh_token"),
        EXCHANGE_TO_SAML("urn:ietf:params:oauth:grant-type:token-exchange"),
        EXCHANGE_TO_JWT("urn:ietf:params:oauth:grant-type:token-exchange"),
        CLIENT_CREDENTIALS("client_credentials"),
        USERINFO("userinfo_endpoint"),
        INTROSPECTION("introspection_endpoint"),
        INTROSPECTION_OF_REFRESH("introspection_endpoint"),
        INTROSPECTION_OF_MACHINE("introspection_endpoint"),
        REVOCATION("revocation_endpoint"),
        LOGOUT("end_session_endpoint"),
        ACTIVITY("session_activity_endpoint"),
        ASSURANCE("");

        private final String entry;

        Way(String entry) {
            this.entry = entry;
        }

        /** The endpoint that discovery announces; at the token endpoint, the grant; empty for what is not announced. */
        String entry() {
            return entry;
        }

        boolean isOfPublicClient() {
            return this == CODE_OF_PUBLIC_CLIENT || this == REFRESH_OF_PUBLIC_CLIENT;
        }
    }

    private static final Set<Way> NEW_REQUESTS = EnumSet.of(Way.AUTHORIZATION, Way.AUTHORIZATION_PUSHED_BEFORE);

    /** What an application does for itself; giving back and signing out take nothing that a person has. */
    private static final Set<Way> OF_NO_PERSON = EnumSet.of(
            Way.PUSHED_REQUEST, Way.CLIENT_CREDENTIALS, Way.INTROSPECTION_OF_MACHINE, Way.REVOCATION, Way.LOGOUT);

    private static final Set<Way> WITH_ACCESS_TOKEN =
            EnumSet.of(Way.EXCHANGE_TO_SAML, Way.EXCHANGE_TO_JWT, Way.USERINFO, Way.INTROSPECTION);

    private static final Set<Way> WITHOUT_GRANT = EnumSet.of(
            Way.USERINFO,
            Way.INTROSPECTION,
            Way.INTROSPECTION_OF_REFRESH,
            Way.INTROSPECTION_OF_MACHINE,
            Way.REVOCATION,
            Way.LOGOUT,
            Way.ACTIVITY,
            Way.ASSURANCE);

    private static final Set<Way> SHORT_LIVED = and(
            WITH_ACCESS_TOKEN,
            Way.CODE,
            Way.CODE_OF_PUBLIC_CLIENT,
            Way.AUTHORIZATION_PUSHED_BEFORE,
            Way.INTROSPECTION_OF_MACHINE);

    /** The request that was pushed has expired before it. */
    private static final Set<State> OUTLASTS_PUSHED =
            EnumSet.of(State.LIFE_OVER, State.SESSION_OVER_BY_AGE, State.SESSION_IDLE);

    private static final Set<Way> OF_FAMILY =
            and(WITH_ACCESS_TOKEN, Way.REFRESH, Way.REFRESH_OF_PUBLIC_CLIENT, Way.INTROSPECTION_OF_REFRESH);

    private static Set<Way> and(Set<Way> ways, Way... more) {
        return Stream.concat(ways.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    enum State {
        PERSON_SUSPENDED(Reason.PERSON_NOT_ACTIVE),
        PERSON_DEPARTED(Reason.PERSON_NOT_ACTIVE),
        PERSON_GONE_BY_DATE(Reason.PERSON_NOT_ACTIVE),
        PERSON_NOT_YET_THERE(Reason.PERSON_NOT_ACTIVE),
        KEY_SUSPENDED(Reason.AUTHENTICATOR_NOT_USABLE),
        KEY_REVOKED(Reason.AUTHENTICATOR_NOT_USABLE),
        KEY_OVER(Reason.AUTHENTICATOR_NOT_USABLE),
        SESSION_ENDED(Reason.SESSION_ENDED),
        SESSION_OVER_BY_AGE(Reason.SESSION_ENDED),
        SESSION_IDLE(Reason.SESSION_ENDED),
        ALL_SESSIONS_ENDED(Reason.SESSION_ENDED),
        LEVEL_RAISED(Reason.LEVEL_TOO_LOW),
        OTHER_MEANS_ONLY(Reason.SIGN_IN_NOT_TAKEN),
        OTHER_ZONE_ONLY(Reason.ZONE_NOT_TAKEN),
        SITUATIONS_LOST(Reason.NO_WORK_SITUATION),
        CLIENT_DISABLED(Reason.CLIENT_DISABLED),
        SCOPE_WITHDRAWN(Reason.BEYOND_REGISTRATION),
        RESOURCE_WITHDRAWN(Reason.BEYOND_REGISTRATION),
        GRANT_WITHDRAWN,
        PROOFS_OLDER_THAN_ASKED,
        LIFE_OVER,
        FAMILY_ENDED,
        TOKEN_REVOKED;

        private final Optional<Reason> reason;

        State() {
            reason = Optional.empty();
        }

        State(Reason reason) {
            this.reason = Optional.of(reason);
        }

        /** Of the one guard; empty where something else refuses. */
        Optional<Reason> reason() {
            return reason;
        }

        /** What is no more reached by these ways; the others don't ask. */
        Set<Way> ways() {
            return switch (this) {
                case CLIENT_DISABLED -> EnumSet.allOf(Way.class);
                case SCOPE_WITHDRAWN, RESOURCE_WITHDRAWN ->
                    but(EnumSet.of(Way.REVOCATION, Way.LOGOUT, Way.ACTIVITY, Way.ASSURANCE));
                case GRANT_WITHDRAWN -> but(WITHOUT_GRANT);
                case PROOFS_OLDER_THAN_ASKED -> NEW_REQUESTS;
                case LIFE_OVER -> SHORT_LIVED;
                case FAMILY_ENDED -> OF_FAMILY;
                case TOKEN_REVOKED -> WITH_ACCESS_TOKEN;
                default -> but(OF_NO_PERSON);
            };
        }

        private static Set<Way> but(Set<Way> others) {
            return EnumSet.complementOf(EnumSet.copyOf(others));
        }
    }

    /** What this way hears in this state, whole: a fault of ours is no refusal. */
    static String refusal(Way way, State state) {
        boolean unknown = state == State.CLIENT_DISABLED;
        boolean late = way == Way.AUTHORIZATION_PUSHED_BEFORE && OUTLASTS_PUSHED.contains(state);
        return switch (way) {
            case AUTHORIZATION, AUTHORIZATION_PUSHED_BEFORE ->
                unknown || late ? "400 page" : "303 " + asked(state, "login_required");
            case LOGOUT -> "400 page";
            case USERINFO -> "401 invalid_token";
            case ASSURANCE -> unknown ? "401 invalid_client" : "404 not_found";
            case INTROSPECTION, INTROSPECTION_OF_REFRESH, INTROSPECTION_OF_MACHINE ->
                unknown ? "401 invalid_client" : "200 inactive";
            case PUSHED_REQUEST, CLIENT_CREDENTIALS ->
                unknown ? "401 invalid_client" : "400 " + asked(state, "unauthorized_client");
            case EXCHANGE_TO_SAML, EXCHANGE_TO_JWT -> unknown ? "401 invalid_client" : "400 " + exchanged(state);
            default ->
                unknown
                        ? "401 invalid_client"
                        : state == State.GRANT_WITHDRAWN ? "400 unauthorized_client" : "400 invalid_grant";
        };
    }

    private static String asked(State state, String usual) {
        return switch (state) {
            case SCOPE_WITHDRAWN -> "invalid_scope";
            case RESOURCE_WITHDRAWN -> "invalid_target";
            case GRANT_WITHDRAWN -> "unauthorized_client";
            default -> usual;
        };
    }

    private static String exchanged(State state) {
        return switch (state) {
            case PERSON_SUSPENDED,
                    PERSON_DEPARTED,
                    PERSON_GONE_BY_DATE,
                    PERSON_NOT_YET_THERE,
                    SITUATIONS_LOST,
                    OTHER_ZONE_ONLY -> "access_denied";
            case LEVEL_RAISED, OTHER_MEANS_ONLY -> "insufficient_user_authentication";
            case SCOPE_WITHDRAWN, RESOURCE_WITHDRAWN, GRANT_WITHDRAWN -> "unauthorized_client";
            default -> "invalid_request";
        };
    }

    static Person with(Person person, Person.State state) {
        return with(person, state, person.start(), person.end());
    }

    static Person with(Person person, Person.State state, LocalDate start, Optional<LocalDate> end) {
        return ExamplePerson.like(person).state(state).start(start).end(end).get();
    }

    /** The registration that brings this state. */
    static RelyingApplication registered(State state, Way way, RelyingApplication before) {
        var changed = ExampleApplication.like(before);
        ExampleApplication after = switch (state) {
            case LEVEL_RAISED -> changed.leastLevel(Level.HIGH);
            case OTHER_MEANS_ONLY ->
                changed.signIn(new SignInRules(false, null, Set.of("card"), Set.of(), Set.of(), null, false));
            case OTHER_ZONE_ONLY ->
                changed.signIn(new SignInRules(false, null, Set.of(), Set.of(), Set.of("elsewhere"), null, false));
            case SITUATIONS_LOST ->
                changed.signIn(new SignInRules(false, null, Set.of(), Set.of(), Set.of(), null, true));
            case CLIENT_DISABLED -> changed.disabled();
            case SCOPE_WITHDRAWN -> changed.scopes(remaining(before));
            case RESOURCE_WITHDRAWN -> changed.resources();
            case GRANT_WITHDRAWN ->
                changed.grants(Set.of(anotherThan(way)))
                        .scopes("openid", "profile", "rpps", "work_situation")
                        .dmp(Optional.empty());
            default -> throw new IllegalArgumentException(state + " is brought by nothing");
        };
        return after.get();
    }

    /** Without the number; a client that acts for itself keeps a scope, and loses the one it asks. */
    private static String[] remaining(RelyingApplication client) {
        return client.isPublic()
                ? new String[] {"openid", "profile", "work_situation"}
                : new String[] {"openid", "profile", "work_situation", "labo:write"};
    }

    private static String anotherThan(Way way) {
        return EnumSet.of(Way.REFRESH, Way.REFRESH_OF_PUBLIC_CLIENT, Way.CLIENT_CREDENTIALS)
                        .contains(way)
                ? "authorization_code"
                : "refresh_token";
    }
}
