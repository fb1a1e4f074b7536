package org.hospiconnect.idp.token.endpoint;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * One grant of the token endpoint: what recognises its request, and what answers it. One bean per grant; the first whose
 * converter knows the request has it.
 *
 * @param type {@code grant_type}
 */
record TokenGrant(String type, AuthenticationConverter request, AuthenticationProvider answer) {}
