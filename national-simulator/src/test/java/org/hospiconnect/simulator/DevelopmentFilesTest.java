package org.hospiconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentFilesTest {

    @TempDir
    Path folder;

    @Test
    void a_file_that_does_not_come_is_named_with_its_setting() {
        assertThatThrownBy(() -> files(Duration.ZERO).authority())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(folder.resolve("authority.pem").toString())
                .hasMessageContaining("hospiconnect.simulator.development")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void a_file_that_comes_late_or_half_written_is_waited_for() throws IOException {
        var authority = new FictionalAuthority();
        Files.writeString(folder.resolve("authority.pem"), "-----BEGIN CERT");
        var writer = Thread.ofVirtual().unstarted(() -> authority.writeTo(folder));

        writer.start();

        assertThat(files(Duration.ofSeconds(20)).authority()).isEqualTo(authority.root());
    }

    private DevelopmentFiles files(Duration patience) {
        return new DevelopmentFiles(new SimulatorSettings(folder, "development", patience, 0), Clock.systemUTC());
    }
}
