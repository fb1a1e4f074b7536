package org.hospiconnect.simulator.dmp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the receiver behaves, as the control endpoint and the index page name it. */
public enum DmpMode {
    NORMAL("Normal", "répond comme il faut"),
    SILENT("Muet", "accepte la connexion et ne répond pas"),
    SLOW("Lent", "répond, mais tard"),
    FAULT("En panne", "répond par une erreur SOAP du côté du receveur"),
    GARBAGE("Incompréhensible", "répond par une page qui n'est pas du SOAP");

    private final String french;
    private final String sentence;

    DmpMode(String french, String sentence) {
        this.french = french;
        this.sentence = sentence;
    }

    @JsonCreator
    static DmpMode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String french() {
        return french;
    }

    public String sentence() {
        return sentence;
    }
}
