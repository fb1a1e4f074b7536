package org.hospiconnect.idp.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * For a demo: prints an activation code for each person of the settings who has no means yet. The identity counts as verified
 * face to face by somebody else of the demo, as the trail says.
 */
@Component
@Profile("!production")
class PrintedCodes implements ApplicationRunner {

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final int DOCUMENT_YEARS = 5;

    private final EnrolmentSettings settings;
    private final ActivationDesk desk;
    private final People people;
    private final Authenticators authenticators;
    private final Clock clock;

    PrintedCodes(
            EnrolmentSettings settings,
            ActivationDesk desk,
            People people,
            Authenticators authenticators,
            Clock clock) {
        this.settings = settings;
        this.desk = desk;
        this.people = people;
        this.authenticators = authenticators;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (String matricule : settings.printActivationCodesFor()) {
            people.findByWord(matricule).stream()
                    .filter(person -> authenticators.of(person.id()).isEmpty())
                    .forEach(person -> print(matricule, person));
        }
    }

    private void print(String matricule, Person person) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ActivationDesk.FRANCE);
        Optional<Person> checker = people.all().stream()
                .filter(other -> !other.id().equals(person.id()) && other.mayWorkOn(today))
                .findFirst();
        var order = new ActivationOrder(
                person.id().toString(),
                Optional.of(IdentityEvidence.Method.FACE_TO_FACE),
                Optional.of(IdentityEvidence.Document.Type.IDENTITY_CARD),
                Optional.of(today.plusYears(DOCUMENT_YEARS)),
                checker.map(found -> found.id().toString()),
                Optional.empty(),
                Optional.of(LIFETIME),
                "demo");
        if (desk.make(order) instanceof ActivationDesk.Result.Made made) {
            System.out.println(
                    "Activation code for " + person.exerciseName().display() + " (" + matricule + ") : " + made.code());
        }
    }
}
