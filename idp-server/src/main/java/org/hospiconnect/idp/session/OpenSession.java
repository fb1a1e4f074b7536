package org.hospiconnect.idp.session;

import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.workstation.Post;

/**
 * A session as its person and the officer see it.
 *
 * @param post where it was opened; empty on an own device
 * @param applications that were opened in it, by the names that people read
 */
public record OpenSession(Session session, Optional<Post> post, List<String> applications) {

    public OpenSession {
        applications = List.copyOf(applications);
    }
}
