package org.hospiconnect.idp.token.logout;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.session.LogoutNotice;
import org.hospiconnect.idp.token.SessionNames;
import org.hospiconnect.idp.token.TokenSigner;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/** What says to an application that a session has ended (OpenID Connect Back-Channel Logout 1.0 §2.4); fresh for each try. */
@Component
class LogoutTokens {

    static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final int ID_BYTES = 16;

    private final AddressSettings address;
    private final Subjects subjects;
    private final SessionNames names;
    private final TokenSigner signer;
    private final Secrets secrets;
    private final Clock clock;

    LogoutTokens(
            AddressSettings address,
            Subjects subjects,
            SessionNames names,
            TokenSigner signer,
            Secrets secrets,
            Clock clock) {
        this.names = names;
        this.address = address;
        this.subjects = subjects;
        this.signer = signer;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Person and session by the names under which the application's ID tokens have them. */
    String make(LogoutNotice notice, RelyingApplication application) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(address.issuer().toString())
                .subject(subjects.of(notice.person().toString(), application))
                .audience(application.id())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(secrets.next(ID_BYTES).toBase64Url())
                .claim("sid", names.of(notice.sid(), application))
                .claim("events", Map.of(EVENT, Map.of()))
                .build();
        return signer.sign(TYPE, JWSAlgorithm.parse(application.tokenAlgorithm()), claims);
    }
}
