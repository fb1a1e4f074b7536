package org.hospiconnect.idp;

import java.util.ArrayList;
import java.util.List;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Another server on the stores of the test JVM: of the same issuer, at an address of its own. */
public final class SecondNode implements AutoCloseable {

    private final ConfigurableApplicationContext server;

    public SecondNode(AddressSettings address, String... settings) {
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("--spring.profiles.active=demo");
        arguments.add("--server.port=0");
        arguments.add("--management.server.port=0");
        arguments.add("--hospiconnect.address.issuer=" + address.issuer());
        server = new SpringApplicationBuilder(IdpApplication.class, MovableClock.class)
                .initializers(new TestStores())
                .run(arguments.toArray(String[]::new));
    }

    /** Where it is called. */
    public String address() {
        return "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
    }

    public MovableClock clock() {
        return server.getBean(MovableClock.class);
    }

    public <T> T bean(Class<T> type) {
        return server.getBean(type);
    }

    @Override
    public void close() {
        server.close();
    }
}
