package org.hospiconnect.idp.keys;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Secrets that all nodes share: 256 bits each, made at the first use, wrapped under the key-encryption key, never changed. */
@Component
public class DeploymentSecrets {

    private static final int SECRET_BYTES = 32;

    private final Map<String, Bytes> known = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final KeyEncryptionKey keyEncryption;
    private final Secrets secrets;

    DeploymentSecrets(JdbcClient jdbc, KeyEncryptionKey keyEncryption, Secrets secrets) {
        this.jdbc = jdbc;
        this.keyEncryption = keyEncryption;
        this.secrets = secrets;
    }

    /** The secret of this name: what it is for, a word of our code. */
    public Bytes of(String name) {
        return known.computeIfAbsent(name, this::kept);
    }

    /** Has the secret of this name, unless there is one; in the caller's transaction, so it isn't read yet. */
    public void keep(String name, Optional<Bytes> older) {
        Bytes secret = older.orElseGet(() -> secrets.next(SECRET_BYTES));
        // Of several nodes that start at once, the first one's stays.
        jdbc.sql("insert into deployment_secrets (name, wrapped) values (:name, :wrapped) on conflict do nothing")
                .param("name", name)
                .param("wrapped", keyEncryption.wrap(secret, wrappedAs(name)).toArray())
                .update();
    }

    private static String wrappedAs(String name) {
        return "secret:" + name;
    }

    private Bytes kept(String name) {
        keep(name, Optional.empty());
        byte[] wrapped = jdbc.sql("select wrapped from deployment_secrets where name = :name")
                .param("name", name)
                .query((row, _) -> row.getBytes("wrapped"))
                .single();
        return keyEncryption.unwrap(Bytes.of(wrapped), wrappedAs(name));
    }
}
