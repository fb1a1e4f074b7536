package org.hospiconnect.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** On what, and with what. */
record Machine(
        int processors, String processor, String jdk, List<String> flags, String algorithm, List<String> stores) {

    static Machine of(ProcessHandle server) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                lines(Path.of("/proc/cpuinfo"))
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.replaceFirst(".*: ", ""))
                        .findFirst()
                        .orElse(System.getProperty("os.arch")),
                System.getProperty("java.vm.version"),
                arguments(server)
                        .filter(word -> word.startsWith("-X"))
                        .map(word -> word.replaceFirst("=/.*", ""))
                        .toList(),
                "ES256",
                server.descendants()
                        .map(child -> child.info().command().orElse(""))
                        .filter(command -> command.matches(".*/(postgres|redis[^/]*)"))
                        .distinct()
                        .map(Machine::version)
                        .toList());
    }

    /** {@code @file} stands for its lines. */
    private static Stream<String> arguments(ProcessHandle server) {
        return Stream.of(server.info().arguments().orElse(new String[0]))
                .flatMap(word -> word.startsWith("@") ? lines(Path.of(word.substring(1))) : Stream.of(word));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException elsewhere) {
            return Stream.empty();
        }
    }

    private static String version(String program) {
        try {
            var process = new ProcessBuilder(program, "--version").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unable) {
            return program;
        }
    }
}
