package org.hospiconnect.idp.value;

/** Something outside did not answer: a store, an upstream. Mapped once to 503 or {@code temporarily_unavailable}. */
public class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String what, Throwable cause) {
        super(what + " does not answer", cause);
    }
}
