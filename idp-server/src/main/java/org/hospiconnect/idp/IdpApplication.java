package org.hospiconnect.idp;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** The identity provider: one process, one command. A start that fails says why in one line and exits with 1. */
@SpringBootApplication(exclude = WebMvcObservationAutoConfiguration.class) // RequestMeters
@ConfigurationPropertiesScan
public class IdpApplication {

    IdpApplication() {}

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static UnknownSettings unknownSettings(Environment settings) {
        return new UnknownSettings(settings);
    }

    public static void main(String[] arguments) {
        var application = new SpringApplication(IdpApplication.class);
        var settings = new AtomicReference<Environment>(new StandardEnvironment());
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                prepared -> settings.set(prepared.getEnvironment()));
        try {
            application.run(arguments);
        } catch (RuntimeException failed) { // whatever stopped the start: the operator reads one line
            System.err.println(
                    "hospiconnect: " + StartFailure.sentence(failed, Objects.requireNonNull(settings.get())));
            System.exit(1);
        }
    }
}
