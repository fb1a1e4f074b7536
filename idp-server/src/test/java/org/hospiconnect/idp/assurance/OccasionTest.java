package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Occasion.Card;
import org.hospiconnect.idp.assurance.Occasion.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What a level owes to place, version, another provider, a card and the backup mode. */
class OccasionTest {

    static final Occasion BACKUP =
            new Occasion(Network.LOCAL, Optional.empty(), Optional.empty(), Optional.empty(), true);

    static Occasion card(boolean nominative, boolean inRpps, boolean contactless) {
        return card(new Card(Card.Type.CPE, nominative, inRpps, contactless));
    }

    private static Occasion card(Card card) {
        return new Occasion(Network.LOCAL, Optional.empty(), Optional.empty(), Optional.of(card), false);
    }

    private static Occasion in(Network network) {
        return new Occasion(network, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    @ParameterizedTest(name = "told {0}, ceiling {1}: {2}")
    @Requirement("RIE-05-CEILING")
    @CsvSource({
        "HIGH,          HIGH,        HIGH",
        "HIGH,          SUBSTANTIAL, SUBSTANTIAL",
        "HIGH,          LOW,         LOW",
        "SUBSTANTIAL,   HIGH,        SUBSTANTIAL",
        "LOW,           HIGH,        LOW",
        ",              HIGH,        LOW",
        "SINGLE_FACTOR, HIGH,        SINGLE_FACTOR",
        "HIGH,          SINGLE_FACTOR, SINGLE_FACTOR"
    })
    void another_provider_is_believed_up_to_its_ceiling(ArgumentsAccessor row) {
        var told = ExampleProof.elsewhere(
                Optional.ofNullable(row.get(0, Level.class)), Level.valueOf(String.valueOf(row.get(1))));

        assertThat(Case.certified().on(told).assess().level()).isEqualTo(Case.cell(row, 2, Level.class));
        assertThat(Case.certified().v2From(null).on(told).assess().level()).isEqualTo(Case.cell(row, 2, Level.class));
    }

    @Test
    @Requirement("RIE-05-CEILING")
    void who_comes_through_pro_sante_connect_of_whom_nothing_is_told_is_low() {
        var psc = Case.attested().ofKind("psc").declared(ExampleProof.scheme(LegalBasis.PSC, null));

        assertThat(psc.assess().level()).isEqualTo(Level.LOW);
        assertThat(psc.on(ExampleProof.elsewhere(Optional.of(Level.HIGH), Level.HIGH))
                        .assess()
                        .level())
                .isEqualTo(Level.SUBSTANTIAL);
        assertThat(psc.assess().findings().stream().map(Finding::rule)).contains(Rule.UPSTREAM, Rule.UPSTREAM_HIGH);
        assertThat(Case.attested().assess().findings().stream().map(Finding::rule))
                .doesNotContain(Rule.UPSTREAM, Rule.UPSTREAM_HIGH, Rule.CARD, Rule.TRANSITION, Rule.CERTIFICATION);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "BACKUP"})
    void no_sign_in_elsewhere_is_worth_less_than_one_factor(Level level) {
        assertThatThrownBy(() -> new Occasion.Upstream(Optional.of(level), Level.HIGH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Occasion.Upstream(Optional.empty(), level))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(
            name = "{0}, nominative {1}, in the RPPS {2}, contactless {3}, of a scheme {4}: {5}, let through {6}")
    @Requirement("RIE-06-CARD")
    @CsvSource({
        "CPS, true,  true,  false, DIRECT_CPX, SUBSTANTIAL,   SUBSTANTIAL",
        "CPE, true,  true,  false, DIRECT_CPX, SUBSTANTIAL,   REFUSED",
        "CPS, false, true,  false, DIRECT_CPX, REFUSED,       SUBSTANTIAL",
        "CPS, true,  false, false, DIRECT_CPX, LOW,           SUBSTANTIAL",
        "CPS, true,  true,  true,  DIRECT_CPX, SINGLE_FACTOR, SINGLE_FACTOR",
        "CPS, true,  true,  true,  PSC,        SINGLE_FACTOR, SINGLE_FACTOR",
        "CPS, true,  true,  true,  ATTESTED,   SUBSTANTIAL,   SUBSTANTIAL",
        "CPS, true,  true,  true,  TRANSITION, SUBSTANTIAL,   SUBSTANTIAL"
    })
    void a_card_counts_by_its_holder_its_type_and_how_it_was_read(ArgumentsAccessor row) {
        var card = new Card(
                Case.cell(row, 0, Card.Type.class),
                Case.cell(row, 1, Boolean.class),
                Case.cell(row, 2, Boolean.class),
                Case.cell(row, 3, Boolean.class));
        var upstream = ExampleProof.elsewhere(Optional.of(Level.SUBSTANTIAL), Level.HIGH)
                .upstream();
        LegalBasis basis = Case.cell(row, 4, LegalBasis.class);
        var scheme = basis == LegalBasis.ATTESTED ? ExampleProof.attested() : ExampleProof.scheme(basis, "R-1");
        Case read = Case.attested()
                .ofKind(basis == LegalBasis.PSC ? "psc" : "card")
                .on(new Occasion(
                        Network.LOCAL,
                        Optional.empty(),
                        upstream.filter(_ -> basis == LegalBasis.PSC),
                        Optional.of(card),
                        false))
                .declared(scheme);

        assertThat(read.assess().level()).isEqualTo(Case.cell(row, 5, Level.class));
        assertThat(read.set(loose(read.settings())).assess().level()).isEqualTo(Case.cell(row, 6, Level.class));
    }

    private static AssuranceSettings loose(AssuranceSettings usual) {
        return new AssuranceSettings(
                usual.acrBase(),
                Map.of(),
                usual.v2From(),
                usual.transitionUntil(),
                new CardSettings(Set.of(Card.Type.CPS), true, true));
    }

    @Test
    @Requirement("RIE-06-CARD")
    void a_card_of_which_nothing_is_told_counts_for_nothing() {
        var scheme = ExampleProof.scheme(LegalBasis.DIRECT_CPX, null);

        assertThat(Case.attested().ofKind("card").declared(scheme).assess().level())
                .isEqualTo(Level.REFUSED);
        assertThat(Case.attested().ofKind("card").declared(scheme).v2From(null).assess().findings().stream()
                        .filter(finding -> !finding.holds())
                        .map(Finding::rule))
                .containsExactly(Rule.CARD, Rule.CONTACTLESS, Rule.CERTIFIED);
    }

    /** What a kind must tell lowers where it is not told, on whatever ground. */
    @ParameterizedTest(name = "{0} by {1}, told {2}: {3}")
    @Requirement({"RIE-06-CARD", "RIE-05-CEILING"})
    @CsvSource({
        "card, DIRECT_CPX,    false, REFUSED",
        "card, PSC_DELEGATED, false, REFUSED",
        "card, ATTESTED,      false, REFUSED",
        "card, TRANSITION,    false, REFUSED",
        "card, NONE,          false, REFUSED",
        "card, ATTESTED,      true,  SUBSTANTIAL",
        "psc,  PSC,           false, LOW",
        "psc,  PSC_DELEGATED, false, LOW",
        "psc,  ATTESTED,      false, LOW",
        "psc,  TRANSITION,    false, LOW",
        "psc,  NONE,          false, LOW",
        "psc,  PSC_DELEGATED, true,  SUBSTANTIAL"
    })
    void what_a_kind_must_tell_and_does_not_counts_against_it(
            String kind, LegalBasis basis, boolean told, Level level) {
        var scheme = basis == LegalBasis.ATTESTED ? ExampleProof.attested() : ExampleProof.scheme(basis, "R-1");
        Case proof = Case.attested().ofKind(kind).declared(scheme);
        Case said = told ? proof.on(Occasion.best(kind)) : proof;

        assertThat(said.assess().level()).isEqualTo(level);
        assertThat(said.assess().findings().stream().map(Finding::rule))
                .contains(kind.equals("card") ? Rule.CARD : Rule.UPSTREAM)
                .contains(kind.equals("card") ? Rule.CONTACTLESS : Rule.UPSTREAM_HIGH);
    }

    @Test
    @Requirement("OIDCD-3-ACR")
    void a_card_and_another_provider_are_announced_by_what_their_best_proof_tells() {
        assertThat(ExampleProof.rules().reachable("card", Case.NOW))
                .containsExactlyInAnyOrder(Level.LOW, Level.SUBSTANTIAL);
        assertThat(ExampleProof.rules().reachable("psc", Case.NOW))
                .containsExactlyInAnyOrder(Level.LOW, Level.SUBSTANTIAL);
    }

    /** EXI 22; both factors before, on the same post, do elsewhere only. */
    @ParameterizedTest(name = "{0}, by touch {1}, of a transition {2}, version 1 {3}: {4}")
    @Requirement("RIE-22-REMOTE")
    @CsvSource({
        "LOCAL,   true,  true,  true,  true",
        "REMOTE,  true,  true,  true,  false",
        "UNKNOWN, true,  true,  true,  false",
        "REMOTE,  false, true,  true,  true",
        "REMOTE,  true,  false, true,  true",
        "REMOTE,  true,  true,  false, false"
    })
    void from_a_remote_network_a_means_of_the_transition_gives_both_factors_now(ArgumentsAccessor row) {
        Case given = Case.attested().on(in(Case.cell(row, 0, Network.class)));
        Case scheme = Case.cell(row, 2, Boolean.class)
                ? given.declared(ExampleProof.scheme(LegalBasis.TRANSITION, "R-1"))
                : given;
        Case version = Case.cell(row, 3, Boolean.class) ? scheme.v2From(null) : scheme;
        Case proof = Case.cell(row, 1, Boolean.class)
                ? version.withoutUserVerification()
                        .touched(new Proof.Touch(Case.NOW.minusSeconds(60), Case.NOW.plusSeconds(600)))
                : version;

        boolean enough = proof.assess().reaches(Level.SUBSTANTIAL, Optional.of(Duration.ofHours(4)), Case.NOW);

        assertThat(enough).isEqualTo(Case.cell(row, 4, Boolean.class));
    }

    @Test
    @Requirement("HC-LEVEL-BACKUP")
    void the_backup_mode_is_a_level_of_its_own_in_either_version() {
        assertThat(Case.certified().on(BACKUP).assess().level()).isEqualTo(Level.BACKUP);
        assertThat(Case.certified().v2From(null).on(BACKUP).assess().level()).isEqualTo(Level.BACKUP);
    }

    @Test
    @Requirement("HC-LEVEL-RULES-KEPT")
    void a_proof_keeps_the_version_that_it_was_accepted_by() {
        var first = ExampleProof.rules();
        var unchecked = ExampleProof.at(Case.NOW, ExampleProof.grounds());
        var kept = first.placed(unchecked, false);
        var second = Case.attested().on(kept.occasion());

        assertThat(kept.occasion().rules()).contains(new RulesInForce(RulesVersion.V1, LocalDate.of(2022, 6, 1)));
        assertThat(second.assess().rules().version()).isEqualTo(RulesVersion.V1);
        assertThat(Case.attested().assess().rules())
                .isEqualTo(new RulesInForce(RulesVersion.V2, LocalDate.of(2026, 1, 1)));
        assertThat(first.placed(kept, true).occasion().network()).isEqualTo(Network.REMOTE);
        assertThat(kept.occasion().network()).isEqualTo(Network.LOCAL);
        assertThat(kept.grounds()).isEqualTo(unchecked.grounds());
    }

    /** Two servers of neighbouring versions share sessions. */
    @Test
    @Requirement("HC-LEVEL-RULES-KEPT")
    void a_session_of_the_version_before_is_read_and_placed_nowhere() {
        var json = JsonMapper.builder().build();
        var proof = ExampleProof.rules().placed(ExampleProof.at(Case.NOW, ExampleProof.grounds()), false);
        String written = json.writeValueAsString(proof);

        assertThat(json.readValue(written, Proof.class)).isEqualTo(proof);
        String before = written.substring(0, written.indexOf(",\"occasion\"")) + "}";
        assertThat(json.readValue(before, Proof.class).occasion()).isEqualTo(Occasion.UNTOLD);
        assertThat(json.readValue(written.replace("\"occasion\"", "\"later\""), Proof.class)
                        .occasion())
                .isEqualTo(Occasion.UNTOLD);
    }
}
