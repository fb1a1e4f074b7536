package org.hospiconnect.idp.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for counted refusals once all servers of the test JVM have written theirs, without the second that it may take. */
public final class WrittenCounts {

    private static final List<CountedRefusals> SERVERS = new CopyOnWriteArrayList<>();

    private final JdbcClient jdbc;

    WrittenCounts(CountedRefusals refusals, JdbcClient jdbc) {
        this.jdbc = jdbc;
        SERVERS.add(refusals);
    }

    public JdbcClient.StatementSpec sql(String select) {
        SERVERS.forEach(CountedRefusals::write);
        return jdbc.sql(select);
    }
}
