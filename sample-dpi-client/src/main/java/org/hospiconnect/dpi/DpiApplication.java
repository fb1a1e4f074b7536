package org.hospiconnect.dpi;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the sample patient record. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DpiApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(DpiApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
