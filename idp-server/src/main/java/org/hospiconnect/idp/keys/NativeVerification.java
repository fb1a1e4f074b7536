package org.hospiconnect.idp.keys;

import com.nimbusds.jose.jwk.Curve;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;

/**
 * Whoever checks an ES256 signature without naming a provider, as WebAuthn4J does for each assertion, is served by the native one; what
 * is of another curve, and all that signs, goes to the JDK's as before.
 */
final class NativeVerification extends Provider {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "HospiConnectVerification";
    private static final String TYPE = "Signature";
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final ECParameterSpec P256 = Curve.P_256.toECParameterSpec();

    private NativeVerification(Provider crypto) {
        super(NAME, "1", "verifies " + ALGORITHM + " by " + crypto.getName());
        putService(new Verifying(this, crypto.getService(TYPE, ALGORITHM)));
    }

    /** Once for the process. */
    static void install(Provider crypto) {
        if (Security.getProvider(NAME) == null) {
            Security.insertProviderAt(new NativeVerification(crypto), 1);
        }
    }

    private static final class Verifying extends Service {

        private final Service crypto;

        Verifying(Provider self, Service crypto) {
            super(self, TYPE, ALGORITHM, crypto.getClassName(), null, null);
            this.crypto = crypto;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return crypto.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object key) {
            return key instanceof ECPublicKey point
                    && point.getParams().getCurve().equals(P256.getCurve());
        }
    }
}
