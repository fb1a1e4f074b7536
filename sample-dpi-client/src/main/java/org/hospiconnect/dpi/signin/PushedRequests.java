package org.hospiconnect.dpi.signin;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * RFC 9126: an authorization request goes straight to the provider, over our own authenticated connection; the browser carries
 * its name only, so nobody reads or changes what was asked.
 */
@Component
class PushedRequests {

    private static final int LONGEST_ANSWER = 16 * 1024;

    private final IdentityProvider provider;
    private final DpiSettings settings;
    private final RestClient http;
    private final JsonMapper json;
    private final Clock clock;

    PushedRequests(IdentityProvider provider, DpiSettings settings, RestClient outgoing, JsonMapper json, Clock clock) {
        this.provider = provider;
        this.settings = settings;
        this.http = outgoing;
        this.json = json;
        this.clock = clock;
    }

    PushedRequest push(OAuth2AuthorizationRequest request) {
        var registration = provider.registration();
        try {
            String name = http.post()
                    .uri(settings.endpoint("/oauth2/par"))
                    .headers(
                            headers -> headers.setBasicAuth(registration.getClientId(), registration.getClientSecret()))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form(request))
                    .exchangeForRequiredValue((_, answer) -> name(answer));
            return new PushedRequest(name, clock.instant());
        } catch (ResourceAccessException silent) {
            throw new OAuth2AuthorizationException(new OAuth2Error("temporarily_unavailable"), silent);
        }
    }

    /** §4: client and name, nothing else. */
    String address(OAuth2AuthorizationRequest request, PushedRequest pushed) {
        return UriComponentsBuilder.fromUriString(request.getAuthorizationUri())
                .queryParam("client_id", "{client}")
                .queryParam("request_uri", "{name}")
                .encode()
                .buildAndExpand(request.getClientId(), pushed.name())
                .toUriString();
    }

    private static MultiValueMap<String, String> form(OAuth2AuthorizationRequest request) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("response_type", request.getResponseType().getValue());
        form.add("client_id", request.getClientId());
        form.add("redirect_uri", request.getRedirectUri());
        form.add("scope", String.join(" ", request.getScopes()));
        form.add("state", request.getState());
        request.getAdditionalParameters().forEach((name, value) -> form.add(name, value.toString()));
        return form;
    }

    // §2.2: 201 with request_uri; §2.3: else an OAuth error
    private String name(ClientHttpResponse answer) throws IOException {
        boolean isCreated = answer.getStatusCode().isSameCodeAs(HttpStatus.CREATED);
        var fields = parsed(answer.getBody().readNBytes(LONGEST_ANSWER));
        return text(fields, "request_uri")
                .filter(_ -> isCreated)
                .orElseThrow(() -> new OAuth2AuthorizationException(
                        new OAuth2Error(text(fields, "error").orElse("invalid_pushed_answer"))));
    }

    private Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.of(json.readTree(body));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Optional<JsonNode> fields, String name) {
        return fields.map(node -> node.get(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }
}
