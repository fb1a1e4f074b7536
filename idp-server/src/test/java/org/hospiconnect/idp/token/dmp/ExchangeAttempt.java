package org.hospiconnect.idp.token.dmp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.keys.StructureSeal;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.Wanted;
import org.hospiconnect.idp.token.OwnJwts;
import org.hospiconnect.idp.token.SessionNamesTest;
import org.hospiconnect.idp.token.TokenSigner;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** A right exchange whose every part a test may turn wrong before it is sent. */
final class ExchangeAttempt {

    static final OneKey RING = OneKey.made();
    static final SealFixture SEALS = new SealFixture();
    static final AddressSettings ADDRESS = new AddressSettings(URI.create("https://idp.example"));

    final Map<String, String[]> parameters = new HashMap<>();
    final List<AuditEntry> recorded = new ArrayList<>();
    final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
            .issuer("https://idp.example")
            .subject(DmpFixture.physician().id().toString())
            .audience("https://idp.example")
            .claim("client_id", "sample-dpi")
            .jwtID("family.token")
            .claim("sid", "sid-1")
            .expirationTime(Date.from(DmpFixture.NOW.plusSeconds(60)));

    OneKey signer = RING;
    String tokenType = "at+jwt";
    Person person = DmpFixture.physician();
    Session session = DmpFixture.session(Optional.empty(), DmpFixture.substantial());
    RelyingApplication application = DmpFixture.application(Optional.of(DmpFixture.software()));
    Optional<Standing.Reason> fallen = Optional.empty();
    Optional<StructureSeal> seal = Optional.of(SEALS.seal());
    AuthorizationGrantType grant = AuthorizationGrantType.TOKEN_EXCHANGE;
    Set<String> ended = Set.of();
    boolean inAddress;
    boolean testIns = true;
    Instant now = DmpFixture.NOW;

    ExchangeAttempt() {
        set("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
        set("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
        set("requested_token_type", "urn:ietf:params:oauth:token-type:saml2");
        set("audience", "urn:dmp");
        set("patient_ins", DmpFixture.PATIENT);
        set("purpose_of_use", "normal");
    }

    ExchangeAttempt set(String name, String... values) {
        parameters.put(name, values);
        return this;
    }

    OAuth2AccessTokenAuthenticationToken send() {
        parameters.putIfAbsent("subject_token", new String[] {subjectToken()});
        var answer = exchange().authenticate(new TokenExchangeAuthentication(client(), parameters, inAddress));
        return (OAuth2AccessTokenAuthenticationToken) answer;
    }

    String subjectToken() {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(tokenType))
                .keyID("k1")
                .build();
        var jwt = new SignedJWT(header, claims.build());
        try {
            jwt.sign(new ECDSASigner(signer.key()));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
        return jwt.serialize();
    }

    private DmpExchange exchange() {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var settings = DmpRulesTest.SETTINGS;
        var acrNames = new AcrNames("https://idp.example/acr/", Set.of());
        var tokens = new DmpTokens(
                new VihfAssertion(settings),
                new VihfContext(
                        settings,
                        ADDRESS,
                        acrNames,
                        SessionNamesTest.SUBJECTS,
                        SessionNamesTest.NAMES,
                        new TokenSigner(RING)),
                structure -> seal.filter(known -> known.structIdNat().equals(structure)),
                new Secrets());
        return new DmpExchange(
                new DmpExchangeParameters(testIns),
                new SubjectTokens(new OwnJwts(RING, ADDRESS), SessionNamesTest.NAMES, new EndedTokens(ended), clock),
                this::standing,
                new DmpRules(settings.means(), settings.rppsCheck().age()),
                tokens,
                new DmpTrail(new Recorder(recorded::add), acrNames, new Secrets()),
                settings,
                clock);
    }

    private Standing standing(String sid, Wanted wanted) {
        if (!sid.equals(session.sid()) || !wanted.client().equals(application.id())) {
            throw new AssertionError("asked for another session or client");
        }
        return fallen.<Standing>map(Standing.Refused::new)
                .orElseGet(() -> DmpFixture.good(session, person, application));
    }

    private OAuth2ClientAuthenticationToken client() {
        var registered = RegisteredClient.withId("sample-dpi")
                .clientId("sample-dpi")
                .authorizationGrantType(grant)
                .build();
        return new OAuth2ClientAuthenticationToken(
                registered, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "secret");
    }

    static Duration lifetime() {
        return DmpRulesTest.SETTINGS.lifetime();
    }
}
