package org.hospiconnect.idp.token.dmp;

import java.util.Arrays;
import java.util.Optional;

/** A token exchange request, read: RFC 8693 §2.1 with our parameters for patient, purpose and reason. */
record DmpExchangeRequest(String subjectToken, Wanted wanted, DmpRequest dmp) {

    /** What the DPI asks for: {@code requested_token_type}. */
    enum Wanted {
        CONTEXT("urn:ietf:params:oauth:token-type:jwt"),
        ASSERTION("urn:ietf:params:oauth:token-type:saml2");

        private final String type;

        Wanted(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }

        static Optional<Wanted> ofType(String type) {
            return Arrays.stream(values())
                    .filter(known -> known.type.equals(type))
                    .findFirst();
        }
    }

    /** Hidden: a token never reaches a log. */
    @Override
    public String toString() {
        return "DmpExchangeRequest[" + wanted + ", " + dmp + "]";
    }
}
