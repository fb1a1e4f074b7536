package org.hospiconnect.idp.authenticator;

import java.util.Optional;
import java.util.function.Predicate;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;

/**
 * Somebody is about to prove who they are.
 *
 * @param signIn id of the sign-in under way; a challenge answers to this one only
 * @param person who must answer, when known (step-up of an open session); empty: whoever holds the means
 * @param name typed before the means is asked, as {@link TypedNames#read} gives it: its person answers, and nobody else; empty: it was not
 *     asked
 * @param source address of the browser, for rate limits
 * @param serves may a proof like this be given here?
 * @param touches of which means a touch does
 */
public record SignInAttempt(
        String signIn,
        Optional<PersonId> person,
        Optional<String> name,
        String source,
        Predicate<Proof> serves,
        Touches touches) {

    /** With both factors. */
    public SignInAttempt(String signIn, Optional<PersonId> person, String source, Predicate<Proof> serves) {
        this(signIn, person, Optional.empty(), source, serves, Touches.NONE);
    }

    /** Before there is a proof, or where each serves. */
    public SignInAttempt(String signIn, Optional<PersonId> person, String source) {
        this(signIn, person, source, _ -> true);
    }
}
