package org.hospiconnect.idp.authenticator;

import org.hospiconnect.idp.assurance.LevelSource;

/** Proves that a person holds an authenticator of one kind. One bean per kind. */
public interface SignInCeremony extends LevelSource {

    /** As written in settings, page addresses and the trail: "webauthn", "card", "badge". */
    String id();

    Challenge begin(SignInAttempt attempt);

    Verification finish(Challenge challenge, byte[] answer);
}
