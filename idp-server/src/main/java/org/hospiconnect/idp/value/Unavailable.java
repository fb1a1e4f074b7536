package org.hospiconnect.idp.value;

/** Something outside did not answer, or can't be relied on now: a store, an upstream, a clock. Mapped once to 503 or {@code temporarily_unavailable}. */
public class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String what, Throwable cause) {
        super(what + " does not answer", cause);
    }

    /** @param sentence for operators and the log */
    public Unavailable(String sentence) {
        super(sentence);
    }
}
