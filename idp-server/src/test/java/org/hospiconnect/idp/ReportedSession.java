package org.hospiconnect.idp;

import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.ProvingApplication;

/** A session whose activity an application reports, and how it proves itself. */
record ReportedSession(String sid, String proof) {

    static ReportedSession by(ProviderFixture provider) {
        var dpi = provider.application();
        var camille = provider.signIn();
        provider.tokens(camille, dpi);
        return new ReportedSession(
                camille.sid(), ProvingApplication.basic(dpi.registered().id() + ":" + dpi.secret()));
    }
}
