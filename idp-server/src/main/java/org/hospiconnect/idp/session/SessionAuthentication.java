package org.hospiconnect.idp.session;

import java.util.List;
import org.hospiconnect.idp.directory.PersonId;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Who stands behind an authorization request: the person of an open session that meets the request's demand. */
public final class SessionAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String person;
    private final String sid;

    public SessionAuthentication(PersonId person, String sid) {
        super(List.of());
        this.person = person.toString();
        this.sid = sid;
        super.setAuthenticated(true);
    }

    public String sid() {
        return sid;
    }

    public PersonId person() {
        return PersonId.of(person);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    /** The local id, {@code sub}. */
    @Override
    public Object getPrincipal() {
        return person;
    }
}
