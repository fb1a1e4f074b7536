package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.hospiconnect.idp.admin.OperatorCommand;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of commands is what the commands say of themselves. */
@JourneyTest
@Requirement("HC-COMMANDS-DOCUMENTED")
class CommandsReferenceTest {

    private static final String INTRODUCTION = """
            # Commands

            Made from what the commands say of themselves by `make docs`; a test fails when it is stale. `./hospiconnect` alone prints the
            same list.

            ## The launcher

            ```
            {launcher}
            ```

            ## For the running server

            They go to the server of this machine through its Unix socket, in the name of your account; the trail has what they change. In production
            [`hospiconnect-operator`](../how-to/run-in-production.md) stands for `./hospiconnect`. The server's folder is `.hospiconnect`, or
            what `HOSPICONNECT_DATA` says. `PERSON` is a matricule, an RPPS number or a local id; `FILE` is sent to the server, which need
            not be able to read it. The exit code is 0 when it was done, 1 when it was refused or no server answers, 2 when it was typed
            wrongly.

            | Command | Does |
            |---|---|
            """;

    private final List<OperatorCommand> commands;

    @Autowired
    CommandsReferenceTest(List<OperatorCommand> commands) {
        this.commands = commands.stream()
                .sorted(Comparator.comparing(command -> String.join(" ", command.words())))
                .toList();
    }

    @Test
    void the_page_is_what_the_commands_say() throws IOException {
        String launcher = Files.readString(Path.of("../hospiconnect"));
        String usage =
                launcher.substring(launcher.lastIndexOf("<<TEXT\n") + 7, launcher.indexOf("\n\nOperator's commands"));

        new GeneratedPage("reference/commands.md")
                .isAsGenerated(INTRODUCTION.replace("{launcher}", usage)
                        + commands.stream().map(CommandsReferenceTest::row).collect(Collectors.joining()));
    }

    @Test
    void every_command_says_its_words_what_it_takes_and_what_it_does() {
        assertThat(commands)
                .hasSizeGreaterThan(15)
                .allSatisfy(command -> assertThat(command.usage())
                        .startsWith(String.join(" ", command.words()))
                        .contains(" — ")
                        .doesNotContain("\n"));
    }

    private static String row(OperatorCommand command) {
        String[] parts = command.usage().replace("|", "\\|").split(" — ", 2);
        return "| `./hospiconnect %s` | %s |\n".formatted(parts[0], parts[1]);
    }
}
