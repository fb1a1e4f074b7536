package org.hospiconnect.dpi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProofUse;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPTokenRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.util.singleuse.AlreadyUsedException;
import com.nimbusds.oauth2.sdk.util.singleuse.SingleUseChecker;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** RFC 9449 as the provider holds to it: a proof at each request, used once, with the nonce of the day. */
final class StubProofs {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256);
    private static final DPoPIssuer CLIENT = new DPoPIssuer("sample-dpi");
    private static final int SECONDS = 60;

    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final SingleUseChecker<DPoPProofUse> once = use -> {
        if (!used.add(use.getJWTID().getValue())) {
            throw new AlreadyUsedException("replayed");
        }
    };
    private volatile Nonce nonce = new Nonce();
    private volatile boolean neverContent;
    private volatile boolean ignorant;

    sealed interface Verdict {

        record Proved(String thumbprint) implements Verdict {}

        record Refused(String error) implements Verdict {}
    }

    void reset() {
        neverContent = false;
    }

    /** The nonces given so far are too old. */
    void renewNonce() {
        nonce = new Nonce();
    }

    /** Wants another nonce each time. */
    void beNeverContent() {
        neverContent = true;
    }

    /** Knows nothing of proofs. */
    void beIgnorant() {
        ignorant = true;
    }

    Verdict atTokenEndpoint(HttpExchange exchange, URI endpoint) {
        if (ignorant) {
            return new Verdict.Proved("");
        }
        try {
            var proof = proof(exchange);
            if (!isFresh(proof, exchange)) {
                return new Verdict.Refused("use_dpop_nonce");
            }
            var confirmed = new DPoPTokenRequestVerifier(ALGORITHMS, endpoint, SECONDS, SECONDS, once)
                    .verify(CLIENT, proof, nonce);
            return new Verdict.Proved(confirmed.getValue().toString());
        } catch (InvalidDPoPProofException | JOSEException | ParseException wrong) {
            return new Verdict.Refused("invalid_dpop_proof");
        }
    }

    boolean atResource(HttpExchange exchange, URI endpoint) {
        if (ignorant) {
            return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Bearer ");
        }
        try {
            var proof = proof(exchange);
            if (!isFresh(proof, exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"");
                return false;
            }
            String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            var token = new DPoPAccessToken(sent.replaceFirst("^DPoP ", ""));
            var bound = JWKThumbprintConfirmation.parse(
                    SignedJWT.parse(token.getValue()).getJWTClaimsSet());
            new DPoPProtectedResourceRequestVerifier(ALGORITHMS, SECONDS, SECONDS, once)
                    .verify(exchange.getRequestMethod(), endpoint, CLIENT, proof, token, bound, nonce);
            return sent.startsWith("DPoP ");
        } catch (InvalidDPoPProofException | AccessTokenValidationException | JOSEException | ParseException wrong) {
            return false;
        }
    }

    private boolean isFresh(SignedJWT proof, HttpExchange exchange) throws ParseException {
        if (neverContent) {
            renewNonce();
        }
        boolean isFresh = nonce.getValue().equals(proof.getJWTClaimsSet().getStringClaim("nonce"));
        if (!isFresh) {
            exchange.getResponseHeaders().set("DPoP-Nonce", nonce.getValue());
        }
        return isFresh;
    }

    private static SignedJWT proof(HttpExchange exchange) throws ParseException {
        return SignedJWT.parse(Optional.ofNullable(exchange.getRequestHeaders().get("DPoP"))
                .filter(sent -> sent.size() == 1)
                .map(java.util.List::getFirst)
                .orElse(""));
    }
}
