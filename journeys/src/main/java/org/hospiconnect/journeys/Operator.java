package org.hospiconnect.journeys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The operator at a terminal: {@code ./hospiconnect COMMAND}. */
record Operator(String launcher) {

    /** What a command printed, and its exit code. */
    record Outcome(int code, String printed) {}

    Outcome run(String... words) {
        try {
            var process = new ProcessBuilder(
                            Stream.concat(Stream.of(launcher), Stream.of(words)).toList())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), printed);
        } catch (IOException unable) {
            throw new StepFailed("cannot run " + launcher + ": " + unable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StepFailed("stopped");
        }
    }

    /** What {@code pattern}'s first group finds in what a command that must succeed printed. */
    String read(Pattern pattern, List<String> words) {
        var outcome = run(words.toArray(String[]::new));
        StepFailed.unless(
                outcome.code() == 0, String.join(" ", words) + " exits " + outcome.code() + ": " + outcome.printed());
        var found = pattern.matcher(outcome.printed());
        StepFailed.unless(found.find(), String.join(" ", words) + " printed no " + pattern);
        return found.group(1);
    }
}
