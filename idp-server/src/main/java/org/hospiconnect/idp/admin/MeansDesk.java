package org.hospiconnect.idp.admin;

import java.util.List;
import java.util.function.ToIntFunction;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.AuthenticatorStates;
import org.hospiconnect.idp.authenticator.AuthenticatorStates.Outcome;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.springframework.stereotype.Component;

/** What the commands about means and people have in common: one person or one means named, and what is said of it. */
@Component
class MeansDesk {

    private final People people;
    private final AuthenticatorStates states;

    MeansDesk(People people, AuthenticatorStates states) {
        this.people = people;
        this.states = states;
    }

    /** The one argument that a command takes. */
    static boolean isOne(OperatorCall call) {
        return call.arguments().size() == 1 && !call.arguments().getFirst().startsWith("--");
    }

    int person(OperatorCall call, ToIntFunction<Person> then) {
        String word = call.arguments().getFirst();
        List<Person> found = people.findByWord(word);
        if (found.size() == 1) {
            return then.applyAsInt(found.getFirst());
        }
        call.out()
                .println(
                        found.isEmpty()
                                ? "nobody answers to " + word + ": give a matricule, an RPPS number or a local id"
                                : "several people answer to " + word + ": give a matricule");
        return 1;
    }

    int change(State wanted, OperatorCall call) {
        String id = call.arguments().getFirst();
        Outcome outcome = states.change(id, wanted, call.actor());
        call.out()
                .println(
                        switch (outcome) {
                            case DONE -> id + " is " + wanted + "; every server knows within 5 seconds";
                            case SO_ALREADY -> id + " is " + wanted + " already";
                            case REVOKED_FOR_GOOD -> id + " was revoked: enrol the person again";
                            case UNKNOWN -> "no means " + id + ": authenticator list PERSON shows those of a person";
                        });
        return outcome == Outcome.DONE || outcome == Outcome.SO_ALREADY ? 0 : 1;
    }
}
