package org.hospiconnect.dpi.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The DPI's own key, made at its start and never written: the tokens that are bound to it live in the same memory and end with
 * it.
 */
@Component
public class DpopKey {

    private final DPoPProofFactory proofs;
    private final String thumbprint;
    private final Clock clock;

    DpopKey(Clock clock) throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256).generate();
        this.proofs = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
        this.thumbprint = key.computeThumbprint().toString();
        this.clock = clock;
    }

    /** RFC 7638, as {@code cnf.jkt} of our tokens and as {@code dpop_jkt} of our requests. */
    public String thumbprint() {
        return thumbprint;
    }

    /** What a proof is for: one request, with the token that it carries and the nonce that was asked. */
    record Use(
            String method,
            URI address,
            @Nullable String token,
            @Nullable String nonce) {}

    /** §4.2: a new one for each request. */
    String proof(Use use) {
        // htu is without query and fragment
        URI address = UriComponentsBuilder.fromUri(use.address)
                .replaceQuery(null)
                .fragment(null)
                .build(true)
                .toUri();
        AccessToken token = use.token == null ? null : new DPoPAccessToken(use.token);
        Nonce nonce = use.nonce == null ? null : new Nonce(use.nonce);
        try {
            return proofs.createDPoPJWT(new JWTID(), use.method, address, Date.from(clock.instant()), token, nonce)
                    .serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
