package org.hospiconnect.idp.authenticator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Document;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Evidence as a means and the code for it keep it: seven columns of the same names. */
public final class EvidenceColumns {

    private EvidenceColumns() {}

    /** {@code :method, :type, :until, :checkedBy, :checkedAt, :delivery, :rpps}. */
    public static MapSqlParameterSource of(Optional<IdentityEvidence> evidence) {
        var document = evidence.flatMap(IdentityEvidence::document);
        return new MapSqlParameterSource()
                .addValue("method", evidence.map(found -> found.method().name()).orElse(null))
                .addValue("type", document.map(found -> found.type().name()).orElse(null))
                .addValue("until", document.map(Document::validUntil).orElse(null))
                .addValue("checkedBy", evidence.map(IdentityEvidence::checkedBy).orElse(null))
                .addValue(
                        "checkedAt",
                        evidence.map(found -> found.checkedAt().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .addValue(
                        "delivery",
                        evidence.map(IdentityEvidence::delivery)
                                .orElse(Delivery.UNKNOWN)
                                .name())
                .addValue(
                        "rpps",
                        evidence.map(IdentityEvidence::rpps)
                                .orElse(RppsCheck.NOT_CHECKED)
                                .name());
    }

    /** Empty when nobody verified anything. */
    public static Optional<IdentityEvidence> read(ResultSet row) throws SQLException {
        @Nullable String method = row.getString("evidence_method");
        if (method == null) {
            return Optional.empty();
        }
        var until = row.getObject("document_until", LocalDate.class);
        var document = Optional.ofNullable(row.getString("document_type"))
                .map(type -> new Document(Document.Type.valueOf(type), until));
        Instant checkedAt = row.getObject("checked_at", OffsetDateTime.class).toInstant();
        return Optional.of(new IdentityEvidence(
                Method.valueOf(method),
                document,
                row.getString("checked_by"),
                checkedAt,
                Delivery.valueOf(row.getString("delivery")),
                RppsCheck.valueOf(row.getString("rpps_check"))));
    }
}
