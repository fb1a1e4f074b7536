package org.hospiconnect.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What a server under a load of ours is told: {@code ward.yaml}, with two applications and wide throttles. */
public final class WardSettings {

    /** Signs people in. */
    public static final String CLIENT = "ward-dpi";

    /** Acts for itself. */
    public static final String MACHINE = "ward-machine";

    public static final String MACHINE_SCOPE = "ward:read";

    public static final String REDIRECT = "http://localhost:1/callback";

    private static final String FILE = "ward.yaml";

    private WardSettings() {}

    /** Puts them into the server's folder. */
    public static void write(Path folder) throws IOException {
        try (InputStream settings = Objects.requireNonNull(WardSettings.class.getResourceAsStream("/" + FILE))) {
            Files.copy(settings, folder.resolve(FILE));
        }
    }

    /** The words that lead a server there. */
    public static List<String> of(Path folder, String issuer, int port) {
        return List.of(
                "--server.port=" + port,
                "--ward.folder=" + folder,
                "--hospiconnect.address.issuer=" + issuer,
                // in place of what lies in the caller's folder
                "--spring.config.location=classpath:/,file:" + folder.resolve(FILE));
    }

    /** As the server made it for {@link #CLIENT} or {@link #MACHINE}. */
    public static String secret(Path folder, String client) {
        try {
            return Files.readString(folder.resolve(client + ".secret")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
