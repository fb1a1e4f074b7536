package org.hospiconnect.idp.authenticator.totp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.workstation.PostRoad;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * A journey where the people of the tests may have an app with a password, one password is checked at a time, two may wait, and time
 * stands.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@JourneyTest
@TestPropertySource(
        properties = {
            "hospiconnect.authenticator.totp.populations=test",
            // what one address, or one sign-in, may try is LimitsJourneyTest's
            "hospiconnect.authenticator.ceremony.typed-per-minute=1000000",
            "hospiconnect.authenticator.ceremony.attempts-per-minute=1000000",
            "hospiconnect.assurance.schemes.totp.legal-basis=NONE",
            "hospiconnect.authenticator.totp.password.at-once=1",
            "hospiconnect.authenticator.totp.password.waiting=2"
        })
@Import({SignInRoad.class, AppRoad.class, PostRoad.class})
@ExtendWith(StandingTime.class)
@interface TotpJourney {}
