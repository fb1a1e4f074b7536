package org.hospiconnect.idp.enrolment;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Giving a means of sign-in.
 *
 * @param codeLifetime of an activation code unless the operator says otherwise; 10 min to 24 h
 * @param failuresBeforeBlock wrong codes of one browser before it has to wait; a right one is heard all the same
 * @param failuresOfAddress wrong codes from one address before no code from there is heard; a hospital shares its address
 * @param failuresOfAll wrong codes from everywhere before no code is heard
 * @param block how long each of these counts lasts; at most 24 h
 * @param printActivationCodesFor matricules that get a code on the console at start; demo only, production refuses
 */
@ConfigurationProperties(prefix = "hospiconnect.enrolment", ignoreUnknownFields = false)
record EnrolmentSettings(
        @DefaultValue("1h") Duration codeLifetime,
        @DefaultValue("10") int failuresBeforeBlock,
        @DefaultValue("1000") int failuresOfAddress,
        @DefaultValue("20000") int failuresOfAll,
        @DefaultValue("15m") Duration block,
        @DefaultValue List<String> printActivationCodesFor) {

    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(24);

    EnrolmentSettings {
        printActivationCodesFor = List.copyOf(printActivationCodesFor);
        if (!isAllowed(codeLifetime)) {
            throw new IllegalArgumentException("hospiconnect.enrolment.code-lifetime is between 10 min and 24 h");
        }
        if (block.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("hospiconnect.enrolment.block is at most 24 h");
        }
    }

    static boolean isAllowed(Duration lifetime) {
        return lifetime.compareTo(SHORTEST) >= 0 && lifetime.compareTo(LONGEST) <= 0;
    }
}
