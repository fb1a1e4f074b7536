package org.hospiconnect.idp.token;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.client.TokenRules.SubjectType;
import org.hospiconnect.idp.keys.DeploymentSecrets;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Expiring;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The secret behind pairwise names is a fact: with another one, every pairwise application would see strangers. */
@Component
class PairwiseSubjects implements Subjects, Expiring, ApplicationRunner {

    private static final String SECRET = "pairwise";

    private final JdbcClient jdbc;
    private final DeploymentSecrets secrets;
    private final TransactionTemplate own;
    private final Clock clock;
    private final AtomicReference<@Nullable Bytes> known = new AtomicReference<>();

    PairwiseSubjects(JdbcClient jdbc, DeploymentSecrets secrets, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.own = new TransactionTemplate(transactions);
        this.clock = clock;
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String of(String person, RelyingApplication application) {
        return sector(application)
                .map(sector -> mac(sector + "|" + person).toBase64Url())
                .orElse(person);
    }

    /** The host that the registration names, or that of its redirect addresses; a client without any is its own. */
    @Override
    public Optional<String> sector(RelyingApplication application) {
        return application.tokens().subjectType() == SubjectType.PUBLIC
                ? Optional.empty()
                : Optional.of(application
                        .tokens()
                        .sector()
                        .orElseGet(() -> application.redirectUris().stream()
                                .map(address -> URI.create(address).getHost())
                                .sorted()
                                .findFirst()
                                .orElse("client:" + application.id())));
    }

    private Bytes mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret().toArray(), "HmacSHA256"));
            return Bytes.of(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }

    private Bytes secret() {
        Bytes read = known.get();
        if (read != null) {
            return read;
        }
        own.executeWithoutResult(_ -> wrapOlder());
        Bytes kept = secrets.of(SECRET);
        known.set(kept);
        return kept;
    }

    /** At the first start of this version, whether somebody asks for a name or not. */
    @Override
    public void run(ApplicationArguments arguments) {
        secret();
    }

    /** Servers before this one kept it in clear, in a table of its own: it stays the same secret. */
    private void wrapOlder() {
        jdbc.sql("lock table pairwise_secret in exclusive mode").update();
        Optional<Bytes> clear = jdbc.sql("select secret from pairwise_secret")
                .query((row, _) -> Bytes.of(row.getBytes("secret")))
                .optional();
        secrets.keep(SECRET, clear);
        jdbc.sql("update pairwise_secret set wrapped_at = :now where wrapped_at is null")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The clear one, once the servers that read it have had a day to go. */
    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("delete from pairwise_secret where wrapped_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
