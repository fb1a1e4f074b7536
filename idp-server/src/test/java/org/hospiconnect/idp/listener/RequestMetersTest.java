package org.hospiconnect.idp.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

/** Whatever strangers send, a series is named by words of ours. */
class RequestMetersTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final RequestMeters filter = new RequestMeters(meters, Set.of("/oauth2/token"));

    @ParameterizedTest
    @CsvSource({
        "POST, /oauth2/token, 200, method POST uri /oauth2/token outcome SUCCESS",
        "POST, /oauth2/token, 401, method POST uri /oauth2/token outcome CLIENT_ERROR",
        "POST, /oauth2/token/x, 404, method POST uri NOT_FOUND outcome CLIENT_ERROR",
        "GET, /mallory, 404, method GET uri NOT_FOUND outcome CLIENT_ERROR",
        "GET, /mallory, 302, method GET uri REDIRECTION outcome REDIRECTION",
        "GET, /mallory, 503, method GET uri UNKNOWN outcome SERVER_ERROR",
        "MALLORY, /mallory, 405, method UNKNOWN uri UNKNOWN outcome CLIENT_ERROR"
    })
    void a_request_is_timed_under_words_of_ours(String method, String path, int status, String tags) throws Exception {
        filter.doFilter(new MockHttpServletRequest(method, path), new MockHttpServletResponse(), answering(status));

        assertThat(meters.get(RequestMeters.NAME)
                        .tags(tags.split(" "))
                        .tags("status", Integer.toString(status), "exception", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void what_the_dispatcher_answers_has_its_pattern() throws Exception {
        var request = new MockHttpServletRequest("GET", "/sessions/ab12");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/sessions/{sid}");

        filter.doFilter(request, new MockHttpServletResponse(), answering(200));

        assertThat(meters.get(RequestMeters.NAME)
                        .tag("uri", "/sessions/{sid}")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_failure_goes_on_and_counts_as_one() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> filter.doFilter(
                        new MockHttpServletRequest("POST", "/oauth2/token"), new MockHttpServletResponse(), (_, _) -> {
                            throw new IOException("gone");
                        }));

        assertThat(meters.get(RequestMeters.NAME)
                        .tags("status", "500", "exception", "IOException")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_error_of_the_machine_counts_as_one_too() {
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> filter.doFilter(
                        new MockHttpServletRequest("POST", "/oauth2/token"), new MockHttpServletResponse(), (_, _) -> {
                            throw new StackOverflowError();
                        }));

        assertThat(meters.get(RequestMeters.NAME)
                        .tags("status", "500", "exception", "Error")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private static FilterChain answering(int status) {
        return (_, response) -> ((HttpServletResponse) response).setStatus(status);
    }
}
