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

    /** The one argument of these commands; else what the command takes. */
    private static int one(OperatorCommand command, OperatorCall call, ToIntFunction<String> then) {
        List<String> given = call.arguments();
        if (given.size() != 1 || given.getFirst().startsWith("--")) {
            call.out().println(command.usage());
            return 2;
        }
        return then.applyAsInt(given.getFirst());
    }

    /** The person whom the command's one argument names. */
    int person(OperatorCommand command, OperatorCall call, ToIntFunction<Person> then) {
        return one(command, call, word -> person(word, call, then));
    }

    /** The person whom this word names. */
    int person(String word, OperatorCall call, ToIntFunction<Person> then) {
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

    /** The means that the command's one argument names. */
    int change(OperatorCommand command, OperatorCall call, State wanted) {
        return one(command, call, id -> change(id, call, wanted));
    }

    private int change(String id, OperatorCall call, State wanted) {
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
