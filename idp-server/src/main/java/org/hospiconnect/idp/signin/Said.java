package org.hospiconnect.idp.signin;

import java.util.Optional;

/**
 * What was said on the pages of one sign-in.
 *
 * @param agreed sid of the session whose person agreed to what the application is told
 * @param recognised sid of the session whose person said on this shared post that it is them, or proved it for this request
 * @param proved sid of the session whose person gave a proof for this very request
 * @param displaced local id of who was signed in on the post, until another user was asked for
 * @param refusal what the application hears instead, once the person gave up
 */
record Said(
        Optional<String> agreed,
        Optional<String> recognised,
        Optional<String> proved,
        Optional<String> displaced,
        Optional<String> refusal) {

    static final Said NOTHING =
            new Said(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Said agreed(String sid) {
        return new Said(Optional.of(sid), recognised, proved, displaced, refusal);
    }

    Said recognised(String sid) {
        return new Said(agreed, Optional.of(sid), proved, displaced, refusal);
    }

    Said proved(String sid) {
        return new Said(agreed, Optional.of(sid), Optional.of(sid), displaced, refusal);
    }

    Said displaced(String person) {
        return new Said(agreed, recognised, proved, Optional.of(person), refusal);
    }

    Said refused(String error) {
        return new Said(agreed, recognised, proved, displaced, Optional.of(error));
    }
}
