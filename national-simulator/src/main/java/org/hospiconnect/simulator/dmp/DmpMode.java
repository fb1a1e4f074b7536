package org.hospiconnect.simulator.dmp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the receiver behaves, as the control endpoint and the index page name it. */
public enum DmpMode {
    NORMAL("répond comme il faut"),
    SILENT("accepte la connexion et ne répond pas"),
    SLOW("répond, mais tard"),
    FAULT("répond par une erreur SOAP du côté du receveur"),
    GARBAGE("répond par une page qui n'est pas du SOAP");

    private final String sentence;

    DmpMode(String sentence) {
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

    public String sentence() {
        return sentence;
    }
}
