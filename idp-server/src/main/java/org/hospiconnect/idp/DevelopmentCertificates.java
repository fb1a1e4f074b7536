package org.hospiconnect.idp;

import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.directory.Establishments;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Outside production, the establishments of the directory get certificates of the development authority. */
@Component
@Profile("!production")
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class DevelopmentCertificates implements ApplicationRunner {

    private final DevelopmentAuthority authority;
    private final Establishments establishments;

    DevelopmentCertificates(DevelopmentAuthority authority, Establishments establishments) {
        this.authority = authority;
        this.establishments = establishments;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        authority.makeFor(establishments.all().stream()
                .map(known -> new DevelopmentAuthority.Structure(known.finess(), known.structIdNat(), known.name()))
                .toList());
    }
}
