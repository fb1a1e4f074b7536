package org.hospiconnect.idp.token;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.directory.Email;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.token.dmp.DmpFixture;
import org.hospiconnect.idp.token.possession.ServerNonces;

/** Somebody who is signed in, and an application that may do everything. */
record AnnouncedStage(
        ProviderFixture provider, Clients clients, People people, ServerNonces nonces, Application whole) {

    static final String MACHINE_SCOPE = "labo:read";

    /** One value, used as it is meant to be. */
    interface Drive {

        void with(String value) throws Exception;
    }

    static AnnouncedStage of(ProviderFixture provider, Clients clients, People people, ServerNonces nonces) {
        var known = provider.application();
        var registered = ExampleApplication.like(known.registered())
                .scopes(
                        "openid",
                        "profile",
                        "email",
                        "offline_access",
                        "rpps",
                        "work_situation",
                        "rie_evidence",
                        MACHINE_SCOPE)
                .grants(RegistrationRules.GRANTS)
                .dmp(Optional.of(DmpFixture.software()))
                .get();
        clients.put(registered);
        return new AnnouncedStage(
                provider, clients, people, nonces, new Application(known.issuer(), registered, known.secret()));
    }

    ProviderFixture.SignedIn camille() {
        var camille = provider.signIn();
        people.change(ExamplePerson.like(camille.person())
                .email(Optional.of(new Email("camille@valmont.example", Optional.empty())))
                .get());
        return camille;
    }

    /** A changed one beside it. */
    Application another(UnaryOperator<ExampleApplication> change) {
        var known = provider.application();
        var registered =
                change.apply(ExampleApplication.like(known.registered())).get();
        clients.put(registered);
        return new Application(known.issuer(), registered, known.secret());
    }
}
