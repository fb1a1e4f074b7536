package org.hospiconnect.idp.token.dmp;

import java.util.Locale;

/**
 * Why a DMP token is not given. The name is what the trail keeps; the answer has the OAuth error, the reason in lower case
 * and a sentence. RFC 8693 §2.2.2: what is wrong with request or subject token is {@code invalid_request}, with the target
 * {@code invalid_target}; the two other codes tell the DPI what would help: signing in more strongly
 * ({@code insufficient_user_authentication}, RFC 9470) or nothing it can do ({@code access_denied}).
 */
enum DmpRefusal {
    PARAMETER_MISSING(Code.INVALID_REQUEST, "a required parameter is missing"),
    PARAMETER_EMPTY(Code.INVALID_REQUEST, "a parameter is empty"),
    PARAMETER_DOUBLED(Code.INVALID_REQUEST, "a parameter is given more than once"),
    PARAMETER_OVERSIZED(Code.INVALID_REQUEST, "a parameter is too long"),
    PARAMETER_IN_ADDRESS(Code.INVALID_REQUEST, "parameters belong in the body, not in the address"),
    SUBJECT_TOKEN_TYPE_NOT_SUPPORTED(Code.INVALID_REQUEST, "subject_token_type must be that of access tokens"),
    REQUESTED_TYPE_NOT_SUPPORTED(Code.INVALID_REQUEST, "requested_token_type must be jwt or saml2"),
    ACTOR_TOKEN_NOT_SUPPORTED(Code.INVALID_REQUEST, "actor_token is not supported"),
    SCOPE_NOT_SUPPORTED(Code.INVALID_SCOPE, "a DMP token has no scope"),
    MALFORMED_INS(Code.INVALID_REQUEST, "patient_ins is not an INS with a right key"),
    TEST_INS(Code.INVALID_REQUEST, "patient_ins is of the test range"),
    UNKNOWN_PURPOSE(Code.INVALID_REQUEST, "purpose_of_use must be normal, bris_de_glace or centre_15"),
    BREAK_GLASS_WITHOUT_REASON(Code.INVALID_REQUEST, "bris_de_glace needs access_reason"),
    REASON_NOT_EXPECTED(Code.INVALID_REQUEST, "access_reason does not go with purpose normal"),
    MALFORMED_REASON(Code.INVALID_REQUEST, "access_reason has control characters"),

    GRANT_NOT_ALLOWED(Code.UNAUTHORIZED_CLIENT, "the client is not registered for token exchange"),
    SAML_NOT_ALLOWED(Code.UNAUTHORIZED_CLIENT, "the client is not registered for the assertion itself"),
    CLIENT_DISABLED(Code.UNAUTHORIZED_CLIENT, "the client is disabled"),
    BEYOND_REGISTRATION(Code.UNAUTHORIZED_CLIENT, "a scope or resource of subject_token is no longer registered"),
    AUDIENCE_NOT_ALLOWED(Code.INVALID_TARGET, "the client may not ask a token for this audience"),
    RESOURCE_NOT_SUPPORTED(Code.INVALID_TARGET, "name the target with audience, not with resource"),

    SUBJECT_TOKEN_INVALID(Code.INVALID_REQUEST, "subject_token is not an access token of this server"),
    SUBJECT_TOKEN_EXPIRED(Code.INVALID_REQUEST, "subject_token has expired"),
    SUBJECT_TOKEN_REVOKED(Code.INVALID_REQUEST, "subject_token was revoked"),
    TOKEN_OF_ANOTHER_CLIENT(Code.INVALID_REQUEST, "subject_token was issued to another client"),
    BOUND_TOKEN_WITHOUT_PROOF(Code.INVALID_REQUEST, "subject_token is bound to a key that was not proved"),
    SESSION_ENDED(Code.INVALID_REQUEST, "the session behind subject_token has ended"),
    AUTHENTICATOR_NOT_USABLE(Code.INVALID_REQUEST, "the means behind subject_token is suspended or revoked"),

    LEVEL_TOO_LOW(Code.INSUFFICIENT, "a sign-in of level substantial is needed"),
    SINGLE_FACTOR_ONLY(Code.INSUFFICIENT, "the session rests on one factor"),
    BACKUP_MODE(Code.INSUFFICIENT, "the session rests on a backup means"),
    MEANS_NOT_ACCEPTED(Code.INSUFFICIENT, "this kind of means does not open the DMP"),

    PERSON_NOT_ACTIVE(Code.ACCESS_DENIED, "the person may not work here now"),
    ZONE_NOT_TAKEN(Code.ACCESS_DENIED, "the client is not used in the network zone of the sign-in"),
    NO_VERIFIED_RPPS(Code.ACCESS_DENIED, "the person has no verified RPPS number"),
    RPPS_CHECK_TOO_OLD(Code.ACCESS_DENIED, "the person's RPPS number was verified too long ago"),
    NO_WORK_SITUATION(Code.ACCESS_DENIED, "the person has no work situation"),
    WORK_SITUATION_NOT_CHOSEN(Code.ACCESS_DENIED, "the person has several work situations and chose none"),
    SAVOIR_FAIRE_MISSING(Code.ACCESS_DENIED, "a physician's work situation needs a savoir-faire"),
    NO_MEDICAL_REGULATION(Code.ACCESS_DENIED, "centre_15 needs the medical regulation right"),

    SEAL_MISSING(Code.INVALID_TARGET, "the structure has no signing certificate"),
    SEAL_NOT_VALID(Code.INVALID_TARGET, "the structure's signing certificate is not valid at this time");

    private final String error;
    private final String description;

    DmpRefusal(String error, String description) {
        this.error = error;
        this.description = description;
    }

    /** The OAuth error code. */
    String error() {
        return error;
    }

    /** A sentence for the developer of the DPI, ASCII without quotes (RFC 6749 §5.2). */
    String description() {
        return description;
    }

    /** The member {@code reason} of the answer. */
    String reason() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Would signing in again, more strongly, help? */
    boolean asksForStepUp() {
        return error.equals(Code.INSUFFICIENT);
    }

    private static final class Code {
        private static final String INVALID_REQUEST = "invalid_request";
        private static final String INVALID_SCOPE = "invalid_scope";
        private static final String INVALID_TARGET = "invalid_target";
        private static final String UNAUTHORIZED_CLIENT = "unauthorized_client";
        private static final String ACCESS_DENIED = "access_denied";
        private static final String INSUFFICIENT = "insufficient_user_authentication";
    }
}
