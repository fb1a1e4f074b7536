package org.hospiconnect.idp.authenticator;

import org.hospiconnect.idp.assurance.LevelSource;

/** Proves that a person holds an authenticator of one kind. One bean per kind. */
public interface SignInCeremony extends LevelSource {

    /** As written in settings, page addresses and the trail: "webauthn", "card", "badge". */
    String id();

    /**
     * Is its answer typed on a page of ours? Then no device is asked first, the page needs no script, and what one address may try is
     * counted apart: wrong passwords must not shut out those who hold a key.
     */
    default boolean isTyped() {
        return false;
    }

    /** May a name be typed first, because some means of this kind name nobody? Else the question would only tell strangers of people. */
    default boolean asksNames() {
        return false;
    }

    Challenge begin(SignInAttempt attempt);

    Verification finish(Challenge challenge, byte[] answer);
}
