package org.hospiconnect.dpi.chart;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * Somebody who doesn't exist, with what the first screen of a record shows.
 *
 * @param ipp the hospital's own number
 * @param ins matricule of the national test range
 */
public record Patient(
        String ipp,
        Identity identity,
        String ins,
        Stay stay,
        List<String> allergies,
        List<Note> notes,
        List<Treatment> treatments) {

    /** OID of the INS test range. */
    private static final String TEST_INS = "1.2.250.1.213.1.4.10";

    public Patient {
        allergies = List.copyOf(allergies);
        notes = List.copyOf(notes);
        treatments = List.copyOf(treatments);
    }

    /** Five traits, as identity vigilance wants them read. */
    public record Identity(
            String birthName, String givenName, String usedName, LocalDate birthDate, String sex, String birthPlace) {

        public int age(LocalDate today) {
            return Period.between(birthDate, today).getYears();
        }
    }

    public record Stay(String ward, String room, String reason, LocalDate since) {}

    public record Note(LocalDate date, String author, String text) {}

    public record Treatment(String drug, String dosage) {}

    /** As the DMP writes a patient. */
    public String qualifiedIns() {
        return ins + "^^^&" + TEST_INS + "&ISO^NH";
    }
}
