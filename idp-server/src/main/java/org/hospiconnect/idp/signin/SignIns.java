package org.hospiconnect.idp.signin;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sign-ins under way. */
interface SignIns {

    /** Keeps a new one. */
    void add(SignIn signIn);

    /**
     * Changes what is kept, whatever another tab changed meanwhile; empty when nothing is kept any more: it was answered, or is over.
     *
     * @param known as it was read
     * @param change pure; of what is kept now, so perhaps called again
     */
    Optional<SignIn> change(SignIn known, UnaryOperator<SignIn> change);

    /** Only for the browser that began it; {@code browser} is the cookie. */
    Optional<SignIn> find(SignInId id, String browser);

    /** Takes it away: it continues one authorization request, once. */
    Optional<SignIn> take(SignInId id, String browser);
}
