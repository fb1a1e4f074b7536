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
import org.hospiconnect.idp.value.Bytes;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tries for one person, as facts: the first few at once, then after a minute, two, four, up to 128. A right one ends the wait, and wrong
 * ones of the last 24 h go on counting: 20 by name and 5 more in the person's own session, which no stranger uses up (RIE v1 EXI 25: at most
 * 25). A name that nobody has is counted as one that somebody has, so that waiting tells nothing.
 */
@Component
@Conditional(SomebodyMay.class)
class Guesses {

    /** Counts of somebody whom nobody tries for this long are forgotten. */
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    private static final int MOST_BY_NAME = 20;
    private static final int MOST_IN_SESSION = 5;

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

    /** Whose tries are counted together, and how many wrong ones a day may have. */
    record Count(Bytes whose, int mostInADay) {}

    /**
     * Counts a try before it is judged, by one statement, so that tries at once are counted one by one; false, and nothing counted, when
     * it comes too soon.
     */
    boolean mayTry(Count count) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into password_guesses as g (whose, tries, last_at, wrong) values (:whose, 1, :now, array[:now])
                        on conflict (whose) do update
                            set tries = case when g.last_at < :forgotten then 1 else g.tries + 1 end, last_at = :now,
                                wrong = array(select w from unnest(g.wrong) w where w > :forgotten order by w) || :now
                            where (g.last_at < :forgotten or g.tries < :free
                                    or g.last_at + interval '1 minute' * power(2, least(g.tries - :free, 7)) <= :now)
                                and (select count(*) from unnest(g.wrong) w where w > :forgotten) < :most
                        """)
                        .param("whose", count.whose().toArray())
                        .param("now", utc(now))
                        .param("forgotten", utc(now.minus(FORGOTTEN)))
                        .param("free", settings.password().triesBeforeWait())
                        .param("most", count.mostInADay())
                        .update()
                == 1;
    }

    /** The last try was right: the wait ends, and it was no wrong one of this day. */
    void right(Count count) {
        unsay(count, true);
    }

    /** The last try came in vain, and was no guess: it is no wrong one of this day, and no wait ends. */
    void knew(Count count) {
        unsay(count, false);
    }

    private void unsay(Count count, boolean waitEnds) {
        jdbc.sql("""
                        update password_guesses
                        set tries = case when :ends then 0 else tries end, wrong = trim_array(wrong, 1)
                        where whose = :whose and cardinality(wrong) > 0
                        """)
                .param("ends", waitEnds)
                .param("whose", count.whose().toArray())
                .update();
    }

    /** What was guessed was another password. */
    void forget(PersonId person) {
        jdbc.sql("delete from password_guesses where whose in (:named, :own)")
                .param("named", byName(Optional.of(person), "").whose().toArray())
                .param("own", inSession(person).whose().toArray())
                .update();
    }

    Count byName(Optional<PersonId> person, String name) {
        return new Count(keyed(person.map(known -> "person:" + known).orElse("name:" + name)), MOST_BY_NAME);
    }

    Count inSession(PersonId person) {
        return new Count(keyed("session:" + person), MOST_IN_SESSION);
    }

    /** Keyed: what is typed into the wrong field must not be guessed from here. */
    private Bytes keyed(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets.of("password-guesses").toArray(), "HmacSHA256"));
            return Bytes.of(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
