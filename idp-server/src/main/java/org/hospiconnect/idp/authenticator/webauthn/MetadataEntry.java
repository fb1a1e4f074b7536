package org.hospiconnect.idp.authenticator.webauthn;

import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.webauthn.ModelStatus.Report;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.databind.JsonNode;

/** One entry of a BLOB as our model. {@link IllegalArgumentException} or a date's exception for what it is not. */
final class MetadataEntry {

    private static final String PNG = "data:image/png;base64,";
    private static final int LARGEST_ICON = 64 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G'};

    private MetadataEntry() {}

    static KeyModel model(JsonNode entry, LocalDate today) {
        JsonNode statement = entry.path("metadataStatement");
        ModelStatus status = ModelStatus.of(reports(entry.path("statusReports")), today);
        String description = statement.path("description").asString("");
        return new KeyModel(
                UUID.fromString(entry.path("aaguid").asString("")).toString(),
                description.substring(0, Math.min(description.length(), LONGEST_NAME)),
                icon(statement.path("icon").asString("")),
                status.certification(),
                status.standing(),
                status.word(),
                isHardware(statement.path("keyProtection")),
                statement
                        .path("attestationRootCertificates")
                        .valueStream()
                        .map(root -> Bytes.of(Base64.getMimeDecoder().decode(root.asString(""))))
                        .toList());
    }

    private static List<Report> reports(JsonNode reports) {
        return reports.valueStream()
                .map(report -> new Report(
                        report.path("status").asString(""),
                        Optional.of(report.path("effectiveDate").asString(""))
                                .filter(text -> !text.isEmpty())
                                .map(LocalDate::parse)))
                .toList();
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
        if (!text.startsWith(PNG) || text.length() > LARGEST_ICON) {
            return Optional.empty();
        }
        byte[] decoded = Base64.getMimeDecoder().decode(text.substring(PNG.length()));
        boolean isPng = decoded.length > PNG_START.length
                && java.util.Arrays.equals(decoded, 0, PNG_START.length, PNG_START, 0, PNG_START.length);
        return isPng ? Optional.of(Bytes.of(decoded)) : Optional.empty();
    }
}
