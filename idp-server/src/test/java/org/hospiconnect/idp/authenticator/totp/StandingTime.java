package org.hospiconnect.idp.authenticator.totp;

import java.time.Duration;
import org.hospiconnect.idp.MovableClock;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Each test in the middle of the 30 s of one code: the code that a test read is the code when the server judges it. */
class StandingTime implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        clock(test).standInTheMiddleOf(Duration.ofSeconds(Totp.STEP_SECONDS));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        clock(test).reset();
    }

    private static MovableClock clock(ExtensionContext test) {
        return SpringExtension.getApplicationContext(test).getBean(MovableClock.class);
    }
}
