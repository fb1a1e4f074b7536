package org.hospiconnect.idp.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.enrolment.ActivationDesk;
import org.hospiconnect.idp.enrolment.ActivationDesk.Result;
import org.hospiconnect.idp.enrolment.ActivationOrder;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** {@code activate PERSON}: gives somebody a code for the enrolment page. */
@Component
class ActivateCommand implements OperatorCommand {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Paris"));

    private final ActivationDesk desk;
    private final AddressSettings address;

    ActivateCommand(ActivationDesk desk, AddressSettings address) {
        this.desk = desk;
        this.address = address;
    }

    @Override
    public List<String> words() {
        return List.of("activate");
    }

    @Override
    public String usage() {
        return "activate PERSON [--evidence FACE_TO_FACE --document PASSPORT|IDENTITY_CARD --valid-until YYYY-MM-DD"
                + " --checked-by PERSON] [--lifetime 1h] — a code for the enrolment page, shown once";
    }

    @Override
    public int run(OperatorCall call) {
        ActivationOrder order;
        try {
            order = order(Options.of(call.arguments()), call.actor());
        } catch (IllegalArgumentException | DateTimeException wrong) {
            call.out().println(wrong.getMessage());
            call.out().println(usage());
            return 2;
        }
        return switch (desk.make(order)) {
            case Result.Refused(var reason) -> {
                call.out().println("refused: " + reason);
                yield 1;
            }
            case Result.Made made -> {
                show(made, call);
                yield 0;
            }
        };
    }

    private void show(Result.Made made, OperatorCall call) {
        call.out()
                .println(
                        "Code d'activation pour " + made.person().exerciseName().display());
        call.out().println("    " + made.code());
        call.out().println("    " + address.page("/enrol") + "   jusqu'au " + SHOWN.format(made.expiresAt()));
        if (!made.withEvidence()) {
            call.out().println("    sans vérification d'identité : le moyen de connexion restera au niveau faible");
        }
    }

    private static ActivationOrder order(Options options, String actor) {
        if (options.positional().size() != 1) {
            throw new IllegalArgumentException("activate takes one person");
        }
        options.refuseOthers("evidence", "document", "valid-until", "checked-by", "lifetime");
        return new ActivationOrder(
                options.positional().getFirst(),
                options.value("evidence").map(IdentityEvidence.Method::valueOf),
                options.value("document").map(IdentityEvidence.Document.Type::valueOf),
                options.value("valid-until").map(LocalDate::parse),
                options.value("checked-by"),
                lifetime(options),
                actor);
    }

    private static Optional<Duration> lifetime(Options options) {
        return options.value("lifetime").map(DurationStyle::detectAndParse);
    }
}
