package org.hospiconnect.idp.assurance;

import static org.hospiconnect.idp.assurance.IdentityEvidence.Method.FACE_TO_FACE;
import static org.hospiconnect.idp.assurance.Level.LOW;
import static org.hospiconnect.idp.assurance.Level.SINGLE_FACTOR;
import static org.hospiconnect.idp.assurance.Level.SUBSTANTIAL;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The decision table of levels: missing evidence lowers, never raises. */
public final class LevelRules {

    private LevelRules() {}

    /** The strongest proof decides; between equals, the latest. */
    public static Assessment assess(List<Proof> proofs) {
        return proofs.stream()
                .map(LevelRules::assess)
                .max(Comparator.comparing(Assessment::level).thenComparing(Assessment::authTime))
                .orElseThrow(() -> new IllegalArgumentException("a session has a proof"));
    }

    static Assessment assess(Proof proof) {
        Row row = row(proof.grounds());
        boolean phishingResistant = proof.kind().equals("webauthn");
        return new Assessment(row.level(), phishingResistant, proof.amr(), proof.at(), row.reasons());
    }

    /** What proofs may reach whose person was verified by the means itself: the model and the evidence decide. */
    public static Set<Level> withUserVerified() {
        return Stream.of(Proof.Attestation.values())
                .flatMap(attestation -> Stream.of(Optional.<IdentityEvidence.Method>empty(), Optional.of(FACE_TO_FACE))
                        .map(evidence -> new Proof.Grounds(evidence, true, attestation, Optional.empty())))
                .map(grounds -> row(grounds).level())
                .collect(Collectors.toSet());
    }

    private record Row(Level level, List<String> reasons) {}

    private static Row row(Proof.Grounds grounds) {
        if (!grounds.userVerified()) {
            return new Row(SINGLE_FACTOR, List.of("RIE-PS-09: one factor only"));
        }
        if (grounds.evidence().isEmpty()) {
            return new Row(LOW, List.of("RIE-PS-07: no identity evidence"));
        }
        if (grounds.attestation() == Proof.Attestation.TRUSTED) {
            return new Row(
                    SUBSTANTIAL, List.of("RIE-PS-07: identity verified", "RIE-PS-09: attested key, two factors"));
        }
        return grounds.reservation()
                .map(reservation -> new Row(
                        SUBSTANTIAL, List.of("RIE-PS-07: identity verified", "RIE-PS-17: reservation " + reservation)))
                .orElseGet(() -> new Row(LOW, List.of("RIE-PS-09: model of the key not attested")));
    }
}
