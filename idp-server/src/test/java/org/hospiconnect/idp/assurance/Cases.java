package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Document;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;
import org.jspecify.annotations.Nullable;

/** Evidence to change in one place. */
final class Cases {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private Cases() {}

    static Identity identity() {
        return new Identity(ExampleProof.identity());
    }

    /** By version 2, for a scheme that is attested. */
    static Assessment second(Proof.Grounds grounds) {
        var settings = ExampleProof.settings(Map.of("webauthn", ExampleProof.attested()), LocalDate.of(2026, 1, 1));
        return new LevelRules(settings, (_, _) -> ExampleProof.GOOD_MODEL)
                .assess(List.of(ExampleProof.at(NOW, grounds)), NOW);
    }

    record Identity(IdentityEvidence evidence) {

        Identity method(Method method) {
            return new Identity(new IdentityEvidence(
                    method,
                    evidence.document(),
                    evidence.checkedBy(),
                    evidence.checkedAt(),
                    evidence.delivery(),
                    evidence.rpps()));
        }

        Identity document(@Nullable Document document) {
            return new Identity(new IdentityEvidence(
                    evidence.method(),
                    Optional.ofNullable(document),
                    evidence.checkedBy(),
                    evidence.checkedAt(),
                    evidence.delivery(),
                    evidence.rpps()));
        }

        Identity delivery(Delivery delivery) {
            return new Identity(new IdentityEvidence(
                    evidence.method(),
                    evidence.document(),
                    evidence.checkedBy(),
                    evidence.checkedAt(),
                    delivery,
                    evidence.rpps()));
        }

        Identity rpps(RppsCheck rpps) {
            return new Identity(new IdentityEvidence(
                    evidence.method(),
                    evidence.document(),
                    evidence.checkedBy(),
                    evidence.checkedAt(),
                    evidence.delivery(),
                    rpps));
        }
    }
}
