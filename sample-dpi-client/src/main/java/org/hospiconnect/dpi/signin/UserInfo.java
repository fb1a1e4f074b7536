package org.hospiconnect.dpi.signin;

import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the provider says of the person now (OpenID Connect Core §5.3), asked with their access token. */
@Component
class UserInfo {

    private static final int LONGEST_ANSWER = 64 * 1024;

    private final RestClient http;
    private final String address;
    private final JsonMapper json;

    UserInfo(RestClient outgoing, DpiSettings settings, JsonMapper json) {
        this.http = outgoing;
        this.address = settings.endpoint("/userinfo");
        this.json = json;
    }

    /** Their name, when the answer is about {@code subject} and nobody else (§5.3.2). */
    Optional<String> nameOf(String subject, OAuth2AccessToken token) {
        try {
            return http.get()
                    .uri(address)
                    .header(HttpHeaders.AUTHORIZATION, token.getTokenType().getValue() + " " + token.getTokenValue())
                    .exchangeForRequiredValue(
                            (_, answer) -> answer.getStatusCode().is2xxSuccessful()
                                    ? parsed(answer.getBody().readNBytes(LONGEST_ANSWER))
                                    : Optional.<JsonNode>empty())
                    .filter(person -> person.path("sub").asString("").equals(subject))
                    .map(person -> (person.path("given_name").asString("") + " "
                                    + person.path("family_name").asString(""))
                            .strip());
        } catch (ResourceAccessException silent) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.of(json.readTree(body));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
