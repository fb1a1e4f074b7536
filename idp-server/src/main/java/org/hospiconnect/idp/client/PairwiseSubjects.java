package org.hospiconnect.idp.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.client.TokenRules.SubjectType;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secret behind pairwise names is a fact: with another one, every pairwise application would see strangers. */
@Component
class PairwiseSubjects implements Subjects {

    private static final int SECRET_BYTES = 32;

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final AtomicReference<@Nullable Bytes> secret = new AtomicReference<>();

    PairwiseSubjects(JdbcClient jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    @Override
    public String of(String person, RelyingApplication application) {
        return application.tokens().subjectType() == SubjectType.PUBLIC
                ? person
                : mac(sector(application) + "|" + person).toBase64Url();
    }

    /** §8.1: the host that the registration names, or that of its redirect addresses; a client without any is its own. */
    private static String sector(RelyingApplication application) {
        return application
                .tokens()
                .sector()
                .orElseGet(() -> application.redirectUris().stream()
                        .map(address -> URI.create(address).getHost())
                        .sorted()
                        .findFirst()
                        .orElse("client:" + application.id()));
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
        Bytes known = secret.get();
        if (known != null) {
            return known;
        }
        Bytes kept = kept();
        secret.set(kept);
        return kept;
    }

    // Of several nodes that start at once, the first one's stays.
    private Bytes kept() {
        jdbc.sql("insert into pairwise_secret (one, secret) values (true, :secret) on conflict (one) do nothing")
                .param("secret", secrets.next(SECRET_BYTES).toArray())
                .update();
        return jdbc.sql("select secret from pairwise_secret")
                .query((row, _) -> Bytes.of(row.getBytes("secret")))
                .single();
    }
}
