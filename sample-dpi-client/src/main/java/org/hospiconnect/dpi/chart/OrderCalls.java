package org.hospiconnect.dpi.chart;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.hospiconnect.dpi.signin.AccessTokens;
import org.hospiconnect.dpi.signin.StepUp;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** The pages' own calls of {@link PrescriptionApi}, with the person's token, as any application of the hospital makes them. */
@Component
class OrderCalls {

    private final RestClient http;
    private final AccessTokens tokens;
    private final DpiSettings settings;

    OrderCalls(RestClient http, AccessTokens tokens, DpiSettings settings) {
        this.http = http;
        this.tokens = tokens;
        this.settings = settings;
    }

    sealed interface Answer {

        record Done() implements Answer {}

        /** Not with this sign-in. */
        record Challenged(StepUp stepUp) implements Answer {}

        record Refused(int status) implements Answer {}

        /** The session has ended at the provider. */
        record SignInAgain() implements Answer {}
    }

    Answer put(String ipp, PrescriptionForm form) {
        return send(HttpMethod.PUT, address(ipp), Optional.of(form));
    }

    Answer maySign(String ipp) {
        return send(HttpMethod.GET, address(ipp) + "/signature", Optional.empty());
    }

    Answer sign(String ipp) {
        return send(HttpMethod.POST, address(ipp) + "/signature", Optional.empty());
    }

    private String address(String ipp) {
        return settings.page("/api" + PrescriptionController.page(ipp));
    }

    private Answer send(HttpMethod method, String address, Optional<PrescriptionForm> form) {
        return switch (tokens.current()) {
            case AccessTokens.Access.Ended _ -> new Answer.SignInAgain();
            case AccessTokens.Access.Given(var token) -> {
                var request = http.method(method).uri(address).header(HttpHeaders.AUTHORIZATION, authorization(token));
                form.ifPresent(
                        body -> request.contentType(MediaType.APPLICATION_JSON).body(body));
                yield answer(request);
            }
        };
    }

    private static Answer answer(RestClient.RequestBodySpec request) {
        try {
            return request.exchangeForRequiredValue((_, answer) -> read(answer));
        } catch (ResourceAccessException silent) {
            return new Answer.Refused(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    private static Answer read(ClientHttpResponse answer) throws IOException {
        if (answer.getStatusCode().is2xxSuccessful()) {
            return new Answer.Done();
        }
        return answer.getHeaders().getOrDefault(HttpHeaders.WWW_AUTHENTICATE, List.of()).stream()
                .map(StepUp::read)
                .flatMap(Optional::stream)
                .<Answer>map(Answer.Challenged::new)
                .findFirst()
                .orElse(new Answer.Refused(answer.getStatusCode().value()));
    }

    private static String authorization(OAuth2AccessToken token) {
        return token.getTokenType().getValue() + " " + token.getTokenValue();
    }
}
