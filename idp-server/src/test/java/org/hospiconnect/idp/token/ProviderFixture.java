package org.hospiconnect.idp.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.client.ClientSecrets;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.hospiconnect.idp.workstation.Place;

/** Puts people, their means of sign-in, sessions and applications into the stores of a running server. */
public class ProviderFixture {

    public static final String REDIRECT = "http://localhost:8080/login/oauth2/code/hospiconnect";
    public static final String AFTER_LOGOUT = "http://localhost:8080/";

    private static final AtomicInteger NUMBERS = new AtomicInteger(10_000);

    private final People people;
    private final Authenticators authenticators;
    private final Sessions sessions;
    private final Clients clients;
    private final ClientSecrets secrets;
    private final IssuedCodes codes;
    private final RefreshTokens families;
    private final Secrets random;
    private final AddressSettings address;
    private final Clock clock;

    ProviderFixture(
            People people,
            Authenticators authenticators,
            Sessions sessions,
            Clients clients,
            ClientSecrets secrets,
            IssuedCodes codes,
            RefreshTokens families,
            Secrets random,
            AddressSettings address,
            Clock clock) {
        this.people = people;
        this.authenticators = authenticators;
        this.sessions = sessions;
        this.clients = clients;
        this.secrets = secrets;
        this.codes = codes;
        this.families = families;
        this.random = random;
        this.address = address;
        this.clock = clock;
    }

    /** Somebody signed in, with what the browser holds. */
    public record SignedIn(Person person, Authenticator authenticator, Sessions.Opened opened) {

        public String sid() {
            return opened.session().sid();
        }
    }

    public SignedIn signIn() {
        return signIn(Duration.ofDays(1000));
    }

    /** With a means that ends soon. */
    public SignedIn signIn(Duration life) {
        return signIn(ExamplePlace.ownDevice(), life);
    }

    /** Somewhere else than on an own device. */
    public SignedIn signIn(Place place) {
        return signIn(place, Duration.ofDays(1000));
    }

    private SignedIn signIn(Place place, Duration life) {
        Person person = person();
        people.add(person);
        var means = authenticator(person.id(), life);
        authenticators.add(means);
        return signIn(person, means, place);
    }

    /** The same person once more, in another browser. */
    public SignedIn signIn(Person person, Authenticator means) {
        return signIn(person, means, ExamplePlace.ownDevice());
    }

    private SignedIn signIn(Person person, Authenticator means, Place place) {
        Proof proof = proof(means.id(), clock.instant());
        return new SignedIn(person, means, sessions.open(person.id(), proof, place));
    }

    /** A code as the authorization endpoint would issue it for this request. */
    public String code(SignedIn person, Application application) {
        return code(person, application, Terms.NONE);
    }

    public String code(SignedIn person, Application application, Terms terms) {
        Instant now = clock.instant();
        String code = random.token();
        codes.add(
                code,
                new IssuedCode(
                        families.newFamily(),
                        application.registered().id(),
                        person.person().id().toString(),
                        person.sid(),
                        Set.of("openid", "profile", "rpps", "work_situation"),
                        REDIRECT,
                        Optional.of("n-0S6_WzA2Mj"),
                        Optional.of(Application.CHALLENGE),
                        terms,
                        now,
                        now.plusSeconds(60)));
        return code;
    }

    /** Tokens that a right redemption gave. */
    public Application.Answer tokens(SignedIn person, Application application) {
        return application.redeem(code(person, application));
    }

    /** A browser and an application that talk to this server. */
    public Application application(RelyingApplication.Profile profile) {
        var issued = secrets.issue();
        var registered =
                application("dpi-" + UUID.randomUUID(), "client_secret_basic", Optional.of(issued.hash()), profile);
        clients.put(registered);
        return new Application(address.issuer().toString(), registered, issued.secret());
    }

    /** It has no secret to keep. */
    public Application publicApplication() {
        var registered =
                application("app-" + UUID.randomUUID(), "none", Optional.empty(), RelyingApplication.Profile.STANDARD);
        clients.put(registered);
        return new Application(address.issuer().toString(), registered, "");
    }

    public Application application() {
        return application(RelyingApplication.Profile.STANDARD);
    }

    static Proof proof(String authenticator, Instant at) {
        return new Proof("webauthn", authenticator, List.of("hwk", "pin", "mfa"), at, ExampleProof.grounds());
    }

    private static RelyingApplication application(
            String id, String authentication, Optional<String> hash, RelyingApplication.Profile profile) {
        return ExampleApplication.one(id)
                .profile(profile)
                .redirectUris(REDIRECT, REDIRECT + "?from=a%20b")
                .postLogoutRedirectUris(AFTER_LOGOUT)
                .authentication(authentication, hash)
                .scopes("openid", "profile", "rpps", "work_situation")
                .grants(Set.of("authorization_code", "refresh_token"))
                .get();
    }

    /** A fictional number that nobody else of this test JVM has. */
    public static String rpps() {
        return "899700" + NUMBERS.getAndIncrement();
    }

    private static Person person() {
        String number = rpps();
        var situation = new WorkSituation(
                "ward",
                new CodedValue("10", "1.2.250.1.71.1.2.7", "Médecin"),
                Optional.of(new CodedValue("SM04", "1.2.250.1.71.4.2.5", "Cardiologie et maladies vasculaires (SM)")),
                "1990000115",
                "CH FICTIF DE VALMONT",
                "SA01",
                "S",
                false);
        return ExamplePerson.one()
                .civilName("NAISSANCE", "Camille")
                .identifiers(List.of(
                        Identifier.rpps(new RppsNumber(number), Optional.of(Instant.parse("2026-01-05T08:00:00Z"))),
                        Identifier.matricule("M" + number, "990000115")))
                .situations(List.of(situation))
                .get();
    }

    private Authenticator authenticator(PersonId person, Duration life) {
        return new Authenticator(
                UUID.randomUUID().toString(),
                person,
                "webauthn",
                Bytes.of(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Bytes.of(new byte[0]),
                0,
                KeyFacts.of("model"),
                "clé",
                Proof.Attestation.TRUSTED,
                Optional.empty(),
                Optional.empty(),
                Authenticator.State.ACTIVE,
                clock.instant(),
                clock.instant().plus(life));
    }
}
