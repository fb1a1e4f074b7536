package org.hospiconnect.idp.token.dmp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Limits;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing;

/** A fictional physician, signed in with an attested key at the sample DPI, who opens a fictional patient's DMP. */
public final class DmpFixture {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    static final Instant SIGNED_IN = Instant.parse("2026-11-24T09:12:30Z");
    static final String PATIENT = "269054958815780^^^&1.2.250.1.213.1.4.10&ISO^NH";

    static final CodedValue PHYSICIAN = new CodedValue("10", "1.2.250.1.71.1.2.7", "Médecin");
    static final CodedValue NURSE = new CodedValue("60", "1.2.250.1.71.1.2.7", "Infirmier");
    static final CodedValue CARDIOLOGY =
            new CodedValue("SM04", "1.2.250.1.71.4.2.5", "Cardiologie et maladies vasculaires (SM)");

    private DmpFixture() {}

    static WorkSituation situation(CodedValue profession, Optional<CodedValue> savoirFaire, boolean regulation) {
        return new WorkSituation(
                "ward", profession, savoirFaire, "1990000115", "CH FICTIF DE VALMONT", "SA01", "S", regulation);
    }

    static WorkSituation cardiologist() {
        return situation(PHYSICIAN, Optional.of(CARDIOLOGY), false);
    }

    static Identifier rpps(Optional<Instant> verifiedAt) {
        return new Identifier(
                Identifier.Type.RPPS,
                new RppsNumber("89970000009").digits(),
                Optional.empty(),
                verifiedAt,
                verifiedAt.map(_ -> "Annuaire Santé simulé"));
    }

    static Person person(List<Identifier> identifiers, List<WorkSituation> situations) {
        return ExamplePerson.one()
                .id(PersonId.of("0f8fad5b-d9cb-469f-a165-70867728950e"))
                .identifiers(identifiers)
                .situations(situations)
                .get();
    }

    static Person physician() {
        return person(List.of(rpps(Optional.of(Instant.parse("2026-01-05T08:00:00Z")))), List.of(cardiologist()));
    }

    static Proof proof(String kind, Proof.Grounds grounds) {
        return new Proof(kind, "key-1", List.of("hwk", "user", "pin"), SIGNED_IN, grounds);
    }

    static Proof substantial() {
        return proof("webauthn", ExampleProof.grounds());
    }

    static Session session(Optional<String> situation, Proof... proofs) {
        return new Session(
                "sid-1",
                physician().id(),
                List.of(proofs),
                SIGNED_IN,
                NOW,
                situation,
                Optional.empty(),
                new Limits(Duration.ofMinutes(30), Duration.ofHours(4)));
    }

    static RelyingApplication application(Optional<RelyingApplication.Dmp> dmp) {
        return ExampleApplication.one("sample-dpi")
                .redirectUris("http://localhost:8080/login")
                .grants(Set.of("urn:ietf:params:oauth:grant-type:token-exchange"))
                .leastLevel(Level.LOW)
                .dmp(dmp)
                .get();
    }

    public static RelyingApplication.Dmp software() {
        return new RelyingApplication.Dmp("DPI d'exemple", "1.0", Optional.of("1.2.250.1.999.1"), "HOMOL-0001", true);
    }

    static DmpRequest request(PurposeOfUse purpose, Optional<String> reason) {
        return new DmpRequest(PatientIns.parse(PATIENT).orElseThrow(), purpose, reason);
    }

    static DmpFacts facts(Person person, Session session, DmpRequest request) {
        var standing = good(session, person, application(Optional.of(software())));
        return new DmpFacts(standing, standing.situation(), request, DmpFacts.Seal.VALID, NOW);
    }

    static Standing.Good good(Session session, Person person, RelyingApplication application) {
        return new Standing.Good(
                session, person, application, ExampleProof.rules().assess(session.proofs(), NOW));
    }

    static DmpFacts right() {
        return facts(
                physician(), session(Optional.empty(), substantial()), request(PurposeOfUse.NORMAL, Optional.empty()));
    }
}
