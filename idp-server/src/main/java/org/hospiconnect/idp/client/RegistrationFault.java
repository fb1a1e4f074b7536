package org.hospiconnect.idp.client;

/** Why a registration is refused; {@code where} names the member and its value. */
public record RegistrationFault(Reason reason, String where) {

    public enum Reason {
        ID_MALFORMED,
        NAME_MISSING,
        REDIRECT_MISSING,
        REDIRECT_NOT_ABSOLUTE,
        REDIRECT_SCHEME,
        REDIRECT_HTTP_NOT_LOOPBACK,
        REDIRECT_FRAGMENT,
        REDIRECT_USERINFO,
        REDIRECT_NOT_EXACT,
        AUTHENTICATION_UNKNOWN,
        SECRET_MISSING,
        SECRET_OF_PUBLIC_CLIENT,
        LEGACY_PUBLIC_CLIENT,
        SCOPE_UNKNOWN,
        GRANT_UNKNOWN,
        GRANT_MISSING,
        OFFLINE_WITHOUT_REFRESH,
        GRANT_OF_PUBLIC_CLIENT,
        ALGORITHM_UNKNOWN,
        DMP_WITHOUT_EXCHANGE,
        EXCHANGE_WITHOUT_DMP,
        DMP_INCOMPLETE,
        ESTABLISHMENT_UNKNOWN,
        KEYS_MISSING,
        KEYS_UNREADABLE,
        KEYS_BOTH,
        KEY_PRIVATE,
        KEY_WEAK,
        KEY_WITHOUT_CERTIFICATE,
        TLS_SUBJECT_MISSING,
        TLS_SUBJECT_MALFORMED,
        ADDRESS_NOT_HTTPS,
        ORIGIN_MALFORMED,
        SECTOR_NEEDED,
        RESOURCE_MALFORMED,
        SESSION_IDLE,
        SESSION_LIFETIME,
        KIND_UNKNOWN,
        ZONE_UNKNOWN,
        FAPI2_AUTHENTICATION,
        FAPI2_BINDING,
        FAPI2_ALGORITHM
    }

    @Override
    public String toString() {
        return reason + ": " + where;
    }
}
