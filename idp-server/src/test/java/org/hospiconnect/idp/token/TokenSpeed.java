package org.hospiconnect.idp.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hospiconnect.idp.keys.SpeedRing;
import org.hospiconnect.idp.value.AddressSettings;

/**
 * What one thread signs and reads a second, before (a signer and a processor for each token, keys of the JDK) and now; printed, not
 * asserted. Run by hand: ADR 0028 says how.
 */
final class TokenSpeed {

    private static final long ROUND = 3_000_000_000L;
    private static final AddressSettings ADDRESS = new AddressSettings(URI.create("https://idp.example"));

    private TokenSpeed() {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf("%-6s %28s %28s%n", "", "sign/s before, now", "read/s before, now");
        for (String name : List.of("ES256", "RS256", "PS256")) {
            var algorithm = JWSAlgorithm.parse(name);
            var ring = SpeedRing.made(algorithm);
            var signer = new TokenSigner(ring);
            var reader = new OwnJwts(ring, ADDRESS);
            var claims = claims();
            String token = signer.sign(Tokens.ACCESS_TOKEN, algorithm, claims);
            var processor = new Before(ring);
            System.out.printf(
                    "%-6s %13d %14d %13d %14d%n",
                    name,
                    rate(() -> processor.sign(algorithm, claims)),
                    rate(() -> signer.sign(Tokens.ACCESS_TOKEN, algorithm, claims)),
                    rate(() -> processor.read(algorithm, token)),
                    rate(() -> reader.read(Tokens.ACCESS_TOKEN, token).orElseThrow()));
        }
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ADDRESS.issuer().toString())
                .subject("0b9f6a8e-8f5e-4a6f-9d2b-2d9f3c1a7e55")
                .audience("dpi")
                .jwtID("JxVh0Zk3mB1q6n8rT4wY2g.0000000001")
                .claim("scope", "openid profile rpps work_situation")
                .claim("client_id", "dpi")
                .issueTime(Date.from(Instant.ofEpochSecond(1_790_000_000L)))
                .expirationTime(Date.from(Instant.ofEpochSecond(1_790_000_300L)))
                .build();
    }

    // one round to warm up, one that counts
    private static long rate(Callable<?> work) throws Exception {
        long rate = 0;
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            long done = 0;
            while (System.nanoTime() - start < ROUND) {
                work.call();
                done++;
            }
            rate = done * 1_000_000_000L / (System.nanoTime() - start);
        }
        return rate;
    }

    /** As it was: everything is made for each token. */
    private record Before(SpeedRing ring) {

        String sign(JWSAlgorithm algorithm, JWTClaimsSet claims) throws Exception {
            var header = new com.nimbusds.jose.JWSHeader.Builder(algorithm)
                    .type(Tokens.ACCESS_TOKEN)
                    .keyID(ring.key().getKeyID())
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(ring.key(), algorithm));
            return jwt.serialize();
        }

        JWTClaimsSet read(JWSAlgorithm algorithm, String token) throws Exception {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(Tokens.ACCESS_TOKEN));
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(Set.of(algorithm), new ImmutableJWKSet<>(ring.published())));
            processor.setJWTClaimsSetVerifier((_, _) -> {});
            return processor.process(token, null);
        }
    }
}
