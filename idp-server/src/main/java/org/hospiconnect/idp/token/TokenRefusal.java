package org.hospiconnect.idp.token;

import org.hospiconnect.idp.session.Standing;

/** Why tokens are refused; the name goes to the trail, error and sentence to the application. */
public enum TokenRefusal {
    CODE_UNKNOWN("invalid_grant", "The code is unknown or expired"),
    CODE_REPLAYED("invalid_grant", "The code was used before; what it gave is ended"),
    CODE_OF_ANOTHER_CLIENT("invalid_grant", "The code was issued to another client"),
    REDIRECT_MISMATCH("invalid_grant", "redirect_uri is not the one of the authorization request"),
    REFRESH_UNKNOWN("invalid_grant", "The refresh token is unknown"),
    REFRESH_EXPIRED("invalid_grant", "The refresh token has expired with the session"),
    REFRESH_REUSED("invalid_grant", "The refresh token was used before; its family is ended"),
    FAMILY_ENDED("invalid_grant", "The family of this token was ended"),
    TOKEN_OF_ANOTHER_CLIENT("invalid_grant", "The token was issued to another client"),
    SCOPE_WIDENED("invalid_scope", "More scopes than were granted"),
    GRANT_NOT_ALLOWED("unauthorized_client", "This client may not use this grant"),
    SESSION_ENDED("invalid_grant", "The session has ended"),
    PERSON_NOT_ACTIVE("invalid_grant", "The person may not work now"),
    AUTHENTICATOR_NOT_USABLE("invalid_grant", "The means of sign-in was blocked or has expired"),
    CLIENT_DISABLED("unauthorized_client", "The client is disabled"),
    BEYOND_REGISTRATION("invalid_grant", "A scope or resource of this grant is no longer registered for this client"),
    LEVEL_TOO_LOW("invalid_grant", "The level of the session is too low for this client"),
    SIGN_IN_NOT_TAKEN("invalid_grant", "This client takes no sign-in of this sort"),
    ZONE_NOT_TAKEN("invalid_grant", "This client is not used in the network zone of this sign-in"),
    NO_WORK_SITUATION("invalid_grant", "This client takes people with a work situation only"),
    VERIFIER_WRONG("invalid_grant", "code_verifier is not the one of this code"),
    CLIENT_NOT_AUTHENTICATED("invalid_client", "The client is unknown or its proof is wrong"),
    OTHER_PROOF_REGISTERED("invalid_client", "The client is unknown or its proof is wrong"),
    PROOF_UNREADABLE("invalid_client", "The proof of the client can't be read"),
    PROOF_OF_ANOTHER("invalid_request", "client_id is not the client that proves itself"),
    TWO_PROOFS("invalid_request", "The client proves itself in two ways at once"),
    AUTHORIZATION_DOUBLED("invalid_request", "The header Authorization stands twice"),
    PROOF_IN_ADDRESS("invalid_request", "Credentials stand in the address"),
    ASSERTION_UNVERIFIED("invalid_client", "The client is unknown or its proof is wrong"),
    ASSERTION_OF_ANOTHER("invalid_client", "iss and sub of the assertion are not both the client"),
    ASSERTION_AUDIENCE("invalid_client", "aud of the assertion is not this provider"),
    ASSERTION_TIME("invalid_client", "The assertion has expired, begins later or lives too long"),
    ASSERTION_REPLAYED("invalid_client", "The assertion was used before, or has no jti"),
    DPOP_INVALID("invalid_dpop_proof", "The DPoP header is no proof by a key of its own"),
    DPOP_ELSEWHERE("invalid_dpop_proof", "htm and htu of the DPoP proof are not this request"),
    DPOP_TIME("invalid_dpop_proof", "The DPoP proof is old, of the future, or has no jti"),
    DPOP_REPLAYED("invalid_dpop_proof", "The DPoP proof was used before"),
    /** A parameter that is missing (RFC 6749 §5.2), not a proof that is wrong (RFC 9449 §5). */
    DPOP_MISSING("invalid_request", "Tokens of this client are bound to its key: a DPoP proof is missing"),
    DPOP_NONCE("use_dpop_nonce", "The DPoP proof needs the nonce of the header DPoP-Nonce"),
    CERTIFICATE_MISSING(
            "invalid_request", "Tokens of this client are bound to its certificate: call mtls_endpoint_aliases"),
    CERTIFICATE_WRONG("invalid_client", "The client is unknown or its proof is wrong"),
    OTHER_KEY("invalid_grant", "The proof is by another key than the one that this grant is bound to"),
    ACCESS_TOKEN_INVALID("invalid_token", "The access token is unknown, expired or revoked"),
    ACCESS_TOKEN_ELSEWHERE("invalid_token", "The access token is for another resource than userinfo"),
    ACCESS_TOKEN_UNPROVED("invalid_token", "The access token is bound to a key that this request does not prove"),
    SCOPE_NOT_REGISTERED("invalid_scope", "A scope is not registered for this client itself"),
    RESOURCE_UNKNOWN("invalid_target", "A resource is not registered for this client, or was not granted"),
    SESSION_OF_ANOTHER_CLIENT("invalid_grant", "The session has ended, or this client did not sign in to it"),
    ACTIVITY_TOO_OFTEN("slow_down", "Activity of this session was reported a moment ago"),
    ASSURANCE_NOT_REGISTERED("unauthorized_client", "This client may not ask about sessions"),
    SESSION_NOT_FOUND("not_found", "No open session of this client has this name"),
    ASSURANCE_TOO_OFTEN("slow_down", "This session was asked about too often"),
    GRANT_UNSUPPORTED("unsupported_grant_type", "No such grant here"),
    REQUEST_MALFORMED("invalid_request", "A parameter is missing, doubled or malformed");

    private final String error;
    private final String description;

    TokenRefusal(String error, String description) {
        this.error = error;
        this.description = description;
    }

    static TokenRefusal of(Standing.Reason reason) {
        return switch (reason) {
            case SESSION_ENDED -> SESSION_ENDED;
            case PERSON_NOT_ACTIVE -> PERSON_NOT_ACTIVE;
            case AUTHENTICATOR_NOT_USABLE -> AUTHENTICATOR_NOT_USABLE;
            case CLIENT_DISABLED -> CLIENT_DISABLED;
            case BEYOND_REGISTRATION -> BEYOND_REGISTRATION;
            case LEVEL_TOO_LOW -> LEVEL_TOO_LOW;
            case SIGN_IN_NOT_TAKEN -> SIGN_IN_NOT_TAKEN;
            case ZONE_NOT_TAKEN -> ZONE_NOT_TAKEN;
            case NO_WORK_SITUATION -> NO_WORK_SITUATION;
        };
    }

    /** What the framework refused before one of ours could. */
    public static TokenRefusal ofError(String error) {
        return switch (error) {
            case "invalid_client" -> CLIENT_NOT_AUTHENTICATED;
            case "unsupported_grant_type" -> GRANT_UNSUPPORTED;
            default -> REQUEST_MALFORMED;
        };
    }

    public String error() {
        return error;
    }

    public String description() {
        return description;
    }
}
