package org.hospiconnect.idp.token.dmp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.token.dmp.DmpOpening.NationalLink;
import org.hospiconnect.idp.token.dmp.DmpOpening.Professional;
import org.hospiconnect.idp.token.dmp.DmpOpening.SignIn;
import org.hospiconnect.idp.token.dmp.DmpOpening.Software;
import org.hospiconnect.idp.token.dmp.VihfSettings.Means;

/** May this professional, signed in like this, open this patient's DMP? Pure: facts in, the opening or the reason out. */
final class DmpRules {

    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final Map<String, Means> means;
    private final Period oldestCheck;

    /** The checks in their order; the first that speaks decides. */
    private final List<Function<DmpFacts, Optional<DmpRefusal>>> checks = List.of(
            DmpRules::audience,
            DmpRules::assertion,
            DmpRules::level,
            this::means,
            DmpRules::rpps,
            this::rppsCheck,
            DmpRules::situation,
            DmpRules::savoirFaire,
            DmpRules::purpose,
            DmpRules::reason,
            DmpRules::seal);

    /** @param oldestCheck of the RPPS number */
    DmpRules(Map<String, Means> means, Period oldestCheck) {
        this.means = Map.copyOf(means);
        this.oldestCheck = oldestCheck;
    }

    Checked<DmpOpening> decide(DmpFacts facts) {
        return checks.stream()
                .flatMap(check -> check.apply(facts).stream())
                .findFirst()
                .<Checked<DmpOpening>>map(Checked.Refused::new)
                .orElseGet(() -> new Checked.Passed<>(opening(facts)));
    }

    private static Optional<DmpRefusal> audience(DmpFacts facts) {
        return facts.standing().application().dmp().isPresent()
                ? Optional.empty()
                : Optional.of(DmpRefusal.AUDIENCE_NOT_ALLOWED);
    }

    private static Optional<DmpRefusal> assertion(DmpFacts facts) {
        boolean allowed = facts.standing()
                .application()
                .dmp()
                .map(RelyingApplication.Dmp::saml)
                .orElse(false);
        return facts.seal() == DmpFacts.Seal.NOT_NEEDED || allowed
                ? Optional.empty()
                : Optional.of(DmpRefusal.SAML_NOT_ALLOWED);
    }

    private static Optional<DmpRefusal> level(DmpFacts facts) {
        return level(facts.assessment().level());
    }

    static Optional<DmpRefusal> level(Level level) {
        return switch (level) {
            case BACKUP -> Optional.of(DmpRefusal.BACKUP_MODE);
            case SINGLE_FACTOR -> Optional.of(DmpRefusal.SINGLE_FACTOR_ONLY);
            case REFUSED, LOW -> Optional.of(DmpRefusal.LEVEL_TOO_LOW);
            case SUBSTANTIAL, HIGH -> Optional.empty();
        };
    }

    private Optional<DmpRefusal> means(DmpFacts facts) {
        return means.containsKey(facts.assessment().proof().kind())
                ? Optional.empty()
                : Optional.of(DmpRefusal.MEANS_NOT_ACCEPTED);
    }

    private static Optional<DmpRefusal> rpps(DmpFacts facts) {
        return verifiedRpps(facts).isPresent() ? Optional.empty() : Optional.of(DmpRefusal.NO_VERIFIED_RPPS);
    }

    /** The day on which the period is over still counts. */
    private Optional<DmpRefusal> rppsCheck(DmpFacts facts) {
        return verifiedRpps(facts)
                .flatMap(Identifier::verifiedAt)
                .map(DmpRules::day)
                .filter(verified -> verified.plus(oldestCheck).isBefore(day(facts.at())))
                .map(_ -> DmpRefusal.RPPS_CHECK_TOO_OLD);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, FRANCE);
    }

    private static Optional<DmpRefusal> situation(DmpFacts facts) {
        if (facts.situation().isPresent()) {
            return Optional.empty();
        }
        return facts.person().workSituations().isEmpty()
                ? Optional.of(DmpRefusal.NO_WORK_SITUATION)
                : Optional.of(DmpRefusal.WORK_SITUATION_NOT_CHOSEN);
    }

    /** Role 2 of the VIHF: "only and always for physicians". */
    private static Optional<DmpRefusal> savoirFaire(DmpFacts facts) {
        return facts.situation()
                .filter(WorkSituation::isPhysician)
                .filter(physician -> physician.savoirFaire().isEmpty())
                .map(_ -> DmpRefusal.SAVOIR_FAIRE_MISSING);
    }

    private static Optional<DmpRefusal> purpose(DmpFacts facts) {
        boolean right = facts.situation().map(WorkSituation::medicalRegulation).orElse(false);
        return facts.request().purpose() == PurposeOfUse.MEDICAL_REGULATION && !right
                ? Optional.of(DmpRefusal.NO_MEDICAL_REGULATION)
                : Optional.empty();
    }

    private static Optional<DmpRefusal> reason(DmpFacts facts) {
        boolean given = facts.request().accessReason().isPresent();
        return switch (facts.request().purpose()) {
            case BREAK_GLASS -> given ? Optional.empty() : Optional.of(DmpRefusal.BREAK_GLASS_WITHOUT_REASON);
            // a reason given for a normal access is a break-glass gone wrong: ask again rather than lose it
            case NORMAL -> given ? Optional.of(DmpRefusal.REASON_NOT_EXPECTED) : Optional.empty();
            case MEDICAL_REGULATION -> Optional.empty();
        };
    }

    private static Optional<DmpRefusal> seal(DmpFacts facts) {
        return switch (facts.seal()) {
            case NOT_NEEDED, VALID -> Optional.empty();
            case NOT_VALID -> Optional.of(DmpRefusal.SEAL_NOT_VALID);
            case MISSING -> Optional.of(DmpRefusal.SEAL_MISSING);
        };
    }

    private DmpOpening opening(DmpFacts facts) {
        RelyingApplication application = facts.standing().application();
        return new DmpOpening(
                professional(facts),
                new SignIn(
                        facts.standing().session().sid(),
                        facts.assessment(),
                        Optional.ofNullable(means.get(facts.assessment().proof().kind()))
                                .orElseThrow()),
                facts.request(),
                new Software(application, application.dmp().orElseThrow()));
    }

    private static Professional professional(DmpFacts facts) {
        Identifier rpps = verifiedRpps(facts).orElseThrow();
        return new Professional(
                facts.person().id(),
                new RppsNumber(rpps.value()),
                new NationalLink(rpps.verifiedAt().orElseThrow(), rpps.verifiedBy()),
                facts.person().exerciseName(),
                facts.situation().orElseThrow());
    }

    private static Optional<Identifier> verifiedRpps(DmpFacts facts) {
        return facts.person()
                .identifier(Identifier.Type.RPPS)
                .filter(rpps -> rpps.verifiedAt().isPresent());
    }
}
