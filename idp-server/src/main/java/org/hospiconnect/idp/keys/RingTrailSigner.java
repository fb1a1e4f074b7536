package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.security.ProviderException;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.audit.TrailSigner;
import org.hospiconnect.idp.value.Unavailable;
import org.springframework.stereotype.Component;

/** The ring of the trail, ES256: header {@code alg}, {@code kid}, {@code typ} and nothing else. */
@Component
class RingTrailSigner implements TrailSigner {

    private static final JOSEObjectType TYPE = new JOSEObjectType("trail-checkpoint");
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final KeyRing ring;
    private final SigningKeyRows rows;
    private final Signers signers;

    RingTrailSigner(KeyRing ring, SigningKeyRows rows, Signers signers) {
        this.ring = ring;
        this.rows = rows;
        this.signers = signers;
    }

    @Override
    public String sign(String content) {
        SigningKey key = ring.active(KeyPurpose.TRAIL, JWSAlgorithm.ES256);
        var header = new JWSHeader.Builder(key.algorithm())
                .type(TYPE)
                .keyID(key.kid())
                .build();
        var jws = new JWSObject(header, new Payload(content));
        try {
            jws.sign(key.signer());
        } catch (JOSEException | ProviderException away) { // the token that holds the key
            throw new Unavailable("the trail's signing key", away);
        }
        return jws.serialize();
    }

    @Override
    public Reading read(String text) {
        try {
            JWSObject jws = JWSObject.parse(text);
            Optional<SigningKeyRow> key = Optional.ofNullable(jws.getHeader().getKeyID())
                    .flatMap(this::row)
                    .filter(row -> row.ring().purpose() == KeyPurpose.TRAIL);
            return key.isEmpty() ? new Reading.Forged("no key of the trail signed it") : read(jws, key.get());
        } catch (ParseException _) {
            return new Reading.Forged("it is no JWS");
        }
    }

    // another server may just have made it: forged is said only of what the store doesn't know either
    private Optional<SigningKeyRow> row(String kid) {
        return rows.known().rings().find(kid).or(() -> rows.all().find(kid));
    }

    private Reading read(JWSObject jws, SigningKeyRow key) {
        if (key.isRevoked()) {
            return new Reading.Revoked(key.kid(), jws.getPayload().toString());
        }
        JWSHeader header = jws.getHeader();
        // RFC 8725 §3.1: the key says which algorithm is meant
        boolean meant = header.getIncludedParams().equals(HEADER)
                && TYPE.equals(header.getType())
                && key.ring().algorithm().equals(header.getAlgorithm());
        return meant && isRight(jws, key)
                ? new Reading.Signed(jws.getPayload().toString())
                : new Reading.Forged("the key " + key.kid() + " did not sign it");
    }

    private boolean isRight(JWSObject jws, SigningKeyRow key) {
        try {
            return jws.verify(signers.verifier(key.publicKey()));
        } catch (JOSEException _) {
            return false;
        }
    }
}
