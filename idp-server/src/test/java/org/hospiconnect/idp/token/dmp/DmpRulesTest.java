package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Requirement("HC-VIHF-RULES")
class DmpRulesTest {

    static final VihfSettings SETTINGS = new VihfSettings(
            Duration.ofMinutes(5),
            "3.0",
            "INDIRECTE_RENFORCEE",
            "AIR_SIMPLIFIE",
            Map.of(),
            null,
            new VihfSettings.RppsCheck(Period.ofMonths(24), Optional.empty()));

    private final DmpRules rules = rules();

    static DmpRules rules() {
        return new DmpRules(SETTINGS.means(), SETTINGS.rppsCheck().age());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(DmpRefusal.AUDIENCE_NOT_ALLOWED, withoutDmp()),
                arguments(DmpRefusal.LEVEL_TOO_LOW, signedIn(unverifiedIdentity())),
                arguments(DmpRefusal.SINGLE_FACTOR_ONLY, signedIn(oneFactor())),
                arguments(DmpRefusal.MEANS_NOT_ACCEPTED, signedIn(ofKind("badge"))),
                arguments(DmpRefusal.MEANS_NOT_ACCEPTED, signedIn(ofKind("totp"))),
                arguments(DmpRefusal.NO_VERIFIED_RPPS, who(DmpFixture.person(List.of(), one()))),
                arguments(
                        DmpRefusal.NO_VERIFIED_RPPS,
                        who(DmpFixture.person(List.of(DmpFixture.rpps(Optional.empty())), one()))),
                arguments(DmpRefusal.RPPS_CHECK_TOO_OLD, who(verified("2024-08-01T12:00:00Z"))),
                arguments(DmpRefusal.NO_WORK_SITUATION, who(working())),
                arguments(DmpRefusal.WORK_SITUATION_NOT_CHOSEN, who(working(ward(), office()))),
                arguments(DmpRefusal.WORK_SITUATION_NOT_CHOSEN, chosen("gone", working(ward()))),
                arguments(DmpRefusal.SAVOIR_FAIRE_MISSING, who(working(physicianWithoutSavoirFaire()))),
                arguments(DmpRefusal.NO_MEDICAL_REGULATION, asks(PurposeOfUse.MEDICAL_REGULATION, Optional.empty())),
                arguments(DmpRefusal.BREAK_GLASS_WITHOUT_REASON, asks(PurposeOfUse.BREAK_GLASS, Optional.empty())),
                arguments(DmpRefusal.REASON_NOT_EXPECTED, asks(PurposeOfUse.NORMAL, Optional.of("urgence"))),
                arguments(DmpRefusal.SEAL_MISSING, sealed(DmpFacts.Seal.MISSING)),
                arguments(DmpRefusal.SEAL_NOT_VALID, sealed(DmpFacts.Seal.NOT_VALID)));
    }

    @ParameterizedTest
    @MethodSource
    void refused(DmpRefusal expected, DmpFacts facts) {
        assertThat(rules.decide(facts)).isEqualTo(new Checked.Refused<DmpOpening>(expected));
    }

    static Stream<Arguments> allowed() {
        return Stream.of(
                arguments("normal", DmpFixture.right()),
                arguments("context without a seal", sealed(DmpFacts.Seal.NOT_NEEDED)),
                arguments("a nurse has no savoir-faire", who(working(nurse()))),
                arguments("chosen among several", chosen("office", working(ward(), office()))),
                arguments("break-glass with its reason", asks(PurposeOfUse.BREAK_GLASS, Optional.of("coma"))),
                arguments("medical regulation by right", regulation()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void allowed(String name, DmpFacts facts) {
        assertThat(rules.decide(facts)).as(name).isInstanceOf(Checked.Passed.class);
    }

    @ParameterizedTest
    @Requirement("RIE-27-RPPS")
    @CsvSource({"0, true", "1, false"})
    void the_check_of_the_rpps_number_counts_to_the_end_of_its_last_day(int daysLater, boolean opens) {
        Instant checked = DmpFixture.NOW
                .atZone(ZoneOffset.UTC)
                .minusMonths(24)
                .minusDays(daysLater)
                .toInstant();

        var decision = rules.decide(who(verified(checked.toString())));

        assertThat(decision instanceof Checked.Passed).isEqualTo(opens);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, LEVEL_TOO_LOW",
        "BACKUP, BACKUP_MODE",
        "SINGLE_FACTOR, SINGLE_FACTOR_ONLY",
        "LOW, LEVEL_TOO_LOW",
        "SUBSTANTIAL,",
        "HIGH,"
    })
    void each_level_has_its_answer(Level level, @Nullable DmpRefusal expected) {
        assertThat(DmpRules.level(level)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    @Requirement("HC-VIHF-MODE")
    void the_strongest_sign_in_says_origin_and_time_whatever_came_after() {
        var later = new Proof(
                "badge", "b", List.of("sc"), DmpFixture.NOW, oneFactor().grounds());

        var decision = rules.decide(signedIn(DmpFixture.substantial(), later));

        assertThat(decision).isInstanceOfSatisfying(Checked.Passed.class, allowed -> {
            var signIn = ((DmpOpening) allowed.value()).signIn();
            assertThat(signIn.assessment().authTime()).isEqualTo(DmpFixture.SIGNED_IN);
            assertThat(signIn.assessment().level()).isEqualTo(Level.SUBSTANTIAL);
            assertThat(signIn.means().origin()).isEqualTo(SignInOrigin.LOCAL_2FA);
        });
    }

    @Test
    @Requirement("HC-VIHF-MODE")
    void a_sign_in_by_pro_sante_connect_is_air() {
        var decision = rules.decide(signedIn(ofKind("psc")));

        assertThat(decision).isInstanceOfSatisfying(Checked.Passed.class, allowed -> {
            var means = ((DmpOpening) allowed.value()).signIn().means();
            assertThat(SETTINGS.mode(means.origin())).isEqualTo("INDIRECTE_RENFORCEE");
            assertThat(means.contextClass()).endsWith(":MobileTwoFactorUnregistered");
            assertThat(means.contextDeclaration()).isEqualTo("APP_BROWSER_AUTH");
        });
    }

    private static DmpFacts withoutDmp() {
        var right = DmpFixture.right();
        var standing =
                DmpFixture.good(right.standing().session(), right.person(), DmpFixture.application(Optional.empty()));
        return new DmpFacts(standing, right.situation(), right.request(), right.seal(), right.at());
    }

    private static DmpFacts signedIn(Proof... proofs) {
        return DmpFixture.facts(
                DmpFixture.physician(),
                DmpFixture.session(Optional.empty(), proofs),
                DmpFixture.right().request());
    }

    private static DmpFacts who(Person person) {
        return DmpFixture.facts(
                person,
                DmpFixture.session(Optional.empty(), DmpFixture.substantial()),
                DmpFixture.right().request());
    }

    private static DmpFacts chosen(String situation, Person person) {
        Session session = DmpFixture.session(Optional.of(situation), DmpFixture.substantial());
        return DmpFixture.facts(person, session, DmpFixture.right().request());
    }

    private static DmpFacts asks(PurposeOfUse purpose, Optional<String> reason) {
        return DmpFixture.facts(
                DmpFixture.physician(),
                DmpFixture.session(Optional.empty(), DmpFixture.substantial()),
                DmpFixture.request(purpose, reason));
    }

    private static DmpFacts regulation() {
        var regulator = DmpFixture.situation(DmpFixture.PHYSICIAN, Optional.of(DmpFixture.CARDIOLOGY), true);
        return DmpFixture.facts(
                working(regulator),
                DmpFixture.session(Optional.empty(), DmpFixture.substantial()),
                DmpFixture.request(PurposeOfUse.MEDICAL_REGULATION, Optional.empty()));
    }

    private static DmpFacts sealed(DmpFacts.Seal seal) {
        var right = DmpFixture.right();
        return new DmpFacts(right.standing(), right.situation(), right.request(), seal, right.at());
    }

    private static Person verified(String at) {
        return DmpFixture.person(List.of(DmpFixture.rpps(Optional.of(Instant.parse(at)))), one());
    }

    private static Person working(WorkSituation... situations) {
        return DmpFixture.person(DmpFixture.physician().identifiers(), List.of(situations));
    }

    private static List<WorkSituation> one() {
        return List.of(ward());
    }

    private static WorkSituation ward() {
        return DmpFixture.cardiologist();
    }

    private static WorkSituation office() {
        return new WorkSituation(
                "office",
                DmpFixture.PHYSICIAN,
                Optional.of(DmpFixture.CARDIOLOGY),
                "1990000222",
                "CLINIQUE FICTIVE DES TILLEULS",
                "SA01",
                "L",
                false);
    }

    private static WorkSituation nurse() {
        return DmpFixture.situation(DmpFixture.NURSE, Optional.empty(), false);
    }

    private static WorkSituation physicianWithoutSavoirFaire() {
        return DmpFixture.situation(DmpFixture.PHYSICIAN, Optional.empty(), false);
    }

    private static Proof ofKind(String kind) {
        return DmpFixture.proof(kind, DmpFixture.substantial().grounds())
                .on(ExampleProof.elsewhere(Optional.of(Level.SUBSTANTIAL), Level.SUBSTANTIAL));
    }

    private static Proof oneFactor() {
        return DmpFixture.proof("webauthn", ExampleProof.grounds(false, true));
    }

    private static Proof unverifiedIdentity() {
        return DmpFixture.proof("webauthn", ExampleProof.grounds(true, false));
    }
}
