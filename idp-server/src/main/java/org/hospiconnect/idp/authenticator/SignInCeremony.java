package org.hospiconnect.idp.authenticator;

/** Proves that a person holds an authenticator of one kind. One bean per kind. */
public interface SignInCeremony {

    /** As written in settings, page addresses and the trail: "webauthn", "card", "badge". */
    String id();

    Challenge begin(SignInAttempt attempt);

    Verification finish(Challenge challenge, byte[] answer);
}
