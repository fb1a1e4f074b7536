package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Document;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class LevelRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    /** What breaks each row, and nothing else. */
    private static Map<Rule, UnaryOperator<Case>> broken() {
        var broken = new EnumMap<Rule, UnaryOperator<Case>>(Rule.class);
        broken.put(Rule.TWO_FACTORS, Case::withoutUserVerification);
        broken.put(Rule.IDENTITY, Case::unidentified);
        broken.put(Rule.DOCUMENT, at -> at.identified(known -> known.document(null)));
        broken.put(Rule.RPPS, at -> at.identified(known -> known.rpps(RppsCheck.NOT_CHECKED)));
        broken.put(Rule.DELIVERY, at -> at.identified(known -> known.delivery(Delivery.UNKNOWN)));
        broken.put(Rule.ENROLMENT_AGE, at -> at.until(NOW));
        broken.put(Rule.VOUCHER, at -> at.vouchedAt(Level.SUBSTANTIAL));
        broken.put(Rule.MODEL, at -> at.attested(Proof.Attestation.UNTRUSTED));
        broken.put(Rule.MODEL_SOUND, at -> at.flawed(ModelFlaw.KEY_COMPROMISED));
        broken.put(Rule.HOLDER_VERIFIED, at -> at.flawed(ModelFlaw.VERIFICATION_BYPASSED));
        broken.put(Rule.SOLE_CONTROL, at -> at.stored(Proof.Storage.SYNCED));
        broken.put(Rule.LEGAL_BASIS, at -> at.declared(Scheme.UNDECLARED));
        broken.put(Rule.CERTIFIED, at -> at.declared(ExampleProof.attested()));
        broken.putAll(brokenOfLaterParts());
        return broken;
    }

    private static Map<Rule, UnaryOperator<Case>> brokenOfLaterParts() {
        var broken = new EnumMap<Rule, UnaryOperator<Case>>(Rule.class);
        broken.put(Rule.CERTIFICATION, at -> at.declared(ExampleProof.attested(Level.HIGH, Certification.L2_PLUS)));
        broken.put(Rule.TRANSITION, at -> at.declared(ExampleProof.scheme(LegalBasis.TRANSITION, null)));
        broken.put(
                Rule.REMOTE_FACTORS,
                at -> at.withoutUserVerification()
                        .declared(ExampleProof.scheme(LegalBasis.TRANSITION, "R-1"))
                        .v2From(null));
        broken.put(Rule.UPSTREAM, at -> at.on(ExampleProof.elsewhere(Optional.of(Level.LOW), Level.HIGH)));
        broken.put(Rule.UPSTREAM_HIGH, at -> at.on(ExampleProof.elsewhere(Optional.of(Level.HIGH), Level.SUBSTANTIAL)));
        broken.put(Rule.CARD, at -> at.on(OccasionTest.card(false, true, false)));
        broken.put(Rule.CARD_IN_RPPS, at -> at.on(OccasionTest.card(true, false, false)));
        broken.put(
                Rule.CONTACTLESS,
                at -> at.ofKind("card")
                        .on(OccasionTest.card(true, true, true))
                        .declared(ExampleProof.scheme(LegalBasis.DIRECT_CPX, null)));
        broken.put(Rule.BACKUP_MODE, at -> at.on(OccasionTest.BACKUP));
        return broken;
    }

    @Test
    @Requirement({"HC-LEVEL-TABLE", "HC-SIGN-IN-RULES"})
    void a_stronger_proof_that_is_not_taken_hides_no_other() {
        Proof weaker = ExampleProof.at(NOW.minusSeconds(60), ExampleProof.grounds(true, false));
        var stronger = new Proof("psc", "p1", List.of("user"), NOW, ExampleProof.grounds())
                .on(ExampleProof.elsewhere(Optional.of(Level.SUBSTANTIAL), Level.SUBSTANTIAL));
        var rules = ExampleProof.rules();
        var both = List.of(weaker, stronger);

        assertThat(rules.assess(both, NOW).proof()).isEqualTo(stronger);
        assertThat(rules.assess(both, NOW, said -> said.proof().kind().equals("webauthn"))
                        .proof())
                .isEqualTo(weaker);
        assertThat(rules.assess(both, NOW, _ -> false).proof()).isEqualTo(stronger);
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-LEVEL-TABLE")
    void what_does_not_hold_caps_the_level_and_is_named(Rule rule) {
        Case whole = Case.certified();
        assertThat(whole.assess().level()).isEqualTo(Level.HIGH);
        assertThat(whole.assess().findings()).allMatch(Finding::holds);

        Assessment assessment =
                Objects.requireNonNull(broken().get(rule)).apply(whole).assess();

        assertThat(assessment.level()).isEqualTo(rule.cap());
        assertThat(assessment.findings().stream()
                        .filter(finding -> !finding.holds())
                        .map(Finding::rule))
                .contains(rule);
        assertThat(assessment.raises().stream().map(Finding::rule)).contains(rule);
    }

    @Test
    @Requirement("HC-FIDO-BYPASS")
    void several_factors_are_told_only_where_they_are_believed() {
        var verified = ExampleProof.at(NOW, ExampleProof.grounds());

        assertThat(ExampleProof.rules().assess(verified, NOW).amr()).containsExactly("hwk", "mfa", "user");
        assertThat(ExampleProof.rules(ModelFlaw.VERIFICATION_BYPASSED)
                        .assess(verified, NOW)
                        .amr())
                .containsExactly("hwk", "user");
        assertThat(ExampleProof.rules(ModelFlaw.KEY_COMPROMISED)
                        .assess(verified, NOW)
                        .amr())
                .contains("mfa");
    }

    @Test
    @Requirement("HC-OWN-MEANS-ADDED")
    void a_means_that_comes_another_way_rests_on_the_same_check() {
        var online = ExampleProof.identity().delivered(Delivery.ONLINE_BOUND);

        assertThat(online.delivery()).isEqualTo(Delivery.ONLINE_BOUND);
        assertThat(online.delivered(Delivery.IN_PERSON)).isEqualTo(ExampleProof.identity());
    }

    @Test
    @Requirement("HC-OWN-MEANS-VOUCHER")
    void a_means_that_was_added_reaches_no_more_than_the_one_that_vouched() {
        assertThat(Case.certified().vouchedAt(Level.HIGH).assess().level()).isEqualTo(Level.HIGH);
        assertThat(Case.certified().vouchedAt(Level.SUBSTANTIAL).assess().level())
                .isEqualTo(Level.SUBSTANTIAL);
        assertThat(Case.attested().vouchedAt(Level.HIGH).assess().level()).isEqualTo(Level.SUBSTANTIAL);
    }

    @Test
    @Requirement("HC-LEVEL-TABLE")
    void whatever_else_is_missing_a_row_that_breaks_never_raises() {
        List<UnaryOperator<Case>> all = List.copyOf(broken().values());
        // of one proof's evidence each; those after overwrite one another
        List<UnaryOperator<Case>> evidence = Stream.of(
                        Rule.TWO_FACTORS,
                        Rule.IDENTITY,
                        Rule.DOCUMENT,
                        Rule.RPPS,
                        Rule.DELIVERY,
                        Rule.ENROLMENT_AGE,
                        Rule.VOUCHER,
                        Rule.MODEL)
                .map(rule -> Objects.requireNonNull(broken().get(rule)))
                .toList();
        for (UnaryOperator<Case> first : all) {
            for (int mask = 0; mask < 1 << evidence.size(); mask++) {
                Case some = first.apply(Case.certified());
                for (int i = 0; i < evidence.size(); i++) {
                    some = (mask >> i & 1) == 1 ? evidence.get(i).apply(some) : some;
                }
                Level before = some.assess().level();
                for (UnaryOperator<Case> more : evidence) {
                    assertThat(more.apply(some).assess().level()).isLessThanOrEqualTo(before);
                }
            }
        }
    }

    @Test
    @Requirement("HC-LEVEL-TABLE")
    void what_nobody_knows_lowers() {
        // as a session of an older version has it
        var unknown = JsonMapper.builder().build().readValue("""
                {"evidence": "FACE_TO_FACE", "userVerified": true, "attestation": null, "reservation": null}""", Proof.Grounds.class);

        assertThat(Cases.second(unknown).level()).isEqualTo(Level.LOW);
        assertThat(Cases.second(unknown).findings().stream()
                        .filter(finding -> !finding.holds())
                        .map(Finding::rule))
                .contains(Rule.IDENTITY, Rule.DELIVERY, Rule.MODEL, Rule.SOLE_CONTROL, Rule.ENROLMENT_AGE, Rule.RPPS);
    }

    @Test
    @Requirement("RIE-PS-09")
    void a_reservation_stands_for_model_and_device_and_is_told() {
        Case key = Case.attested().attested(Proof.Attestation.ABSENT).stored(Proof.Storage.SYNCED);
        assertThat(key.assess().level()).isEqualTo(Level.LOW);

        Assessment reserved = key.reserved("R-1").assess();

        assertThat(reserved.level()).isEqualTo(Level.SUBSTANTIAL);
        assertThat(reserved.findings().stream()
                        .filter(finding -> finding.reservation().equals(Optional.of("R-1")))
                        .map(Finding::rule))
                .containsExactly(Rule.MODEL, Rule.SOLE_CONTROL);
        assertThat(Case.attested().reserved("R-1").assess().findings())
                .allMatch(finding -> finding.reservation().isEmpty());
    }

    static Stream<Arguments> identities() {
        var expired = Cases.identity().document(new Document(Document.Type.PASSPORT, LocalDate.of(2026, 1, 4)));
        var lastDay = Cases.identity().document(new Document(Document.Type.PASSPORT, LocalDate.of(2026, 1, 5)));
        return Stream.of(
                Arguments.of(Cases.identity(), Level.SUBSTANTIAL),
                Arguments.of(lastDay, Level.SUBSTANTIAL),
                Arguments.of(expired, Level.LOW),
                Arguments.of(Cases.identity().method(Method.PSC).document(null), Level.SUBSTANTIAL),
                Arguments.of(Cases.identity().delivery(Delivery.ONLINE_BOUND), Level.SUBSTANTIAL),
                Arguments.of(Cases.identity().rpps(RppsCheck.NO_NUMBER), Level.SUBSTANTIAL));
    }

    @ParameterizedTest
    @MethodSource("identities")
    @Requirement("RIE-PS-07")
    void how_an_identity_was_verified_counts(Cases.Identity identity, Level level) {
        assertThat(Case.attested().identified(_ -> identity).assess().level()).isEqualTo(level);
    }

    @Test
    @Requirement("HC-LEVEL-VERSIONS")
    void a_proof_is_judged_by_the_rules_that_were_in_force_when_it_was_made() {
        Case unchecked = Case.attested().identified(known -> known.rpps(RppsCheck.NOT_CHECKED));

        assertThat(unchecked.v2From(null).assess().level()).isEqualTo(Level.SUBSTANTIAL);
        assertThat(unchecked.v2From(LocalDate.of(2026, 11, 25)).assess().rules().version())
                .isEqualTo(RulesVersion.V1);
        assertThat(unchecked.v2From(LocalDate.of(2026, 11, 24)).assess().rules().version())
                .isEqualTo(RulesVersion.V2);
        assertThat(unchecked.v2From(LocalDate.of(2026, 11, 24)).assess().level())
                .isEqualTo(Level.LOW);
        assertThat(Arrays.stream(Rule.values())
                        .filter(rule -> rule.clause(RulesVersion.V1).isEmpty()))
                .containsExactly(Rule.RPPS, Rule.ENROLMENT_AGE, Rule.CARD_IN_RPPS);
        assertThat(Arrays.stream(Rule.values())
                        .filter(rule -> rule.clause(RulesVersion.V2).isEmpty()))
                .isEmpty();
    }

    @Test
    void the_strongest_proof_decides_and_between_equals_the_latest() {
        var strong = ExampleProof.at(NOW, ExampleProof.grounds());
        var weak = ExampleProof.at(NOW.plusSeconds(60), ExampleProof.grounds(false, true));
        var later = ExampleProof.at(NOW.plusSeconds(30), ExampleProof.grounds());

        assertThat(ExampleProof.rules().assess(List.of(strong, weak), NOW).level())
                .isEqualTo(Level.SUBSTANTIAL);
        assertThat(ExampleProof.rules()
                        .assess(List.of(strong, later, weak), NOW)
                        .authTime())
                .isEqualTo(later.at());
    }

    @Test
    @Requirement("OIDCD-3-ACR")
    void a_means_that_verifies_its_person_reaches_two_levels() {
        assertThat(ExampleProof.rules().reachable("webauthn", NOW))
                .containsExactlyInAnyOrder(Level.LOW, Level.SUBSTANTIAL);
        assertThat(ExampleProof.rules().reachable("undeclared", NOW)).containsExactly(Level.LOW);
    }

    @Test
    @Requirement({"HC-TOTP-SIGN-IN", "HC-LEVEL-TABLE"})
    void an_app_that_nobody_attests_reaches_substantial_by_a_reservation_alone() {
        var app = Case.attested()
                .ofKind("totp")
                .attested(Proof.Attestation.ABSENT)
                .stored(Proof.Storage.UNKNOWN);

        assertThat(app.assess().level()).isEqualTo(Level.LOW);
        assertThat(app.reserved("R-7").assess().level()).isEqualTo(Level.SUBSTANTIAL);
        assertThat(app.reserved("R-7").declared(Scheme.UNDECLARED).assess().level())
                .isEqualTo(Level.LOW);
        assertThat(app.reserved("R-7").assess().phishingResistant()).isFalse();
    }

    @Test
    void only_what_is_bound_to_the_origin_resists_phishing() {
        assertThat(Case.attested().assess().phishingResistant()).isTrue();
        assertThat(Case.attested().ofKind("totp").assess().phishingResistant()).isFalse();
    }

    @Test
    void no_proof_at_all_is_our_own_fault() {
        assertThatThrownBy(() -> ExampleProof.rules().assess(List.of(), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a session has a proof");
    }
}
