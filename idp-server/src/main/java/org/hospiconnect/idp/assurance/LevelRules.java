package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;
import org.hospiconnect.idp.assurance.Occasion.Card;
import org.hospiconnect.idp.assurance.Occasion.Network;
import org.hospiconnect.idp.assurance.Rule.Circumstances;

/** Proofs in, level and reasons out, by the table {@link Rule}: missing evidence lowers, never raises. */
public final class LevelRules {

    private static final Set<String> PHISHING_RESISTANT = Set.of("webauthn", Card.KIND);

    private final AssuranceSettings settings;
    private final KnownModels models;

    LevelRules(AssuranceSettings settings, KnownModels models) {
        this.settings = settings;
        this.models = models;
    }

    /** The strongest proof decides; between equals, the latest. */
    public Assessment assess(List<Proof> proofs, Instant now) {
        return assess(proofs, now, _ -> true);
    }

    /** The same among those that are taken, if there is one: a stronger one that does not count must not hide it. */
    public Assessment assess(List<Proof> proofs, Instant now, Predicate<Assessment> taken) {
        return proofs.stream()
                .map(proof -> assess(proof, now))
                .max(Comparator.comparing(taken::test)
                        .thenComparing(Assessment::level)
                        .thenComparing(Assessment::authTime))
                .orElseThrow(() -> new IllegalArgumentException("a session has a proof"));
    }

    public Assessment assess(Proof proof, Instant now) {
        return assess(proof, models.of(proof.kind(), proof.grounds().model()), now);
    }

    private Assessment assess(Proof proof, ModelFacts model, Instant now) {
        var at = new Circumstances(proof, scheme(proof.kind()), model, settings, now);
        RulesInForce rules = rulesOf(proof);
        List<Finding> findings = Arrays.stream(Rule.values())
                .filter(rule -> rule.concerns(at))
                .flatMap(rule -> rule.clause(rules.version()).map(clause -> finding(rule, clause, at)).stream())
                .toList();
        Level level = findings.stream()
                .filter(finding -> !finding.holds())
                .map(finding -> finding.rule().cap())
                .min(Comparator.naturalOrder())
                .orElse(Level.HIGH);
        return new Assessment(proof, level, resistsPhishing(proof.kind()), rules, at.scheme(), model, findings);
    }

    private static Finding finding(Rule rule, String clause, Circumstances at) {
        boolean holds = rule.holds(at);
        return new Finding(rule, clause, holds, holds ? rule.reservation(at) : Optional.empty());
    }

    /** Does its exchange name the origin that asks, so that a copied page gets nothing? */
    public static boolean resistsPhishing(String kind) {
        return PHISHING_RESISTANT.contains(kind);
    }

    /** A session under way is not judged anew by another text: it keeps the one in force when its proof was made. */
    private RulesInForce rulesOf(Proof proof) {
        return proof.occasion().rules().orElseGet(() -> settings.inForceOn(Rule.day(proof.at())));
    }

    /** The proof as sessions keep it: with where it was made, and the rules by which it is judged from now on. */
    public Proof placed(Proof proof, boolean remote) {
        var network = remote ? Network.REMOTE : Network.LOCAL;
        return proof.on(proof.occasion().in(network, rulesOf(proof)));
    }

    /** Means of this kind are those of a transition that is over: they open nothing any more (RIE v1 EXI 03). */
    public boolean isOver(String kind, Instant now) {
        return scheme(kind).isOverOn(Rule.day(now), settings.transitionUntil());
    }

    /** What the hospital declared of this kind of means. */
    public Scheme scheme(String kind) {
        return settings.schemes().getOrDefault(kind, Scheme.UNDECLARED);
    }

    /** What proofs of this kind may reach here now, whose holder was verified by a means of which nothing is doubted. */
    public Set<Level> reachable(String kind, Instant now) {
        return reachable(
                kind,
                new Proof.Grounds(
                        true,
                        Proof.Attestation.TRUSTED,
                        Proof.Storage.DEVICE_BOUND,
                        "",
                        Optional.empty(),
                        Proof.Issuance.UNKNOWN),
                now);
    }

    /** The same where the best means of this kind stands on these grounds; their issuance may be any. */
    public Set<Level> reachable(String kind, Proof.Grounds best, Instant now) {
        var verified =
                new IdentityEvidence(Method.PSC, Optional.empty(), "", now, Delivery.ONLINE_BOUND, RppsCheck.CHECKED);
        var complete = new Proof.Issuance(now, Instant.MAX, Optional.of(verified));
        return Stream.of(Proof.Issuance.UNKNOWN, complete)
                .map(issuance -> new Proof.Grounds(
                        best.userVerified(),
                        best.attestation(),
                        best.storage(),
                        best.model(),
                        best.reservation(),
                        issuance))
                .map(grounds -> new Proof(kind, "", List.of(), now, grounds).on(Occasion.best(kind)))
                .map(proof -> assess(proof, ModelFacts.BEST, now).level())
                .collect(Collectors.toSet());
    }
}
