package org.hospiconnect.idp.signin;

import java.util.Optional;

/** Sign-ins under way. */
interface SignIns {

    void add(SignIn signIn);

    /** Only for the browser that began it; {@code browser} is the cookie. */
    Optional<SignIn> find(SignInId id, String browser);

    /** Takes it away: it continues one authorization request, once. */
    Optional<SignIn> take(SignInId id, String browser);
}
