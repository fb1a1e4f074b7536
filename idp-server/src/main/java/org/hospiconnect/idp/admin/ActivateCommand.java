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
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            call.out().println(usage());
            return 2;
        }
        return switch (desk.make(order)) {
            case Result.Refused(var reason) -> {
                call.out().println("refusé : " + sentence(reason));
                yield 1;
            }
            case Result.Made made -> {
                show(made, call);
                yield 0;
            }
        };
    }

    private static String sentence(ActivationDesk.Reason reason) {
        return switch (reason) {
            case PERSON_UNKNOWN -> "personne ne répond à ce nom, ce matricule ou cet identifiant";
            case PERSON_AMBIGUOUS -> "plusieurs personnes répondent à ce mot : donnez le matricule";
            case PERSON_NOT_ACTIVE ->
                "cette personne ne travaille pas ici aujourd'hui (suspendue, partie, ou pas encore arrivée)";
            case CHECKER_MISSING -> "une vérification d'identité se fait par quelqu'un : --checked-by";
            case CHECKER_UNKNOWN -> "la personne de --checked-by est inconnue, ou plusieurs répondent à ce mot";
            case CHECKER_NOT_ACTIVE -> "la personne de --checked-by ne travaille pas ici aujourd'hui";
            case CHECKER_IS_THE_PERSON ->
                "personne ne vérifie sa propre identité : --checked-by est une autre personne";
            case DOCUMENT_MISSING -> "en face à face, un document est vu : --document et --valid-until";
            case DOCUMENT_EXPIRED -> "le document vu a expiré : --valid-until est passé";
            case LIFETIME_OUT_OF_BOUNDS -> "un code vit de 10 minutes à 24 heures : --lifetime 10m à 24h";
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
                options.word("evidence", IdentityEvidence.Method.class),
                options.word("document", IdentityEvidence.Document.Type.class),
                options.date("valid-until"),
                options.value("checked-by"),
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
