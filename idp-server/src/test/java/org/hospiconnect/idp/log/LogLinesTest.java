package org.hospiconnect.idp.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.log.LineRates.Fate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What strangers send (user agents, identifiers, messages of exceptions), as it stands in the log. */
@Requirement("HC-LOG-LINES")
class LogLinesTest {

    private static final String FORGED = "\r\n12:00:00 INFO Sign-in accepted person=\"V00101\"";
    private static final int LONGEST_LINE = 3_000;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final LoggerContext logging = new LoggerContext();
    private final Logger logger = logging.getLogger("org.hospiconnect");

    @BeforeEach
    void the_pattern_of_the_server() {
        logging.setMDCAdapter(new LogbackMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(logging);
        encoder.setPattern("%-5level %logger{0} %msg %kvp%n");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(logging);
        appender.setEncoder(encoder);
        appender.setOutputStream(printed);
        appender.start();
        logger.addAppender(appender);
        LogLines.bound(logger);
    }

    @Test
    void a_value_stays_in_its_quotes_and_its_line() {
        logger.atInfo()
                .addKeyValue("agent", "curl" + FORGED)
                .addKeyValue("status", 400)
                .log("refused");

        assertThat(lines())
                .containsExactly("INFO  hospiconnect refused agent=\"curl\uFFFD\uFFFD12:00:00 INFO Sign-in accepted"
                        + " person='V00101'\" status=\"400\"");
    }

    @Test
    void a_message_with_arguments_stays_in_its_line() {
        logger.warn("unknown client {}", "x" + FORGED);

        assertThat(lines()).singleElement().asString().startsWith("WARN  hospiconnect unknown client x\uFFFD\uFFFD12:");
    }

    @Test
    @Requirement("HC-LOG-RATE")
    void lines_of_one_kind_end_in_a_minute_and_that_is_said_once() {
        Stream.iterate(0, number -> number < 2 * LineRates.MOST, number -> number + 1)
                .forEach(number ->
                        logger.atInfo().addKeyValue("path", "/" + number).log("an error is shown"));
        logger.info("signed in");
        logger.atError().log("an error is shown");

        // a minute may end in between, and a new count begin
        assertThat(printed("INFO  hospiconnect an error is shown")).isBetween(LineRates.MOST, 2 * LineRates.MOST - 1);
        assertThat(printed("WARN  hospiconnect more than 1000 such lines")).isOne();
        assertThat(printed("INFO  hospiconnect signed in")).isOne();
        assertThat(printed("ERROR hospiconnect an error is shown")).isOne();
    }

    private int printed(String beginning) {
        return (int) lines().stream().filter(line -> line.startsWith(beginning)).count();
    }

    @Test
    @Requirement("HC-LOG-RATE")
    void which_lines_pass_is_a_matter_of_kind_minute_and_level() {
        var rates = new LineRates();
        var shown = line(Level.INFO, "shown", 0);

        for (int i = 0; i < LineRates.MOST; i++) {
            assertThat(rates.of(shown)).isEqualTo(Fate.PRINTED);
        }
        assertThat(rates.of(shown)).isEqualTo(Fate.SAID);
        assertThat(rates.of(shown)).isEqualTo(Fate.LEFT_OUT);
        assertThat(rates.of(line(Level.INFO, "other", 59_999))).isEqualTo(Fate.PRINTED);
        assertThat(rates.of(line(Level.WARN, "shown", 0))).isEqualTo(Fate.PRINTED);
        assertThat(rates.of(line(Level.INFO, "shown", 60_000))).isEqualTo(Fate.PRINTED);
    }

    private LoggingEvent line(Level level, String message, long at) {
        var line = new LoggingEvent("test", logger, level, message, null, null);
        line.setTimeStamp(at);
        return line;
    }

    @Test
    void an_endless_text_ends() {
        String endless = "a".repeat(1_000_000);
        logger.atWarn().addKeyValue("agent", endless).log(endless);
        logger.warn("failed", new IllegalStateException(endless));

        assertThat(lines())
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(LONGEST_LINE));
    }

    @Test
    void what_an_exception_repeats_adds_no_line() {
        var thrown = new IllegalStateException("outer" + FORGED, new IllegalArgumentException("inner" + FORGED));
        thrown.addSuppressed(new UnsupportedOperationException("beside" + FORGED));
        logger.warn("failed", thrown);

        assertThat(lines())
                .anyMatch(line -> line.contains("outer\uFFFD"))
                .anyMatch(line -> line.contains("Caused by: ") && line.contains("inner\uFFFD"))
                .anyMatch(line -> line.contains("Suppressed: ") && line.contains("beside\uFFFD"))
                .noneMatch(line -> line.startsWith("12:00:00"));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("acc\u00E8s refus\u00E9 \uD83D\uDE00", "acc\u00E8s refus\u00E9 \uD83D\uDE00"),
                Arguments.of("a\tb", "a\uFFFDb"),
                Arguments.of("\033[31mred", "\uFFFD[31mred"),
                Arguments.of("a\u0085b", "a\uFFFDb"),
                Arguments.of("a\u2028b\u2029c", "a\uFFFDb\uFFFDc"),
                Arguments.of("abc\u202Edcba", "abc\uFFFDdcba"),
                Arguments.of("a\0b", "a\uFFFDb"),
                Arguments.of("\uD83D", "\uFFFD"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void only_what_is_seen_is_printed(String sent, String seen) {
        assertThat(LogText.message(sent)).isEqualTo(seen);
        assertThat(LogText.value(sent)).isEqualTo(seen);
    }

    private List<String> lines() {
        return printed.toString(UTF_8).lines().toList();
    }

    @Nested
    @JourneyTest
    @ExtendWith(OutputCaptureExtension.class)
    class InAServer {

        @Test
        void every_line_passes_there(CapturedOutput log) {
            LoggerFactory.getLogger("org.example")
                    .atWarn()
                    .addKeyValue("agent", "x" + FORGED)
                    .log("y" + FORGED);

            assertThat(log.getAll().lines())
                    .anyMatch(
                            line -> line.contains("y\uFFFD\uFFFD12:00:00") && line.contains("\"x\uFFFD\uFFFD12:00:00"))
                    .noneMatch(line -> line.startsWith("12:00:00 INFO Sign-in"));
        }
    }
}
