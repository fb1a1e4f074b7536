package org.hospiconnect.idp.keys;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A way to the database that can be cut: no connection comes any more. */
final class Line {

    private final AtomicBoolean cut = new AtomicBoolean();
    private final FreshDatabase database;

    Line(FreshDatabase database) {
        this.database = database;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(new DelegatingDataSource(database.source()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (cut.get()) {
                    throw new SQLException("cut", "08001");
                }
                return super.getConnection();
            }
        });
    }

    void cut() {
        cut.set(true);
    }

    void mend() {
        cut.set(false);
    }
}
