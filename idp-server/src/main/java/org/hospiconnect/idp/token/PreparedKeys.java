package org.hospiconnect.idp.token;

import com.nimbusds.jose.JWSAlgorithm;
import org.hospiconnect.idp.client.TokenKeys;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.springframework.stereotype.Component;

/** Keys of an algorithm are made when an application is registered with it: it finds them before its first token. */
@Component
class PreparedKeys implements TokenKeys {

    private final KeyRing keys;

    PreparedKeys(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public boolean prepare(String algorithm) {
        var wanted = JWSAlgorithm.parse(algorithm);
        if (!keys.algorithms().contains(wanted)) {
            return false;
        }
        keys.prepare(KeyPurpose.TOKENS, wanted);
        return true;
    }
}
