package org.hospiconnect.idp.directory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts at start the establishments that the settings bring, before anybody is imported into them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingsEstablishments implements ApplicationRunner {

    private final DirectorySettings settings;
    private final Establishments establishments;

    SettingsEstablishments(DirectorySettings settings, Establishments establishments) {
        this.settings = settings;
        this.establishments = establishments;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        settings.establishments().forEach(one -> establishments.put(one.toEstablishment()));
    }
}
