package org.hospiconnect.idp.stores;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** A server with nothing but its stores: writes a row, or reads it, says so, and waits to be killed. */
public final class StoresInAProcess {

    private StoresInAProcess() {}

    public static void main(String[] arguments) throws Exception {
        var settings = EmbeddedStores.start(Path.of(arguments[0]), true, true).settings();
        try (Connection postgres = DriverManager.getConnection(
                String.valueOf(settings.get("spring.datasource.url")),
                String.valueOf(settings.get("spring.datasource.username")),
                String.valueOf(settings.get("spring.datasource.password")))) {
            System.out.println(arguments[1].equals("write") ? write(postgres) : read(postgres));
        }
        Thread.sleep(60_000);
    }

    private static String write(Connection postgres) throws Exception {
        try (var statement = postgres.createStatement()) {
            statement.execute("create table kept as select 'kept' as word");
            return "written";
        }
    }

    private static String read(Connection postgres) throws Exception {
        try (var statement = postgres.createStatement();
                var row = statement.executeQuery("select word from kept")) {
            return row.next() ? row.getString(1) : "lost";
        }
    }
}
