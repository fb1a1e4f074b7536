package org.hospiconnect.idp.token.dmp;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.keys.StructureSeal;
import org.hospiconnect.idp.keys.StructureSeals;
import org.hospiconnect.idp.token.dmp.DmpExchangeRequest.Wanted;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/** Makes what opens the DMP: the context, or the assertion under the structure's seal. */
@Component
class DmpTokens {

    private final VihfAssertion assertions;
    private final VihfContext contexts;
    private final StructureSeals seals;
    private final Secrets secrets;

    DmpTokens(VihfAssertion assertions, VihfContext contexts, StructureSeals seals, Secrets secrets) {
        this.assertions = assertions;
        this.contexts = contexts;
        this.seals = seals;
        this.secrets = secrets;
    }

    /**
     * @param id {@code jti} or {@code Assertion/@ID}, which the DMP's own trace has too
     * @param text the compact JWT, or the assertion as base64url (RFC 8693 §3)
     */
    record Made(String id, String text) {

        /** Hidden: a token never reaches a log. */
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    /** State of the seal of the structure where the professional works, for what is wanted. */
    DmpFacts.Seal seal(Wanted wanted, Optional<String> structIdNat, Instant now) {
        if (wanted == Wanted.CONTEXT) {
            return DmpFacts.Seal.NOT_NEEDED;
        }
        return structIdNat
                .flatMap(seals::find)
                .map(seal -> isValid(seal, now) ? DmpFacts.Seal.VALID : DmpFacts.Seal.NOT_VALID)
                .orElse(DmpFacts.Seal.MISSING);
    }

    Made make(Wanted wanted, DmpOpening opening, Instant now) {
        return switch (wanted) {
            case CONTEXT -> {
                String id = secrets.token();
                yield new Made(id, contexts.signed(id, opening, now));
            }
            case ASSERTION -> {
                // an NCName: a letter or an underscore first
                String id = "_" + secrets.token();
                String structure = opening.professional().situation().structIdNat();
                StructureSeal seal = seals.find(structure).orElseThrow();
                yield new Made(
                        id, Bytes.of(assertions.sealed(id, opening, seal, now)).toBase64Url());
            }
        };
    }

    private static boolean isValid(StructureSeal seal, Instant now) {
        return !now.isBefore(seal.certificate().getNotBefore().toInstant())
                && !now.isAfter(seal.certificate().getNotAfter().toInstant());
    }
}
