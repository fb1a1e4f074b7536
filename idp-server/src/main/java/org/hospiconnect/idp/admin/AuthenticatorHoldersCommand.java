package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.authenticator.KeyModels.Held;
import org.hospiconnect.idp.directory.People;
import org.springframework.stereotype.Component;

/** {@code authenticator holders [MODEL]}: who has a means of a model; without one, the models that people have. */
@Component
class AuthenticatorHoldersCommand implements OperatorCommand {

    private final Authenticators authenticators;
    private final KeyModels models;
    private final People people;

    AuthenticatorHoldersCommand(Authenticators authenticators, KeyModels models, People people) {
        this.authenticators = authenticators;
        this.models = models;
        this.people = people;
    }

    @Override
    public List<String> words() {
        return List.of("authenticator", "holders");
    }

    @Override
    public String usage() {
        return "authenticator holders [MODEL] — who has a means of this model, when FIDO says that it is broken, say; "
                + "without MODEL the models that people have";
    }

    @Override
    public int run(OperatorCall call) {
        List<String> given = call.arguments();
        if (given.size() > 1 || given.stream().anyMatch(word -> word.startsWith("--"))) {
            call.out().println(usage());
            return 2;
        }
        if (given.isEmpty()) {
            models.held().forEach(held -> call.out().println(line(held)));
            return 0;
        }
        List<Authenticator> held = authenticators.ofModel(given.getFirst());
        held.forEach(one -> call.out().println(line(one)));
        if (held.isEmpty()) {
            call.out().println("nobody has a means of model " + given.getFirst());
        }
        return 0;
    }

    private String line(Held held) {
        String name = models.find(held.model()).map(KeyModel::description).orElse("—");
        return String.join("  ", held.model(), held.standing().name(), held.holders() + " holders", name);
    }

    private String line(Authenticator one) {
        String name = people.find(one.person())
                .map(person -> person.exerciseName().display())
                .orElse("—");
        return String.join(
                "  ",
                one.person().toString(),
                name,
                one.id(),
                one.state().name(),
                one.facts().standing().name());
    }
}
