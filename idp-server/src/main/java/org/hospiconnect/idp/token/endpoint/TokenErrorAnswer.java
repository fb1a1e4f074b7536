package org.hospiconnect.idp.token.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.token.TokenError;
import org.hospiconnect.idp.token.dmp.DmpError;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;

/** Writes errors of the token endpoint, with the members that only some of them have. */
final class TokenErrorAnswer extends OAuth2ErrorHttpMessageConverter {

    TokenErrorAnswer() {
        setErrorParametersConverter(TokenErrorAnswer::members);
    }

    private static Map<String, String> members(OAuth2Error error) {
        var members = new LinkedHashMap<String, String>();
        members.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            members.put("error_description", error.getDescription());
        }
        if (error.getUri() != null) {
            members.put("error_uri", error.getUri());
        }
        if (error instanceof DmpError dmp) {
            members.putAll(dmp.more());
        }
        if (error instanceof TokenError ours) {
            members.put("reference", ours.reference());
        }
        return members;
    }
}
