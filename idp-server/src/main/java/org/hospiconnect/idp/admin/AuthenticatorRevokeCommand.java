package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.springframework.stereotype.Component;

/** {@code authenticator revoke ID}. */
@Component
class AuthenticatorRevokeCommand implements OperatorCommand {

    private final MeansDesk desk;

    AuthenticatorRevokeCommand(MeansDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<String> words() {
        return List.of("authenticator", "revoke");
    }

    @Override
    public String usage() {
        return "authenticator revoke ID — lost or stolen: it never opens anything again; authenticator list PERSON says the id";
    }

    @Override
    public int run(OperatorCall call) {
        return desk.change(this, call, State.REVOKED);
    }
}
