package org.hospiconnect.idp.token.clientauthentication;

import org.hospiconnect.idp.token.Possession;

/**
 * How a request proves its client: in one way, read whole, not yet checked.
 *
 * @param credential secret or assertion; empty where the request says nothing but who it is
 * @param call where it stands, and what else came with it
 */
record ClientProof(String client, Way way, String credential, Call call) {

    /** @param endpoint path that was called */
    record Call(String endpoint, Possession possession) {}

    enum Way {
        BASIC,
        POST,
        ASSERTION,
        /** Only {@code client_id}: a public client, or one that the certificate of the connection proves. */
        NAME
    }

    @Override
    public String toString() {
        return "ClientProof[" + client + ", " + way + "]";
    }
}
