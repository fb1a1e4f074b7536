package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.authenticator.Authenticator;

/** What an assertion is checked against. */
record EnrolledKey(Authenticator authenticator, AuthenticatorData<RegistrationExtensionAuthenticatorOutput> data) {

    /** May the key leave its authenticator? */
    boolean isSynced() {
        return data.isFlagBE();
    }

    CredentialRecord record() {
        var credential = Optional.ofNullable(data.getAttestedCredentialData())
                .orElseThrow(() -> new IllegalStateException("authenticator " + authenticator.id() + " without key"));
        return new CredentialRecordImpl(
                null,
                data.isFlagUV(),
                data.isFlagBE(),
                data.isFlagBS(),
                authenticator.counter(),
                credential,
                data.getExtensions(),
                null,
                null,
                Set.of());
    }
}
