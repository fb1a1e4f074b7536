package org.hospiconnect.dpi.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import org.hospiconnect.dpi.Requirement;
import org.hospiconnect.dpi.signin.SignedInSessions;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionWatchTest {

    private static final class Untouchable extends MockHttpServletRequest {

        Untouchable() {
            super("GET", SessionWatch.ADDRESS);
            setRequestedSessionId("known-to-the-browser");
        }

        @Override
        public HttpSession getSession(boolean create) {
            return fail("a session that is asked for lives on");
        }
    }

    @Test
    @Requirement("HC-DPI-BCL")
    void asking_does_not_keep_the_session_alive() throws Exception {
        var answer = new MockHttpServletResponse();
        var rest = new MockFilterChain();

        new SessionWatch(new SignedInSessions(Clock.systemUTC()), Clock.systemUTC())
                .doFilter(new Untouchable(), answer, rest);

        assertThat(answer.getContentAsString()).isEqualTo("NOBODY");
        assertThat(rest.getRequest()).as("nothing behind it is asked").isNull();
    }
}
