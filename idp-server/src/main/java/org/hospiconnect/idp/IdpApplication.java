package org.hospiconnect.idp;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.StandardEnvironment;

/** The identity provider: one process, one command. A start that fails says why in one line and exits with 1. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IdpApplication {

    IdpApplication() {}

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] arguments) {
        var application = new SpringApplication(IdpApplication.class);
        var environment = new StandardEnvironment();
        application.addListeners((ApplicationListener<ApplicationFailedEvent>) failed -> {
            var context = failed.getApplicationContext();
            var settings = context == null ? environment : context.getEnvironment();
            System.err.println("hospiconnect: " + StartFailure.sentence(failed.getException(), settings));
            System.exit(1);
        });
        application.run(arguments);
    }
}
