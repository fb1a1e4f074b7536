package org.hospiconnect.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The record of a run, kept as JSON. */
record Result(String scenario, String at, Machine machine, Outcome seen) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);

    /** What a scenario shows. */
    sealed interface Outcome permits Speed, Storm, Footprint {}

    /** Of two loads; a ratio where a peer was measured too. */
    record Speed(Measure closed, Measure open, State server, Optional<Peer.Ratio> peer) implements Outcome {}

    /**
     * The server at the end.
     *
     * @param readyMilliseconds from the command to the first answer, the making of the stores included
     * @param residentMegabytes of its process
     * @param sessions that the run opened
     */
    record State(long readyMilliseconds, long residentMegabytes, long sessions) {}

    Path write(Path folder, Instant now) {
        try {
            Files.createDirectories(folder);
            var json = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            return Files.writeString(
                    folder.resolve(scenario + "-" + NAME.format(now) + ".json"), json.writeValueAsString(this) + "\n");
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
