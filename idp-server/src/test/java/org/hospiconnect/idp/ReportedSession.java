package org.hospiconnect.idp;

import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.ProvingApplication;

/** A session whose activity an application reports and about which it asks, and how it proves itself. */
record ReportedSession(String sid, String proof) {

    static ReportedSession by(ProviderFixture provider, Clients clients) {
        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .scopes("openid", "profile", "rpps", "work_situation", "assurance:sessions")
                .get());
        var camille = provider.signIn();
        provider.tokens(camille, dpi);
        return new ReportedSession(
                camille.sid(), ProvingApplication.basic(dpi.registered().id() + ":" + dpi.secret()));
    }
}
