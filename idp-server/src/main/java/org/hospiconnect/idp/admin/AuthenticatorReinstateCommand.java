package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.springframework.stereotype.Component;

/** {@code authenticator reinstate ID}. */
@Component
class AuthenticatorReinstateCommand implements OperatorCommand {

    private final MeansDesk desk;

    AuthenticatorReinstateCommand(MeansDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<String> words() {
        return List.of("authenticator", "reinstate");
    }

    @Override
    public String usage() {
        return "authenticator reinstate ID — a suspended one opens again; authenticator list PERSON says the id";
    }

    @Override
    public int run(OperatorCall call) {
        return desk.change(this, call, State.ACTIVE);
    }
}
