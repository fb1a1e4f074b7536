package org.hospiconnect.dpi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** An application with a key of its own that calls our API. */
final class ApiCaller {

    private final RunningDpi dpi;
    private final ECKey key;

    ApiCaller(RunningDpi dpi) {
        try {
            this.dpi = dpi;
            this.key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What an access token that is bound to this key says. */
    JWTClaimsSet.Builder claims() {
        try {
            return dpi.provider()
                    .accessClaims()
                    .claim("cnf", Map.of("jkt", key.computeThumbprint().toString()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String token() {
        return dpi.provider().signed("at+jwt", claims().build());
    }

    String proof(String method, String address, String token) {
        try {
            return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                    .createDPoPJWT(method, URI.create(address), new DPoPAccessToken(token))
                    .serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    HttpResponse<String> call(String method, String path, String token) {
        return call(method, path, token, "");
    }

    HttpResponse<String> call(String method, String path, String token, String body) {
        String proof = proof(method, dpi.address(path), token);
        return send(request(method, path, body)
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .build());
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(dpi.address(path)))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        Optional.of(body)
                                .filter(text -> !text.isEmpty())
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
    }

    static HttpResponse<String> send(HttpRequest request) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
