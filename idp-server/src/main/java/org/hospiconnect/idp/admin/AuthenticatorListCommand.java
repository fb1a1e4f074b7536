package org.hospiconnect.idp.admin;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.springframework.stereotype.Component;

/** {@code authenticator list PERSON}: the means of somebody, a line each. */
@Component
class AuthenticatorListCommand implements OperatorCommand {

    private final MeansDesk desk;
    private final Authenticators authenticators;

    AuthenticatorListCommand(MeansDesk desk, Authenticators authenticators) {
        this.desk = desk;
        this.authenticators = authenticators;
    }

    @Override
    public List<String> words() {
        return List.of("authenticator", "list");
    }

    @Override
    public String usage() {
        return "authenticator list PERSON — the means of somebody: id, kind, model, name, state, end";
    }

    @Override
    public int run(OperatorCall call) {
        return desk.person(this, call, person -> {
            authenticators.of(person.id()).forEach(one -> call.out().println(line(one)));
            return 0;
        });
    }

    private static String line(Authenticator one) {
        return String.join(
                "  ",
                one.id(),
                one.kind(),
                one.model(),
                one.label(),
                one.state().name(),
                "until " + one.endsAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
