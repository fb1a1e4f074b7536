package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.springframework.stereotype.Component;

/** {@code authenticator suspend ID}. */
@Component
class AuthenticatorSuspendCommand implements OperatorCommand {

    private final MeansDesk desk;

    AuthenticatorSuspendCommand(MeansDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<String> words() {
        return List.of("authenticator", "suspend");
    }

    @Override
    public String usage() {
        return "authenticator suspend ID — it opens nothing until it is reinstated; authenticator list PERSON says the id";
    }

    @Override
    public int run(OperatorCall call) {
        return desk.change(this, call, State.SUSPENDED);
    }
}
