package org.hospiconnect.idp.authenticator.webauthn;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.webauthn.ModelStatus.Report;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a BLOB as our model. A picture that can't be read is none; a root or a report that can't be read leaves a model that
 * vouches for nothing, whose bad standing counts all the same.
 *
 * @param whole nothing but its picture was left out
 */
record MetadataEntry(KeyModel model, boolean whole) {

    private static final String PNG = "data:image/png;base64,";
    private static final int LARGEST_ICON = 64 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_WORD = 60;
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G'};

    /** A word that no report has: what it stands for is not known. */
    private static final Report UNREADABLE = new Report("", Optional.empty());

    String name() {
        return model.model();
    }

    /** Empty for one that names no model. */
    static Optional<MetadataEntry> read(JsonNode entry, LocalDate today) {
        try {
            UUID name = UUID.fromString(entry.path("aaguid").asString(""));
            return Optional.of(of(name, entry, today));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static MetadataEntry of(UUID name, JsonNode entry, LocalDate today) {
        JsonNode statement = entry.path("metadataStatement");
        List<Report> reports = reports(entry.path("statusReports"));
        ModelStatus status = ModelStatus.of(reports, today);
        List<Optional<Bytes>> roots = statement
                .path("attestationRootCertificates")
                .valueStream()
                .map(root -> decoded(root.asString("")).filter(MetadataEntry::isCertificate))
                .toList();
        var model = new KeyModel(
                name.toString(),
                text(statement.path("description"), LONGEST_NAME),
                icon(statement.path("icon").asString("")),
                status.certification(),
                status.standing(),
                status.word(),
                isHardware(statement.path("keyProtection")),
                roots.stream().flatMap(Optional::stream).toList());
        boolean whole = entry.path("statusReports").isArray()
                && !reports.contains(UNREADABLE)
                && roots.stream().allMatch(Optional::isPresent);
        return whole ? new MetadataEntry(model, true) : vouchingForNothing(model);
    }

    /** Of two entries of one model neither vouches; what either has against it counts. */
    MetadataEntry contradicting(MetadataEntry other) {
        return vouchingForNothing(model.standing().isLowered() ? model : other.model);
    }

    private static MetadataEntry vouchingForNothing(KeyModel model) {
        ModelStanding standing = model.standing().isLowered() ? model.standing() : ModelStanding.UNCLEAR;
        return new MetadataEntry(
                new KeyModel(
                        model.model(),
                        model.description(),
                        model.icon(),
                        Certification.NONE,
                        standing,
                        model.status(),
                        false,
                        List.of()),
                false);
    }

    private static List<Report> reports(JsonNode reports) {
        return reports.valueStream().flatMap(MetadataEntry::report).toList();
    }

    /** Of one without a day that can be read the word is in force at once, and what else it says is not known. */
    private static Stream<Report> report(JsonNode report) {
        String word = text(report.path("status"), LONGEST_WORD);
        String day = report.path("effectiveDate").asString("");
        if (day.isEmpty()) {
            return Stream.of(new Report(word, Optional.empty()));
        }
        try {
            return Stream.of(new Report(word, Optional.of(LocalDate.parse(day))));
        } catch (DateTimeException malformed) {
            return Stream.of(new Report(word, Optional.empty()), UNREADABLE);
        }
    }

    private static boolean isHardware(JsonNode protection) {
        List<String> words = protection
                .valueStream()
                .map(word -> word.asString("").toLowerCase(Locale.ROOT))
                .toList();
        return Stream.of("hardware", "secure_element", "tee").anyMatch(words::contains) && !words.contains("software");
    }

    /** What is no small PNG is no icon: it is shown on our pages. */
    private static Optional<Bytes> icon(String text) {
        return text.startsWith(PNG) && text.length() <= LARGEST_ICON
                ? decoded(text.substring(PNG.length())).filter(MetadataEntry::isPng)
                : Optional.empty();
    }

    private static boolean isCertificate(Bytes root) {
        return AttestationTrust.certificate(root).isPresent();
    }

    private static boolean isPng(Bytes picture) {
        byte[] bytes = picture.toArray();
        return bytes.length > PNG_START.length
                && Arrays.equals(bytes, 0, PNG_START.length, PNG_START, 0, PNG_START.length);
    }

    private static Optional<Bytes> decoded(String base64) {
        try {
            return Optional.of(Bytes.of(Base64.getMimeDecoder().decode(base64)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Short, and without what no page shows and no store keeps. */
    private static String text(JsonNode node, int longest) {
        return node.asString("")
                .codePoints()
                .filter(one -> !Character.isISOControl(one) && Character.getType(one) != Character.SURROGATE)
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
