package org.hospiconnect.idp.token.logout;

import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.LogoutNotice;
import org.springframework.beans.factory.BeanFactory;

/** Logout tokens for tests of other packages. */
public record LogoutFixture(BeanFactory server) {

    /** As the back channel sends it. */
    public String token(LogoutNotice notice, RelyingApplication application) {
        return server.getBean(LogoutTokens.class).make(notice, application);
    }
}
