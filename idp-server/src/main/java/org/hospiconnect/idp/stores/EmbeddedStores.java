package org.hospiconnect.idp.stores;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Real PostgreSQL and Redis processes under one folder, started side by side. */
public final class EmbeddedStores {

    private final Optional<EmbeddedPostgres> postgres;
    private final Optional<EmbeddedRedis> redis;

    private EmbeddedStores(Optional<EmbeddedPostgres> postgres, Optional<EmbeddedRedis> redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    /** Starts what is asked for; throws {@link IllegalStateException} with one plain sentence when it can't. */
    public static EmbeddedStores start(Path folder, boolean postgres, boolean redis) {
        PrivateFolder stores = PrivateFolder.of(folder).folder("stores");
        if (stores.lock("lock") == null) {
            throw new IllegalStateException("another server uses " + stores.path());
        }
        var database = CompletableFuture.supplyAsync(() -> Optional.of(postgres)
                .filter(Boolean::booleanValue)
                .map(_ -> EmbeddedPostgres.start(stores.folder("postgres"))));
        var memory =
                Optional.of(redis).filter(Boolean::booleanValue).map(_ -> EmbeddedRedis.start(stores.folder("redis")));
        try {
            return new EmbeddedStores(database.join(), memory);
        } catch (CompletionException failed) {
            throw new IllegalStateException(
                    Optional.ofNullable(failed.getCause())
                            .map(Throwable::getMessage)
                            .orElse("PostgreSQL did not start"),
                    failed);
        }
    }

    /** Where they are, as Spring Boot's own settings. */
    public Map<String, Object> settings() {
        var settings = new TreeMap<String, Object>();
        postgres.ifPresent(started -> {
            settings.put("spring.datasource.url", started.url());
            settings.put("spring.datasource.username", EmbeddedPostgres.USER);
            settings.put("spring.datasource.password", started.password());
        });
        redis.ifPresent(started -> {
            settings.put("spring.data.redis.host", "127.0.0.1");
            settings.put("spring.data.redis.port", started.port());
            settings.put("spring.data.redis.password", started.password());
        });
        return settings;
    }

    public void stop() {
        redis.ifPresent(EmbeddedRedis::stop);
        postgres.ifPresent(EmbeddedPostgres::stop);
    }
}
