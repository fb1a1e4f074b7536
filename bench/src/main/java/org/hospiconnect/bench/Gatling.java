package org.hospiconnect.bench;

import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs one load in this process; its HTML report is kept in the folder. */
record Gatling(Path folder) {

    /** Its own tables go to a file: they count the warm-up. */
    void run(Load load) {
        LoadSimulation.NEXT.set(load);
        PrintStream terminal = System.out;
        try (var log = new PrintStream(folder.resolve("gatling.log").toFile(), StandardCharsets.UTF_8)) {
            System.setOut(log);
            int code = Gatling$.MODULE$.fromArgs(new String[] {
                "-s",
                LoadSimulation.class.getName(),
                "-rf",
                folder.resolve("gatling").toString(),
                "-rd",
                load.scenario().typed() + " " + load.shape()
            });
            if (code != 0) {
                throw new IllegalStateException("Gatling ends with " + code);
            }
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        } finally {
            System.setOut(terminal);
        }
    }
}
