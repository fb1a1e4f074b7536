package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.audit.TrailVerification;
import org.springframework.stereotype.Component;

/** {@code audit verify}: walks the chains of the trail. */
@Component
class AuditVerifyCommand implements OperatorCommand {

    private final TrailVerification verification;

    AuditVerifyCommand(TrailVerification verification) {
        this.verification = verification;
    }

    @Override
    public List<String> words() {
        return List.of("audit", "verify");
    }

    @Override
    public String usage() {
        return "audit verify — walks the trail's chains, names the first broken row or forged signature, and what is not yet sealed or signed";
    }

    @Override
    public int run(OperatorCall call) {
        var report = verification.verify(rows -> call.out().println("… " + rows + " rows"));
        call.out().println("sealed rows whose chain holds: " + report.sealed());
        call.out().println("of these, a signed end of their chain vouches for: " + report.signed());
        if (report.revoked() > 0) {
            call.out().println("signed ends that count no more, their key was revoked: " + report.revoked());
        }
        report.unsigned().forEach(stretch -> call.out().println("NOT SIGNED IN TIME: " + stretch));
        if (!report.unsigned().isEmpty()) {
            call.out()
                    .println("Was the key away then, or revoked? If not, signed ends were removed:"
                            + " docs/reference/audit-acts.md");
        }
        report.fault().ifPresent(fault -> {
            call.out().println("BROKEN: " + fault);
            call.out().println("sealed rows behind it, for which nothing vouches: " + report.beyond());
        });
        call.out().println("rows not yet sealed: " + report.unsealed());
        return report.fault().isPresent() || !report.unsigned().isEmpty() ? 1 : 0;
    }
}
