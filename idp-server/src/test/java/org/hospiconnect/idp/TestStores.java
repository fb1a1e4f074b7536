package org.hospiconnect.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hospiconnect.idp.stores.ContainerStores;
import org.hospiconnect.idp.stores.EmbeddedStores;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/**
 * One pair of real stores for the whole test JVM, on a fresh folder; tests keep apart by fresh ids. Processes of its own, or with
 * {@code -Dhospiconnect.stores=containers} (profile {@code containers}) containers.
 */
public final class TestStores implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    /** Data folder of the test JVM: stores, keys, development certificates. */
    public static final Path FOLDER = freshFolder();

    private static final Map<String, Object> STORES = isOnContainers()
            ? ContainerStores.start()
            : EmbeddedStores.start(FOLDER, true, true).settings();

    public TestStores() {}

    /** Spring Boot's settings of both stores. */
    public static Map<String, Object> settings() {
        return STORES;
    }

    public static boolean isOnContainers() {
        return System.getProperty("hospiconnect.stores", "embedded").equals("containers");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var sources = context.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource("test stores", STORES));
        sources.addFirst(new MapPropertySource("test folder", Map.of("hospiconnect.data.folder", FOLDER.toString())));
        // contexts that wait for their next test hold no connections: one server serves all of them
        sources.addFirst(new MapPropertySource(
                "test pool",
                Map.of("spring.datasource.hikari.minimum-idle", 0, "spring.datasource.hikari.idle-timeout", 10_000)));
    }

    /** Before the application would start stores of its own. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    private static Path freshFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data-")
                    .toAbsolutePath();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
