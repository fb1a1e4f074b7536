package org.hospiconnect.idp.token.dmp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.client.ClientSecrets;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.Grant;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.Terms;
import org.hospiconnect.idp.token.Tokens;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Somebody signed in at a DPI of a running server, with a real access token; and the DPI's request over HTTP. */
public record DmpStage(
        People people,
        Authenticators authenticators,
        Sessions sessions,
        Clients clients,
        ClientSecrets secrets,
        Tokens tokens,
        JdbcClient jdbc,
        AddressSettings address,
        Clock clock) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    public static DmpStage of(BeanFactory server) {
        // what a start does for the establishments of the directory
        server.getBean(DevelopmentAuthority.class)
                .makeFor(
                        List.of(new DevelopmentAuthority.Structure("990000115", "1990000115", "CH FICTIF DE VALMONT")));
        return new DmpStage(
                server.getBean(People.class),
                server.getBean(Authenticators.class),
                server.getBean(Sessions.class),
                server.getBean(Clients.class),
                server.getBean(ClientSecrets.class),
                server.getBean(Tokens.class),
                server.getBean(JdbcClient.class),
                server.getBean(AddressSettings.class),
                server.getBean(Clock.class));
    }

    /**
     * Somebody at work in the DPI.
     *
     * @param accessToken the subject token
     */
    public record SignedIn(Person person, Session session, RelyingApplication dpi, String secret, String accessToken) {}

    /** Parameters in order; a name may come twice. */
    public static final class Form {

        private final List<Map.Entry<String, String>> pairs = new ArrayList<>();
        String query = "";

        Form and(String name, String value) {
            pairs.add(Map.entry(name, value));
            return this;
        }

        public Form but(String name, String... values) {
            pairs.removeIf(pair -> pair.getKey().equals(name));
            Arrays.stream(values).forEach(value -> and(name, value));
            return this;
        }

        public Map<String, String> parameters() {
            return pairs.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        String encoded() {
            return pairs.stream()
                    .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }

    public record Answer(int status, Map<String, Object> json) {

        public String text(String member) {
            return String.valueOf(json.get(member));
        }
    }

    static Person physician(WorkSituation... situations) {
        String number = ProviderFixture.rpps();
        var rpps = Identifier.rpps(new RppsNumber(number), Optional.of(DmpFixture.SIGNED_IN));
        return person(List.of(rpps), situations);
    }

    static Person person(List<Identifier> identifiers, WorkSituation... situations) {
        return ExamplePerson.one()
                .identifiers(identifiers)
                .situations(List.of(situations))
                .get();
    }

    static WorkSituation ward() {
        return DmpFixture.cardiologist();
    }

    static WorkSituation at(String structIdNat) {
        return new WorkSituation(
                "office",
                DmpFixture.PHYSICIAN,
                Optional.of(DmpFixture.CARDIOLOGY),
                structIdNat,
                "CLINIQUE FICTIVE DES TILLEULS",
                "SA01",
                "S",
                false);
    }

    public SignedIn camille() {
        return signedIn(physician(ward()));
    }

    SignedIn signedIn(Person person) {
        return signedIn(person, ExampleProof.grounds());
    }

    SignedIn signedIn(Person person, Proof.Grounds grounds) {
        people.add(person);
        var means = means(person.id());
        authenticators.add(means);
        var proof = new Proof("webauthn", means.id(), List.of("hwk", "user"), clock.instant(), grounds);
        Session session =
                sessions.open(person.id(), proof, ExamplePlace.ownDevice()).session();
        var issued = secrets.issue();
        RelyingApplication dpi = dpi(issued.hash(), Optional.of(DmpFixture.software()), exchange());
        clients.put(dpi);
        return new SignedIn(person, session, dpi, issued.secret(), token(person, session, dpi));
    }

    public String token(Person person, Session session, RelyingApplication dpi) {
        var grant = new Grant(
                DmpFixture.good(session, person, dpi),
                Set.of("openid", "rpps"),
                UUID.randomUUID().toString(),
                Terms.NONE);
        return tokens.make(grant, Optional.empty()).access().getTokenValue();
    }

    static Set<String> exchange() {
        return Set.of("authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange");
    }

    static RelyingApplication dpi(String hash, Optional<RelyingApplication.Dmp> dmp, Set<String> grants) {
        return ExampleApplication.one("dpi-" + UUID.randomUUID())
                .redirectUris("http://localhost:8080/login")
                .authentication("client_secret_basic", Optional.of(hash))
                .scopes("openid", "rpps")
                .grants(grants)
                .leastLevel(Level.SINGLE_FACTOR)
                .dmp(dmp)
                .get();
    }

    void disable(RelyingApplication dpi) {
        clients.put(ExampleApplication.like(dpi).disabled().get());
    }

    void suspend(Person person) {
        people.change(ExamplePerson.like(person).state(Person.State.SUSPENDED).get());
    }

    /** A right request for the assertion. */
    public static Form form(SignedIn who) {
        return new Form()
                .and("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .and("subject_token", who.accessToken())
                .and("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
                .and("requested_token_type", "urn:ietf:params:oauth:token-type:saml2")
                .and("audience", "urn:dmp")
                .and("patient_ins", DmpFixture.PATIENT)
                .and("purpose_of_use", "normal");
    }

    public Answer send(SignedIn who, Form form) {
        return send(who.dpi().id(), who.secret(), form);
    }

    public Answer send(String clientId, String secret, Form form) {
        String credentials = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(URI.create(address.page("/oauth2/token" + form.query)))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.encoded()))
                .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readValue(answer.body(), OBJECT));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Authenticator means(PersonId person) {
        return new Authenticator(
                UUID.randomUUID().toString(),
                person,
                "webauthn",
                Bytes.of(UUID.randomUUID().toString().getBytes(UTF_8)),
                Bytes.of(new byte[] {1}),
                0,
                KeyFacts.of("model"),
                "clé",
                Proof.Attestation.TRUSTED,
                Optional.empty(),
                Optional.empty(),
                Authenticator.State.ACTIVE,
                clock.instant(),
                clock.instant().plusSeconds(90_000_000));
    }

    Map<String, Object> traced(String where, String value) {
        return jdbc.sql("select act, reason, details::text from trail where act like 'VIHF%' and " + where)
                .param(value)
                .query()
                .singleRow();
    }
}
