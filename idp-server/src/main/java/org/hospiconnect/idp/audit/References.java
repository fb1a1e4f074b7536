package org.hospiconnect.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a reference that somebody read on a page stands for: rows of the trail first, then refusals that were only counted. */
@Component
public class References {

    private final JdbcClient jdbc;

    References(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One row.
     *
     * @param who person, application and source, as far as they are known
     * @param counted a refusal of a stranger: {@code at} is its minute, and the row has its last reference alone
     */
    public record Found(Instant at, String act, String outcome, Optional<String> reason, String who, boolean counted) {}

    public List<Found> find(String reference) {
        return Stream.concat(
                        jdbc
                                .sql("select * from trail where reference = :reference order by id")
                                .param("reference", reference)
                                .query(References::act)
                                .list()
                                .stream(),
                        jdbc
                                .sql("select * from refusal_counts where last_reference = :reference order by minute")
                                .param("reference", reference)
                                .query(References::count)
                                .list()
                                .stream())
                .toList();
    }

    private static Found act(ResultSet row, int number) throws SQLException {
        String who = named("person", row.getString("person"))
                + named("client", row.getString("client"))
                + named("authenticator", row.getString("authenticator"));
        return new Found(
                row.getTimestamp("at").toInstant(),
                row.getString("act"),
                row.getString("outcome"),
                Optional.ofNullable(row.getString("reason")),
                who.strip(),
                false);
    }

    private static Found count(ResultSet row, int number) throws SQLException {
        return new Found(
                row.getTimestamp("minute").toInstant(),
                row.getString("act"),
                "REFUSED",
                Optional.of(row.getString("reason")),
                "source " + row.getString("source"),
                true);
    }

    private static String named(String name, @org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : name + " " + value + "  ";
    }
}
