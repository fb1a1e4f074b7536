package org.hospiconnect.idp.token;

import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing;

/**
 * What tokens are made from: who is signed in, for which application, with which scopes; good at the moment it is read.
 *
 * @param family names all that one code gave: refresh tokens and the access tokens made with them
 */
public record Grant(Standing.Good standing, Set<String> scopes, String family, Terms terms) {

    public Grant {
        scopes = Set.copyOf(scopes);
    }

    Session session() {
        return standing.session();
    }

    public Person person() {
        return standing.person();
    }

    public RelyingApplication application() {
        return standing.application();
    }

    Grant with(Terms changed) {
        return new Grant(standing, scopes, family, changed);
    }

    public boolean covers(String scope) {
        return scopes.contains(scope);
    }

    /** The same for every token of a session as long as no proof is added. */
    Assessment assessment() {
        return standing.assessment();
    }

    Optional<WorkSituation> situation() {
        return standing.situation();
    }

    /** {@code wished} were asked one by one; the registration says whether the application may have them. */
    boolean tells(PersonClaim claim, Set<String> wished) {
        return covers(claim.scope()) || claim.isAskedByName(wished, application());
    }

    Optional<String> matricule() {
        return application().establishment().flatMap(person()::matricule);
    }
}
