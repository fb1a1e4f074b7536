package org.hospiconnect.idp.authenticator.webauthn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.stereotype.Component;

/**
 * Reads what an assertion is checked against from the attestation object that was kept at enrolment: the authenticator data. Its
 * statement, with the certificates, was judged then and stays where it is. What the same bytes say is read once and kept under their
 * digest; state, counter and owner come with each authenticator, from the store.
 */
@Component
class EnrolledKeys {

    /** A kilobyte each. */
    private static final int MOST = 5_000;

    private final ObjectConverter converter;
    private final Cache<Bytes, AuthenticatorData<RegistrationExtensionAuthenticatorOutput>> read =
            Caffeine.newBuilder().maximumSize(MOST).build();

    EnrolledKeys(ObjectConverter converter) {
        this.converter = converter;
    }

    EnrolledKey of(Authenticator authenticator) {
        Bytes material = authenticator.material();
        return new EnrolledKey(authenticator, read.get(material.sha256(), _ -> data(material)));
    }

    private AuthenticatorData<RegistrationExtensionAuthenticatorOutput> data(Bytes material) {
        byte[] data = new AttestationObjectConverter(converter).extractAuthenticatorData(material.toArray());
        return new AuthenticatorDataConverter(converter).convert(data);
    }
}
