package org.hospiconnect.idp.token.authorization;

/** Why an authorization request is refused; the name goes to the trail, error and sentence to the application. */
public enum AuthorizationRefusal {
    CLIENT_MISSING("invalid_request", "client_id is missing or doubled"),
    CLIENT_UNKNOWN("invalid_request", "No such client"),
    REDIRECT_MISSING("invalid_request", "redirect_uri is missing or doubled"),
    REDIRECT_UNKNOWN("invalid_request", "redirect_uri is not registered for this client"),
    PARAMETERS_TOO_MANY("invalid_request", "Too many parameters"),
    PARAMETER_MALFORMED("invalid_request", "A parameter has control characters"),
    PARAMETER_DOUBLED("invalid_request", "A parameter stands more than once"),
    PARAMETER_TOO_LONG("invalid_request", "A parameter is too long"),
    GRANT_NOT_ALLOWED("unauthorized_client", "This client may not use authorization codes"),
    REQUEST_OBJECT("request_not_supported", "This client has registered no keys to sign requests with"),
    REQUEST_OBJECT_MISSING("invalid_request", "This client signs its requests: the parameter request is missing"),
    REQUEST_OBJECT_INVALID(
            "invalid_request_object", "The request object is not signed by this client for this provider"),
    REQUEST_URI(
            "request_uri_not_supported", "Only a request_uri of the pushed authorization request endpoint is taken"),
    REQUEST_URI_UNKNOWN("invalid_request_uri", "The request_uri is unknown, expired, or of another client"),
    REQUEST_URI_USED("invalid_request_uri", "The request_uri was used before"),
    PUSHED_TOO_MANY("temporarily_unavailable", "Too many requests were pushed from this address: wait"),
    REQUEST_URI_PUSHED("invalid_request", "request_uri can't be pushed"),
    PUSH_REQUIRED("invalid_request", "This client pushes its requests (RFC 9126)"),
    CLIENT_MISMATCH("invalid_request", "client_id is not the client that authenticated"),
    SIGN_IN_OVER("invalid_request", "This sign-in is over; begin again from the application"),
    REGISTRATION("registration_not_supported", "registration is not supported"),
    RESPONSE_TYPE_MISSING("invalid_request", "response_type is missing"),
    RESPONSE_TYPE_UNSUPPORTED("unsupported_response_type", "Only response_type=code is supported"),
    RESPONSE_MODE_UNSUPPORTED("invalid_request", "Only response_mode=query and form_post are supported"),
    SCOPE_WITHOUT_OPENID("invalid_scope", "The scope openid is missing"),
    SCOPE_NOT_ALLOWED("invalid_scope", "A scope is not registered for this client"),
    PKCE_MISSING("invalid_request", "code_challenge is missing"),
    PKCE_METHOD("invalid_request", "Only code_challenge_method=S256 is supported"),
    PKCE_MALFORMED("invalid_request", "code_challenge is not a SHA-256 hash"),
    PROMPT_UNKNOWN("invalid_request", "prompt has an unknown value, or none beside another"),
    MAX_AGE_MALFORMED("invalid_request", "max_age is not a number of seconds"),
    DISPLAY_UNKNOWN("invalid_request", "display has an unknown value"),
    CLAIMS_MALFORMED("invalid_request", "claims is not the JSON of OpenID Connect Core 5.5"),
    RESOURCE_UNKNOWN("invalid_target", "A resource is not registered for this client"),
    DPOP_JKT_MALFORMED("invalid_request", "dpop_jkt is not a SHA-256 thumbprint"),
    DPOP_JKT_OF_ANOTHER("invalid_request", "dpop_jkt is not the key of the DPoP proof"),
    HINT_NOT_OURS("invalid_request", "id_token_hint is not an ID token of this provider for this client"),
    /** By the framework or the step-up guard, with their own error. */
    OTHER("invalid_request", "The request is refused");

    private final String error;
    private final String description;

    AuthorizationRefusal(String error, String description) {
        this.error = error;
        this.description = description;
    }

    public String error() {
        return error;
    }

    public String description() {
        return description;
    }
}
