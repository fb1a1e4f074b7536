package org.hospiconnect.idp.token.dmp;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the DMP is told beyond the facts of person and session.
 *
 * @param lifetime life of assertion and context
 * @param version {@code VIHF_Version}: 3.0 as in the published samples; the newest mapping says 4.0, the specification has
 *     not been read
 * @param modePsc {@code Authentification_Mode} after a sign-in by Pro Santé Connect (AIR)
 * @param modeEstablishment the same after the establishment's own two factors (AIR simplifié): no value of its own is
 *     published, so it defaults to AIR's until the SESAM-Vitale specification is read
 * @param means kinds of authenticator that open the DMP, by their name in settings and trail; another kind is refused
 * @param acceptTestIns accept patients of the national test range; unset: everywhere but in production
 * @param rppsCheck how old the verification of an RPPS number may be
 */
@ConfigurationProperties(prefix = "hospiconnect.vihf", ignoreUnknownFields = false)
public record VihfSettings(
        @DefaultValue("5m") Duration lifetime,
        @DefaultValue("3.0") String version,
        @DefaultValue("INDIRECTE_RENFORCEE") String modePsc,
        @DefaultValue("INDIRECTE_RENFORCEE") String modeEstablishment,
        @DefaultValue Map<String, Means> means,
        @Nullable Boolean acceptTestIns,
        @DefaultValue RppsCheck rppsCheck) {

    private static final String SAML_CLASSES = "urn:oasis:names:tc:SAML:2.0:ac:classes:";

    /**
     * How the DMP hears of one kind of authenticator.
     *
     * @param origin whose sign-in it is: it chooses between {@code mode-establishment} and {@code mode-psc}
     * @param contextClass {@code AuthnContextClassRef}; no class of SAML 2.0 fits a security key, hence {@code unspecified}
     * @param contextDeclaration {@code AuthnContextDecl}, where one is given
     */
    record Means(
            SignInOrigin origin,
            @DefaultValue(SAML_CLASSES + "unspecified") String contextClass,
            @Nullable String contextDeclaration) {}

    /**
     * National identifiers are verified at least every two years (RIE v1 EXI 27).
     *
     * @param age no DMP after it; at most 24 months
     * @param reservation the recorded reservation that allows more; its text is in the log of each start
     */
    record RppsCheck(@DefaultValue("24m") Period age, Optional<String> reservation) {

        private static final Period LONGEST = Period.ofMonths(24);

        RppsCheck {
            if (isLonger(age, LONGEST)
                    && reservation.filter(text -> !text.isBlank()).isEmpty()) {
                throw new IllegalArgumentException("hospiconnect.vihf.rpps-check.age: more than 24 months needs"
                        + " hospiconnect.vihf.rpps-check.reservation");
            }
            if (!isLonger(age, Period.ZERO)) {
                throw new IllegalArgumentException("hospiconnect.vihf.rpps-check.age is longer than zero");
            }
        }

        boolean isLoosened() {
            return isLonger(age, LONGEST);
        }

        private static boolean isLonger(Period one, Period other) {
            return LocalDate.EPOCH.plus(one).isAfter(LocalDate.EPOCH.plus(other));
        }
    }

    public VihfSettings {
        means = means.isEmpty() ? usual() : Map.copyOf(means);
    }

    String mode(SignInOrigin origin) {
        return switch (origin) {
            case LOCAL_2FA -> modeEstablishment;
            case PSC -> modePsc;
        };
    }

    boolean acceptsTestIns(boolean production) {
        return acceptTestIns == null ? !production : acceptTestIns;
    }

    private static Map<String, Means> usual() {
        return Map.of(
                "webauthn",
                new Means(SignInOrigin.LOCAL_2FA, SAML_CLASSES + "unspecified", null),
                "psc",
                new Means(SignInOrigin.PSC, SAML_CLASSES + "MobileTwoFactorUnregistered", "APP_BROWSER_AUTH"));
    }
}
