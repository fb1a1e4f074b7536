package org.hospiconnect.idp.client;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Registers at start what the settings bring; a wrong one stops the start with its faults. */
@Component
class SettingsApplications implements ApplicationRunner {

    private final ClientSettings settings;
    private final Registrations registrations;

    SettingsApplications(ClientSettings settings, Registrations registrations) {
        this.settings = settings;
        this.registrations = registrations;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (ApplicationSettings application : settings.applications()) {
            if (registrations.register(application, "settings") instanceof Registrations.Result.Refused(var faults)) {
                throw new IllegalStateException(
                        "hospiconnect.client.applications: " + application.id() + ": " + faults);
            }
        }
    }
}
