package org.hospiconnect.idp.authenticator;

import java.time.Clock;
import java.util.List;
import org.hospiconnect.idp.assurance.LegalBasis;
import org.hospiconnect.idp.assurance.LevelRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Says at each start which kinds of means open no sensitive service, or nothing at all, so that nobody looks for the reason in a ward. */
@Component
class UndeclaredKinds implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(UndeclaredKinds.class);

    private final List<SignInCeremony> kinds;
    private final LevelRules levels;
    private final Clock clock;

    UndeclaredKinds(List<SignInCeremony> kinds, LevelRules levels, Clock clock) {
        this.clock = clock;
        this.kinds = List.copyOf(kinds);
        this.levels = levels;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        kinds.stream()
                .map(SignInCeremony::id)
                .filter(kind -> levels.scheme(kind).legalBasis() == LegalBasis.NONE)
                .forEach(kind -> LOG.atWarn()
                        .addKeyValue("setting", "hospiconnect.assurance.schemes." + kind)
                        .log("nobody declared this kind of means: level low at most"));
        kinds.stream()
                .map(SignInCeremony::id)
                .filter(kind -> levels.isOver(kind, clock.instant()))
                .forEach(kind -> LOG.atWarn()
                        .addKeyValue("setting", "hospiconnect.assurance.schemes." + kind + ".reservation")
                        .log("the transition is over and no reservation holds: means of this kind open nothing"));
    }
}
