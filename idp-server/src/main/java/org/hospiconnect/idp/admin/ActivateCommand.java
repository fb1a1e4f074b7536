package org.hospiconnect.idp.admin;

import java.time.Duration;
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

    private static final Options.Known OPTIONS =
            Options.Known.values("evidence", "document", "valid-until", "checked-by", "delivery", "lifetime");

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
                + " --checked-by PERSON] [--delivery IN_PERSON|ONLINE_BOUND|UNKNOWN] [--lifetime 1h] — a code for the enrolment page, shown once";
    }

    @Override
    public int run(OperatorCall call) {
        ActivationOrder order;
        Options options;
        try {
            options = Options.of(call.arguments(), OPTIONS);
            order = order(options, call.actor());
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            call.out().println(usage());
            return 2;
        }
        return switch (desk.make(order)) {
            case Result.Refused(var reason) -> {
                call.out().println("refused: " + sentence(reason, options));
                yield 1;
            }
            case Result.Made made -> {
                show(made, call);
                yield 0;
            }
        };
    }

    private static String sentence(ActivationDesk.Reason reason, Options options) {
        String person = options.positional().getFirst();
        String checker = "--checked-by " + options.value("checked-by").orElse("PERSON");
        return switch (reason) {
            case PERSON_UNKNOWN -> "nobody answers to " + person + ": give a matricule, an RPPS number or a local id";
            case PERSON_AMBIGUOUS -> "several people answer to " + person + ": give a matricule";
            case PERSON_NOT_ACTIVE -> person + " does not work here today: suspended, gone, or not yet begun";
            case CHECKER_MISSING -> "somebody checks an identity: --checked-by PERSON";
            case CHECKER_UNKNOWN -> checker + ": nobody answers to it, or several people do";
            case CHECKER_NOT_ACTIVE -> checker + ": does not work here today";
            case CHECKER_IS_THE_PERSON -> checker + ": nobody checks their own identity";
            case DOCUMENT_MISSING -> "face to face a document is seen: --document and --valid-until";
            case DOCUMENT_EXPIRED ->
                "--valid-until " + options.value("valid-until").orElse("") + " has passed";
            case LIFETIME_OUT_OF_BOUNDS ->
                "--lifetime " + options.value("lifetime").orElse("") + ": a code lives from 10m to 24h";
        };
    }

    private void show(Result.Made made, OperatorCall call) {
        call.out().println("Activation code for " + made.person().exerciseName().display());
        call.out().println("    " + made.code());
        call.out().println("    " + address.page("/enrol") + "   until " + SHOWN.format(made.expiresAt()) + " (Paris)");
        if (!made.withEvidence()) {
            call.out().println("    without a check of identity: the means of sign-in will stay at level low");
        }
    }

    private static ActivationOrder order(Options options, String actor) {
        if (options.positional().size() != 1) {
            throw new IllegalArgumentException("activate takes one person");
        }
        return new ActivationOrder(
                options.positional().getFirst(),
                options.word("evidence", IdentityEvidence.Method.class),
                options.word("document", IdentityEvidence.Document.Type.class),
                options.date("valid-until"),
                options.value("checked-by"),
                options.word("delivery", IdentityEvidence.Delivery.class),
                lifetime(options),
                actor);
    }

    private static Optional<Duration> lifetime(Options options) {
        try {
            return options.value("lifetime").map(DurationStyle::detectAndParse);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--lifetime is written 30m, 1h or 24h", wrong);
        }
    }
}
