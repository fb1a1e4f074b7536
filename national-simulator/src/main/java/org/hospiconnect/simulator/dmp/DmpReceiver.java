package org.hospiconnect.simulator.dmp;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens a message and says what the DMP answers: documents, or the first thing that is wrong. */
@Component
class DmpReceiver {

    private final NationalAuthority authority;
    private final VihfRules rules;
    private final UsedAssertions used;
    private final FictionalRecords records;
    private final Clock clock;

    DmpReceiver(
            NationalAuthority authority, VihfRules rules, UsedAssertions used, FictionalRecords records, Clock clock) {
        this.authority = authority;
        this.rules = rules;
        this.used = used;
        this.records = records;
        this.clock = clock;
    }

    /** The documents of one patient. */
    record Answer(String patient, List<MedicalDocument> documents) {}

    /** {@code client}: certificates of the TLS connection, its own first. */
    Reading<Answer> receive(byte[] message, List<X509Certificate> client) {
        return authority
                .client(client)
                .then(tlsStructure -> SoapMessage.read(message)
                        .then(soap -> judged(soap, tlsStructure).then(vihf -> answer(soap, vihf))));
    }

    private Reading<Vihf> judged(SoapMessage soap, String tlsStructure) {
        return AssertionSignature.verify(soap.assertion())
                .then(chain -> authority
                        .seal(chain)
                        .then(sealStructure -> Vihf.read(soap.assertion())
                                .then(vihf -> judged(new Presented(
                                        vihf, chain.getFirst(), sealStructure, tlsStructure, clock.instant())))));
    }

    private Reading<Vihf> judged(Presented presented) {
        return rules.firstFlaw(presented)
                .<Reading<Vihf>>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Read<>(presented.vihf()));
    }

    private Reading<Answer> answer(SoapMessage soap, Vihf vihf) {
        String patient =
                vihf.one("urn:oasis:names:tc:xacml:2.0:resource:resource-id").orElseThrow();
        return DocumentQuery.patient(soap.body()).then(asked -> {
            if (!asked.equals(patient)) {
                return Reading.refused(Flaw.OTHER_PATIENT, "$XDSDocumentEntryPatientId");
            }
            if (!used.use(vihf.id())) {
                return Reading.refused(Flaw.REPLAYED, "Assertion/@ID");
            }
            return records.find(patient)
                    .<Reading<Answer>>map(documents -> new Reading.Read<>(new Answer(patient, documents)))
                    .orElseGet(() -> Reading.refused(Flaw.UNKNOWN_PATIENT, "matricule INS inconnu de ce DMP fictif"));
        });
    }
}
