package org.hospiconnect.idp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The identity provider: one process, one command. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IdpApplication {

    IdpApplication() {}

    public static void main(String[] args) {
        SpringApplication.run(IdpApplication.class, args);
    }
}
