package org.hospiconnect.idp.token.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.LogoutNotice;
import org.hospiconnect.idp.session.LogoutNotice.State;
import org.hospiconnect.idp.session.LogoutNotices;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Applications that hear of the end of sessions, and what becomes of it. */
public class LogoutStage {

    private final ProviderFixture provider;
    private final Clients clients;
    private final LogoutNotices notices;
    private final JdbcClient jdbc;

    LogoutStage(ProviderFixture provider, Clients clients, LogoutNotices notices, JdbcClient jdbc) {
        this.provider = provider;
        this.clients = clients;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    public Application application(LogoutReceiver receiver, TokenRules rules) {
        var dpi = provider.application();
        RelyingApplication registered = ExampleApplication.like(dpi.registered())
                .tokens(rules)
                .surroundings(_ -> new Surroundings(Set.of(), Optional.of(receiver.address()), Set.of()))
                .get();
        clients.put(registered);
        return new Application(dpi.issuer(), registered, dpi.secret());
    }

    public void leave(Application dpi, ProviderFixture.SignedIn person, Application.Answer tokens) {
        var answer = dpi.get(
                "/connect/logout?id_token_hint=" + tokens.text("id_token"),
                "Cookie",
                "hc_session=" + person.opened().cookie());
        assertThat(answer.status()).isEqualTo(200);
    }

    boolean isSigned(Application dpi, SignedJWT token) throws Exception {
        var keys = JWKSet.parse(dpi.get("/oauth2/jwks").body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        return token.verify(new ECDSAVerifier(key));
    }

    LogoutNotice latest(Application dpi) {
        return notices.latest(Optional.of(dpi.registered().id()), 1).getFirst();
    }

    void awaitStatus(Application dpi, int status) {
        Awaitility.await()
                .until(() ->
                        latest(dpi).lastStatus().filter(said -> said == status).isPresent());
    }

    public LogoutNotice settled(ProviderFixture.SignedIn person, Application dpi) {
        return Awaitility.await()
                .until(
                        () -> notices.latest(Optional.of(dpi.registered().id()), 100).stream()
                                .filter(notice -> notice.sid().equals(person.sid()))
                                .filter(notice -> notice.state() != State.DUE)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public long acts(ProviderFixture.SignedIn person, String act, String outcome) {
        return jdbc.sql("select count(*) from trail where act = :act and outcome = :outcome and session = :sid")
                .param("act", act)
                .param("outcome", outcome)
                .param("sid", person.sid())
                .query(Long.class)
                .single();
    }
}
