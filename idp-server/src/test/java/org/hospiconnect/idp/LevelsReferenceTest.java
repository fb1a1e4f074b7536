package org.hospiconnect.idp;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.LegalBasis;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Rule;
import org.hospiconnect.idp.assurance.RulesVersion;
import org.junit.jupiter.api.Test;

/** The decision table as people read it is the one that decides. */
@Requirement("HC-LEVEL-TABLE-READ")
class LevelsReferenceTest {

    private static final String INTRODUCTION = """
            # Levels

            Made from the rules themselves by `make docs`; a test fails when it is stale.

            A level is computed from the proofs of a session whenever it is asked, never kept. Each row below is looked at for itself, for the
            proof that counts; where a row does not hold, the level is its last column at most; the least of them is the level of the proof.
            What nobody recorded does not hold. Rows about a card, another identity provider, means of the transition, the backup mode or a
            certification that nobody asked are left out where there is none. Of several proofs the strongest decides, between equals the latest.
            A proof is judged by the version of the référentiel (RIE) that was in force when it was made, as long as its session lasts: version 2
            from [`hospiconnect.assurance.v2-from`](settings.md) on. `two-factors` does not hold for a touch; applications that take one
            ([`sign-in.touch`](applications.md)) look at what the level would be with it (EXI 14, EXI RIE-PS 10).
            `REFUSED` opens nothing and is never told to an application. The rows of cards, of another identity provider and of the backup mode, and
            `hospiconnect.assurance.cards`, have no effect before there are means that tell them.

            | Level | `acr` ends in |
            |---|---|
            """;

    private static final String TABLE = """

            ## The decision table

            | Rule | What must hold | Ce qui doit être vrai | RIE v1 | RIE v2 (draft) | Else at most |
            |---|---|---|---|---|---|
            """;

    private static final String BASES = """

            ## Grounds of a scheme

            [`hospiconnect.assurance.schemes.KIND.legal-basis`](settings.md), with `reference`, `until`, `certified`,
            `least-certification` and `reservation`. `PSC` is of the kind `psc` and `DIRECT_CPX` of the kind `card`; with another kind the start is
            refused:

            | Value | Holds |
            |---|---|
            """;

    @Test
    void the_page_is_made_from_the_rules() {
        new GeneratedPage("reference/levels.md")
                .isAsGenerated(INTRODUCTION
                        + rows(Level.values(), LevelsReferenceTest::level)
                        + TABLE
                        + rows(Rule.values(), LevelsReferenceTest::rule)
                        + BASES
                        + rows(LegalBasis.values(), LevelsReferenceTest::basis));
    }

    private static <T> String rows(T[] all, java.util.function.Function<T, String> row) {
        return Arrays.stream(all).map(row).collect(Collectors.joining());
    }

    private static String level(Level level) {
        return "| %s | %s |\n".formatted(level, level == Level.REFUSED ? "—" : "`" + level.acrName() + "`");
    }

    private static String rule(Rule rule) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        rule.word(),
                        words(Locale.ENGLISH, rule),
                        words(Locale.FRENCH, rule),
                        rule.clause(RulesVersion.V1).orElse("—"),
                        rule.clause(RulesVersion.V2).orElse("—"),
                        rule.cap());
    }

    private static String words(Locale language, Rule rule) {
        return ResourceBundle.getBundle("messages/assurance", language).getString("assurance.rule." + rule.word());
    }

    private static String basis(LegalBasis basis) {
        return "| `%s` | %s |\n"
                .formatted(
                        basis,
                        switch (basis) {
                            case PSC -> "always, or until `until`";
                            case PSC_DELEGATED, DIRECT_CPX -> "with its `reference`; until `until` if there is one";
                            case ATTESTED -> "with its `reference`, until `until`";
                            case TRANSITION ->
                                "until 31 December 2025, or the earlier day in `hospiconnect.assurance.transition-until`; afterwards with a `reservation` "
                                        + "and its `until`, at most 31 December 2028 (EXI RIE-PS 18), which is told with each level that rests on it; without one, "
                                        + "or after its `until`: level REFUSED. Version 1 knows no such reservation: it is the hospital's own decision";
                            case NONE -> "never: level LOW at most";
                        });
    }
}
