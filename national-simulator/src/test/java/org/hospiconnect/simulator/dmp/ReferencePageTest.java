package org.hospiconnect.simulator.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The reference page says what the receiver says. */
class ReferencePageTest {

    private final String page = read(Path.of("../docs/reference/simulated-dmp.md"));

    @Test
    void every_flaw_and_every_mode_has_its_row() {
        assertThat(Arrays.stream(Flaw.values()).map(flaw -> "| `" + flaw.subcode() + "` | " + flaw.sentence() + " |"))
                .allSatisfy(row -> assertThat(page).contains(row));
        assertThat(Arrays.stream(DmpMode.values()).map(mode -> "| `" + mode.code() + "` |"))
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
