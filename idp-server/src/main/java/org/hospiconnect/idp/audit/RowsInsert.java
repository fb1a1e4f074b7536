package org.hospiconnect.idp.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Any number of rows by one statement, so by one commit: all of them or none, where a batch of the driver is committed in parts.
 *
 * @param sql takes its rows from an {@code unnest} with one parameter for each column
 */
record RowsInsert<T>(String sql, List<Column<T>> columns) {

    /** @param type of an element, as PostgreSQL names it */
    record Column<T>(String type, Function<T, @Nullable String> value) {}

    RowsInsert {
        columns = List.copyOf(columns);
    }

    void add(JdbcTemplate jdbc, List<T> rows) {
        jdbc.update(connection -> statement(connection, rows));
    }

    private PreparedStatement statement(Connection connection, List<T> rows) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            Object[] values = rows.stream().map(column.value()).toArray();
            statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
        }
        return statement;
    }
}
