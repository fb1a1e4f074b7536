package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of {@code docs} that is made from the code. {@code make docs} (system property {@code hospiconnect.docs=write}) rewrites it. */
final class GeneratedPage {

    private static final Path DOCS = Path.of("../docs");

    private final Path file;

    GeneratedPage(String name) {
        this.file = DOCS.resolve(name);
    }

    void isAsGenerated(String now) {
        try {
            if ("write".equals(System.getProperty("hospiconnect.docs"))) {
                Files.writeString(file, now);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s is stale: make docs", file)
                    .isEqualTo(now);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
