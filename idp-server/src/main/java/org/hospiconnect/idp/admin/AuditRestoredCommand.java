package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.audit.LostEnds;
import org.springframework.stereotype.Component;

/** {@code audit restored}: an older copy of the database was restored, and not somebody cut off the trail. */
@Component
class AuditRestoredCommand implements OperatorCommand {

    private final LostEnds lost;

    AuditRestoredCommand(LostEnds lost) {
        this.lost = lost;
    }

    @Override
    public List<String> words() {
        return List.of("audit", "restored");
    }

    @Override
    public String usage() {
        return "audit restored — after a restore: signed ends of the trail that the database lost are named in it, and it is signed again";
    }

    @Override
    public int run(OperatorCall call) {
        if (!call.arguments().isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        List<String> accepted = lost.accept(call.actor());
        accepted.forEach(sentence -> call.out().println("lost and named in the trail: " + sentence));
        if (accepted.isEmpty()) {
            call.out().println("The database has every signed end that this server keeps: nothing to do");
        }
        return 0;
    }
}
