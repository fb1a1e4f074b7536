package org.hospiconnect.idp.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in.
 *
 * @param patience how long an application's request waits for the person
 * @param begunByBrowser sign-ins of one browser that may be kept within {@code patience}
 * @param begunFromAddress the same from one address (IPv6: one /64), a long request counting once for each kibibyte; a hospital behind
 *     one address shares them
 * @param autofill passkeys are proposed beside the button; not on shared posts, where they name whoever was there before
 */
@ConfigurationProperties(prefix = "hospiconnect.signin", ignoreUnknownFields = false)
record SignInSettings(
        @DefaultValue("10m") Duration patience,
        @DefaultValue("300") int begunByBrowser,
        @DefaultValue("30000") int begunFromAddress,
        @DefaultValue("false") boolean autofill) {}
