package org.hospiconnect.dpi.dmp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.dpi.chart.Patient;
import org.hospiconnect.dpi.signin.IdentityProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the identity provider for the VIHF of one opening: token exchange, RFC 8693, with the person's access token. */
@Component
class VihfRequest {

    static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String SAML2 = "urn:ietf:params:oauth:token-type:saml2";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final IdentityProvider provider;
    private final JsonMapper json;
    private final RestClient http;

    VihfRequest(IdentityProvider provider, RestClient outgoing, JsonMapper json) {
        this.provider = provider;
        this.http = outgoing;
        this.json = json;
    }

    /** The assertion's XML, or what stands in its way. */
    sealed interface Answer {

        record Assertion(String xml) implements Answer {}

        record NoAssertion(DmpOutcome outcome) implements Answer {}
    }

    Answer ask(String accessToken, Patient patient, Opening opening) {
        var registration = provider.registration();
        try {
            return http.post()
                    .uri(registration.getProviderDetails().getTokenUri())
                    .headers(
                            headers -> headers.setBasicAuth(registration.getClientId(), registration.getClientSecret()))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form(accessToken, patient, opening))
                    .exchange((request, response) -> {
                        byte[] body = response.getBody().readNBytes(LONGEST_ANSWER);
                        return answer(response.getStatusCode().is2xxSuccessful(), body);
                    });
        } catch (ResourceAccessException silent) {
            return new Answer.NoAssertion(new DmpOutcome.OutOfReach("Le fournisseur d'identité"));
        }
    }

    private static MultiValueMap<String, String> form(String accessToken, Patient patient, Opening opening) {
        var form = new LinkedMultiValueMap<>(Map.of(
                "grant_type", List.of(GRANT),
                "subject_token", List.of(accessToken),
                "subject_token_type", List.of(ACCESS_TOKEN),
                "audience", List.of("urn:dmp"),
                "requested_token_type", List.of(SAML2),
                "patient_ins", List.of(patient.qualifiedIns()),
                "purpose_of_use", List.of(opening.motif())));
        opening.reason().ifPresent(reason -> form.add("access_reason", reason));
        return form;
    }

    private Answer answer(boolean isGiven, byte[] body) {
        var fields = parsed(body);
        if (!isGiven) {
            String error = text(fields, "error").orElse("server_error");
            String reason = text(fields, "reason").orElse(error);
            return new Answer.NoAssertion(new DmpOutcome.Refused(
                    "fournisseur d'identité", reason, text(fields, "reference"), Refusals.of(error, reason)));
        }
        return text(fields, "access_token")
                .filter(token -> text(fields, "issued_token_type").equals(Optional.of(SAML2)))
                .<Answer>map(token ->
                        new Answer.Assertion(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)))
                .orElseGet(() -> new Answer.NoAssertion(
                        new DmpOutcome.OutOfReach("Le fournisseur d'identité (réponse inattendue)")));
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
