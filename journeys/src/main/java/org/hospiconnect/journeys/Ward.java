package org.hospiconnect.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generated people, let in by the doors that everybody uses: people file, activation code, enrolment of an attested key. */
public final class Ward {

    private static final String FINESS = "990000115";

    private static final Pattern CODE = Pattern.compile("\\b([2-9A-Z]{5}-[2-9A-Z]{5}-[2-9A-Z]{5})\\b");
    private static final String HEADER =
            "matricule;finess;civil_family;civil_given;birth_date;population;rpps;rpps_verified_at;rpps_verified_by;start;"
                    + "homonym;profession;profession_label;savoir_faire;savoir_faire_label;struct_idnat;structure_name;sector;mode";
    private final String address;
    private final Path folder;
    private final OperatorDoor operator;
    private final FidoRoot root;

    /** @param folder of the server that answers there; its settings have {@link WardSettings} */
    public Ward(String address, Path folder) {
        this.address = address;
        this.folder = folder;
        this.operator = new OperatorDoor(folder.resolve("operator.sock"));
        this.root = FidoRoot.read(folder.resolve("development/fido-root.p12"), "development");
    }

    /** The keys of so many people. */
    public List<SoftwareAuthenticator> enrol(int number) {
        Path file = folder.resolve("ward.csv");
        try {
            Files.writeString(file, people(number));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
        operator.run(List.of(file), "people", "import", file.toString(), "--apply");
        return IntStream.range(0, number).mapToObj(this::enrolOne).toList();
    }

    private SoftwareAuthenticator enrolOne(int n) {
        String checkedBy = matricule(n == 0 ? 1 : 0);
        String printed = operator.run(
                List.of(),
                ("activate " + matricule(n)
                                + " --evidence FACE_TO_FACE --document IDENTITY_CARD --valid-until 2035-12-31"
                                + " --checked-by " + checkedBy)
                        .split(" "));
        var code = CODE.matcher(printed);
        if (!code.find()) {
            throw new IllegalStateException("no activation code for " + matricule(n));
        }
        var visitor = new Visitor();
        var key = SoftwareAuthenticator.attested(root, address);
        var asked = visitor.visit(address + "/enrol");
        var page = visitor.submit(asked, "form:has(input[name=code])", Map.of("code", code.group(1)));
        var receipt = new KeyAtPage(visitor, key).enrol(page, "Clé");
        if (receipt.status() != 200) {
            throw new IllegalStateException("not enrolled: " + receipt);
        }
        return key;
    }

    /** Lines of a people file. */
    public static String people(int number) {
        return IntStream.range(0, number)
                .mapToObj(n ->
                        "%s;%s;FICTIF%s;Camille;1980-01-01;physicians;%s;2026-09-01;Annuaire Santé simulé;2020-01-01;distinct;10;Médecin;SM54;Médecine générale;1%s;CH FICTIF;SA01;S"
                                .formatted(matricule(n), FINESS, letters(n), rpps(n), FINESS))
                .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    private static String matricule(int n) {
        return "B%05d".formatted(n);
    }

    private static String letters(int n) {
        return "" + (char) ('A' + n / 676 % 26) + (char) ('A' + n / 26 % 26) + (char) ('A' + n % 26);
    }

    /** Ten digits of the test range and Luhn's key. */
    public static String rpps(int n) {
        String digits = "99701%05d".formatted(n);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? doubled / 10 + doubled % 10 : digit;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
