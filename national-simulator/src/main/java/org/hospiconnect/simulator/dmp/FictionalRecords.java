package org.hospiconnect.simulator.dmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.simulator.dmp.MedicalDocument.Author;
import org.hospiconnect.simulator.dmp.MedicalDocument.DocumentType;
import org.springframework.stereotype.Component;

/** Records of people who don't exist: test INS (OID 1.2.250.1.213.1.4.10), births in the fictional department 99. */
@Component
class FictionalRecords {

    private static final DocumentType SUMMARY = new DocumentType("60591-5", "Synthèse médicale");
    private static final DocumentType LABORATORY = new DocumentType("11502-2", "CR d'examens biologiques");
    private static final DocumentType IMAGING = new DocumentType("18748-4", "CR d'imagerie médicale");
    private static final DocumentType DISCHARGE = new DocumentType("34105-7", "CR hospitalier (séjour)");
    private static final DocumentType CONSULTATION =
            new DocumentType("11488-4", "CR ou fiche de consultation ou de visite");
    private static final DocumentType PRESCRIPTION = new DocumentType("57833-6", "Prescription de médicaments");
    private static final DocumentType VACCINATION = new DocumentType("11369-6", "Historique de vaccinations");

    private static final Author TOWN = new Author("Dr Alix VERGER", "Cabinet médical fictif des Acacias");
    private static final Author HOSPITAL = new Author("Dr Noé LAMBERT-TEST", "CH FICTIF DE VALMONT");
    private static final Author LAB = new Author("Dr Inès MARCHAL", "Laboratoire fictif du Val");
    private static final Author CLINIC = new Author("Dr Hugo SERIN", "CLINIQUE FICTIVE DES TILLEULS");

    private final Map<String, List<MedicalDocument>> records = Map.of(
            ins("259039935001271"),
            List.of(
                    new MedicalDocument(101, "Volet de synthèse médicale", SUMMARY, "20260914081500", TOWN),
                    new MedicalDocument(102, "Ionogramme et fonction rénale", LABORATORY, "20261102094200", LAB),
                    new MedicalDocument(103, "Échographie cardiaque", IMAGING, "20261006143000", CLINIC),
                    new MedicalDocument(
                            104, "Compte rendu de séjour, cardiologie", DISCHARGE, "20250321160000", HOSPITAL),
                    new MedicalDocument(105, "Vaccination antigrippale 2026", VACCINATION, "20261015100000", TOWN)),
            ins("147119935004726"),
            List.of(
                    new MedicalDocument(201, "Volet de synthèse médicale", SUMMARY, "20260602101000", TOWN),
                    new MedicalDocument(202, "Scanner thoracique", IMAGING, "20261028111500", CLINIC),
                    new MedicalDocument(203, "Consultation de pneumologie", CONSULTATION, "20261103090000", HOSPITAL)),
            ins("288079935011863"),
            List.of(
                    new MedicalDocument(
                            301, "Suivi de grossesse, deuxième trimestre", CONSULTATION, "20261020134500", CLINIC),
                    new MedicalDocument(302, "Groupe sanguin et RAI", LABORATORY, "20260811083000", LAB)),
            ins("116029935002367"),
            List.of(
                    new MedicalDocument(401, "Carnet de vaccination", VACCINATION, "20260205093000", TOWN),
                    new MedicalDocument(
                            402, "Compte rendu de passage aux urgences", DISCHARGE, "20260717221000", HOSPITAL)),
            ins("236129935006132"),
            List.of(
                    new MedicalDocument(501, "Volet de synthèse médicale", SUMMARY, "20261109151500", TOWN),
                    new MedicalDocument(502, "Ordonnance de sortie", PRESCRIPTION, "20260830120000", CLINIC),
                    new MedicalDocument(503, "Radiographie du bassin", IMAGING, "20260826174000", CLINIC)));

    FictionalRecords() {}

    /** By INS with its OID; empty when the patient has no record. */
    Optional<List<MedicalDocument>> find(String ins) {
        return Optional.ofNullable(records.get(ins));
    }

    private static String ins(String matricule) {
        return matricule + "^^^&1.2.250.1.213.1.4.10&ISO^NH";
    }
}
