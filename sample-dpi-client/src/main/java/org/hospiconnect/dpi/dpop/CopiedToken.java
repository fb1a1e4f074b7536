package org.hospiconnect.dpi.dpop;

import com.nimbusds.jose.JOSEException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * What a copied access token is good for: our own interface is asked with it as its thief would ask, over the network. The token
 * itself is shown to nobody.
 */
@Component
public class CopiedToken {

    private final DpopKey ours;
    private final DpopKey another;
    private final URI address;
    private final RestClient http;

    CopiedToken(DpopKey ours, DpiSettings settings, Clock clock) throws JOSEException {
        this.ours = ours;
        this.another = new DpopKey(clock);
        this.address = URI.create(settings.page("/api/me"));
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(settings.patience());
        // without our interceptor, which would prove our key
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** With what the token is shown. */
    public enum Way {
        OUR_KEY,
        PROOF_AGAIN,
        ANOTHER_KEY,
        NO_KEY
    }

    /**
     * What the interface answered.
     *
     * @param challenge {@code WWW-Authenticate}, or empty
     */
    public record Tried(Way way, int status, String challenge) {}

    public List<Tried> tried(String token) {
        String good = proof(ours, token);
        return List.of(
                ask(Way.OUR_KEY, "DPoP " + token, Optional.of(good)),
                ask(Way.PROOF_AGAIN, "DPoP " + token, Optional.of(good)),
                ask(Way.ANOTHER_KEY, "DPoP " + token, Optional.of(proof(another, token))),
                ask(Way.NO_KEY, "Bearer " + token, Optional.empty()));
    }

    private String proof(DpopKey key, String token) {
        return key.proof(new DpopKey.Use(HttpMethod.GET.name(), address, token, null));
    }

    private Tried ask(Way way, String authorization, Optional<String> proof) {
        var request = http.get().uri(address).header(HttpHeaders.AUTHORIZATION, authorization);
        proof.ifPresent(given -> request.header("DPoP", given));
        return request.exchangeForRequiredValue((_, answer) -> new Tried(
                way,
                answer.getStatusCode().value(),
                Optional.ofNullable(answer.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                        .orElse("")));
    }
}
