package org.hospiconnect.simulator.dmp;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why the record is opened: TRE_R248, and the reason that breaking the glass demands (§2.5). */
final class Purpose {

    private static final String NAME = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";
    private static final String TERMINOLOGY = "1.2.250.1.213.1.1.4.248";
    private static final Set<String> CODES = Set.of("normal", "bris_de_glace", "centre_15");

    private Purpose() {}

    static Optional<Refusal> flaw(Vihf vihf) {
        var values = vihf.attributes().getOrDefault(NAME, List.of());
        if (values.isEmpty()) {
            return Optional.of(Flaw.MISSING.because(NAME));
        }
        var purpose = values.size() == 1
                ? CodedElement.read(values.getFirst(), "PurposeOfUse")
                : Optional.<CodedElement>empty();
        return purpose.map(coded -> flaw(coded, vihf))
                .orElseGet(() -> Optional.of(Flaw.PURPOSE.because("attendu un élément PurposeOfUse de type CE")));
    }

    private static Optional<Refusal> flaw(CodedElement purpose, Vihf vihf) {
        if (!purpose.system().equals(TERMINOLOGY) || !CODES.contains(purpose.code())) {
            return Optional.of(Flaw.PURPOSE.because(purpose.code() + "^" + purpose.system()));
        }
        boolean lacksReason = purpose.code().equals("bris_de_glace")
                && vihf.one("Mode_Acces_Raison").isEmpty();
        return lacksReason ? Optional.of(Flaw.REASON.because("Mode_Acces_Raison")) : Optional.empty();
    }
}
