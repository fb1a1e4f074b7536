package org.hospiconnect.idp.token.endpoint;

import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.keys.DeploymentSecrets;
import org.hospiconnect.idp.token.ClientCredentialsGrant;
import org.hospiconnect.idp.token.CodeGrant;
import org.hospiconnect.idp.token.RefreshGrant;
import org.hospiconnect.idp.token.SessionNames;
import org.hospiconnect.idp.token.dmp.DmpExchange;
import org.hospiconnect.idp.token.dmp.TokenExchangeRequest;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;

/** The issuer, names of sessions, and the grants that the token endpoint knows, in the order in which they look at a request. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    ProviderConfiguration() {}

    @Bean
    AuthorizationServerSettings authorizationServerSettings(AddressSettings address) {
        return AuthorizationServerSettings.builder()
                .issuer(address.issuer().toString())
                .build();
    }

    @Bean
    SessionNames sessionNames(Subjects subjects, DeploymentSecrets secrets) {
        return new SessionNames(subjects, () -> secrets.of("session-names"));
    }

    @Bean
    @Order(1)
    TokenGrant tokenExchange(DmpExchange exchange) {
        return new TokenGrant(AuthorizationGrantType.TOKEN_EXCHANGE.getValue(), new TokenExchangeRequest(), exchange);
    }

    @Bean
    @Order(2)
    TokenGrant authorizationCode(CodeGrant code) {
        return new TokenGrant(
                AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
                new OAuth2AuthorizationCodeAuthenticationConverter(),
                code);
    }

    @Bean
    @Order(4)
    TokenGrant clientCredentials(ClientCredentialsGrant machine) {
        return new TokenGrant(
                AuthorizationGrantType.CLIENT_CREDENTIALS.getValue(),
                new OAuth2ClientCredentialsAuthenticationConverter(),
                machine);
    }

    @Bean
    @Order(3)
    TokenGrant refreshToken(RefreshGrant refresh) {
        return new TokenGrant(
                AuthorizationGrantType.REFRESH_TOKEN.getValue(),
                new OAuth2RefreshTokenAuthenticationConverter(),
                refresh);
    }
}
