package org.hospiconnect.idp;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The identity provider: one process, one command. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IdpApplication {

    IdpApplication() {}

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] args) {
        SpringApplication.run(IdpApplication.class, args);
    }
}
