package org.hospiconnect.idp.token;

import jakarta.servlet.Filter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;

/** The door to what is nested here, for the filter chain that applications call. */
public interface ProtocolEndpoints {

    /** Where a person signs out (RP-Initiated Logout §2): a page, outside that chain. */
    String LOGOUT = "/connect/logout";

    /** Puts our readers, grants and answers into the framework's endpoints. */
    void describe(OAuth2AuthorizationServerConfigurer server);

    /** Who shows an access token, and the answer when it is not good. */
    void describeUserInfo(OAuth2ResourceServerConfigurer<HttpSecurity> resources);

    /** Stands before everything that asks who calls. */
    Filter possession();

    /** Who proves the clients of the endpoints that are ours alone. */
    Filter clients();

    /** Reports of applications that a person is there; behind everything else. */
    Filter activity();

    /** What the level of a session rests on; there too. */
    Filter assurance();
}
