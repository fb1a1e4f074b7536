package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of this repository holds a secret, whatever it is for: tests and the demo make theirs at each start. */
@Requirement("HC-NO-SECRET-IN-THE-SOURCES")
class SecretsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern KEY_FILE = Pattern.compile(".*\\.(p12|pfx|jks|keystore|key|der|pem|kdbx|secret)");

    /** Private keys; keys of clouds and forges; signed tokens; 256 bits as base64; private members of a JWK; literals after a telling name. */
    private static final List<Pattern> SECRETS = Stream.of(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
                    "\\b(AKIA|ASIA)[0-9A-Z]{16}\\b",
                    "\\b(gh[pousr]_|github_pat_|glpat-|xox[abp]-)[A-Za-z0-9_-]{20,}",
                    "\\beyJ[A-Za-z0-9_-]{15,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}",
                    "(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?!=)",
                    "\"(d|p|q|dp|dq|qi|k)\"\\s*:\\s*\"[A-Za-z0-9_-]{40,}\"",
                    "(?i)(secret|password|api-?key)[\"']?\\s*[:=]\\s*[\"']?[A-Za-z0-9+/_-]{20,}(?![A-Za-z0-9+/_.(-])")
            .map(Pattern::compile)
            .toList();

    @Test
    void no_file_holds_a_secret() throws Exception {
        var files = files();
        assertThat(files).contains("pom.xml", "README.md").hasSizeGreaterThan(300);

        assertThat(files).noneMatch(file -> KEY_FILE.matcher(file).matches());
        assertThat(files)
                .allSatisfy(file -> assertThat(secrets(read(file))).as(file).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN %sPRIVATE KEY-----",
                "aws = AK%sIAABCDEFGHIJKLMNOP",
                "gh%sp_abcdefghijklmnopqrstuvwxyz0123456789",
                "ey%sJhbGciOiJFUzI1NiJ9abc.eyJzdWIiOiIxIn0.c2lnbmF0dXJlc2lnbmF0dXJl",
                "key-encryption-key: 0123456789%sabcdefghijklmnopqrstuvwxyzABCDEFG=",
                "{\"d%s\":\"0123456789abcdefghijklmnopqrstuvwxyzABCDEFG\"}",
                "client-secret: 0123456%s0123456789abcdefghij"
            })
    void a_planted_secret_is_found(String planted) {
        // the mark keeps this very file from being one that holds them
        assertThat(secrets(planted.replace("%s", ""))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "secret-file: /etc/hospiconnect/dpi"})
    void what_is_evidently_none_is_let_be(String text) {
        assertThat(secrets(text)).isEmpty();
    }

    // of few different characters: an example, no secret
    private static List<String> secrets(String text) {
        return SECRETS.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(MatchResult::group)
                .filter(found -> found.chars().distinct().count() > 10)
                .toList();
    }

    /** Tracked, or about to be. */
    private static List<String> files() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
                .directory(ROOT.toFile())
                .start();
        List<String> files = git.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertThat(git.waitFor()).as("git ls-files").isZero();
        return files;
    }

    private static String read(String file) {
        try {
            Path path = ROOT.resolve(file);
            return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
