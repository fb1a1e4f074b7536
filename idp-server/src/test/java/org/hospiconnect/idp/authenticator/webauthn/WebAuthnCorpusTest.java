package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that fuzzing begins with, and those that it found once, without Jazzer: each is judged within a second. */
@Requirement("HC-CBOR-BOUNDED")
class WebAuthnCorpusTest {

    private static final Duration MOST = Duration.ofSeconds(1);

    @ParameterizedTest
    @MethodSource("inputs")
    void what_was_kept_is_judged_in_bounded_time(Input input) throws IOException {
        byte[] content = Files.readAllBytes(input.file());
        FuzzTarget target = input.target();

        Bounded.within(MOST, () -> {
            target.judge(content);
            return target;
        });
    }

    /** A target without a corpus, or a folder that no target reads, is a slip. */
    @Test
    void each_target_has_inputs() throws IOException, URISyntaxException {
        try (var folders = Files.list(corpus())) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrder(Arrays.stream(WebAuthnFuzz.class.getDeclaredMethods())
                            .filter(method -> Arrays.stream(method.getAnnotations())
                                    .anyMatch(one ->
                                            one.annotationType().getSimpleName().equals("FuzzTest")))
                            .map(java.lang.reflect.Method::getName)
                            .toArray(String[]::new));
        }
    }

    static Stream<Input> inputs() throws IOException, URISyntaxException {
        try (var files = Files.walk(corpus())) {
            return files.filter(Files::isRegularFile).map(Input::new).toList().stream();
        }
    }

    private static Path corpus() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(WebAuthnFuzz.class.getResource("WebAuthnFuzzInputs"))
                .toURI());
    }

    /** A file in a folder named after the method that reads it. */
    record Input(Path file) {

        FuzzTarget target() {
            return switch (folder()) {
                case "attestationObject" -> FuzzTarget.ATTESTATION_OBJECT;
                case "authenticatorData" -> FuzzTarget.AUTHENTICATOR_DATA;
                case "clientData" -> FuzzTarget.CLIENT_DATA;
                case "answer" -> FuzzTarget.ANSWER;
                default -> throw new IllegalStateException("no target " + folder());
            };
        }

        private String folder() {
            return Objects.requireNonNull(file.getParent()).getFileName().toString();
        }

        @Override
        public String toString() {
            return folder() + "/" + file.getFileName();
        }
    }
}
