package org.hospiconnect.idp.authenticator.totp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.keys.DeploymentSecrets;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tries for one person, as facts: the first few at once, then after a minute, two, four, up to 128, which are 22 in 24 h (RIE v1 EXI 25:
 * at most 25). A name that nobody has is counted as one that somebody has, so that waiting tells nothing.
 */
@Component
@Conditional(SomebodyMay.class)
class Guesses {

    /** Counts of somebody whom nobody tries for this long are forgotten. */
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final DeploymentSecrets secrets;
    private final TotpSettings settings;
    private final Clock clock;

    Guesses(JdbcClient jdbc, DeploymentSecrets secrets, TotpSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Counts a try before it is judged, by one statement, so that tries at once are counted one by one; false, and nothing counted, when
     * it comes too soon.
     */
    boolean mayTry(byte[] whose) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into password_guesses as g (whose, tries, last_at) values (:whose, 1, :now)
                        on conflict (whose) do update
                            set tries = case when g.last_at < :forgotten then 1 else g.tries + 1 end, last_at = :now
                            where g.last_at < :forgotten or g.tries < :free
                                or g.last_at + interval '1 minute' * power(2, least(g.tries - :free, 7)) <= :now
                        """)
                        .param("whose", whose)
                        .param("now", utc(now))
                        .param("forgotten", utc(now.minus(FORGOTTEN)))
                        .param("free", settings.password().triesBeforeWait())
                        .update()
                == 1;
    }

    void right(byte[] whose) {
        jdbc.sql("delete from password_guesses where whose = :whose")
                .param("whose", whose)
                .update();
    }

    /** Keyed: what is typed into the wrong field must not be guessed from here. */
    byte[] whose(Optional<PersonId> person, String name) {
        String text = person.map(known -> "person:" + known).orElse("name:" + name);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets.of("password-guesses").toArray(), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
