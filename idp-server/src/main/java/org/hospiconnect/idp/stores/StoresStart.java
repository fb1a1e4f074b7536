package org.hospiconnect.idp.stores;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/**
 * Before anything else starts: a store whose address the settings don't give ({@code spring.datasource.url},
 * {@code spring.data.redis.host} or {@code .url}) is started here as a real process, and stopped last.
 */
public class StoresStart implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    public StoresStart() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings = context.getEnvironment();
        boolean postgres = !settings.containsProperty("spring.datasource.url");
        boolean redis = !settings.containsProperty("spring.data.redis.host")
                && !settings.containsProperty("spring.data.redis.url")
                && !settings.containsProperty("spring.data.redis.sentinel.master")
                && !settings.containsProperty("spring.data.redis.cluster.nodes");
        if (!postgres && !redis) {
            return;
        }
        Path folder = Path.of(settings.getProperty("hospiconnect.data.folder", ".hospiconnect"));
        var stores = EmbeddedStores.start(folder, postgres, redis);
        settings.getPropertySources().addFirst(new MapPropertySource("embedded stores", stores.settings()));
        SpringApplication.getShutdownHandlers().add(stores::stop);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
