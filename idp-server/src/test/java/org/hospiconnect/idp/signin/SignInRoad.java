package org.hospiconnect.idp.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.client.ApplicationSettings;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.Registrations;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.directory.CodedValue;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.enrolment.ActivationDesk;
import org.hospiconnect.idp.enrolment.ActivationOrder;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.journeys.FidoRoot;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Make;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.springframework.stereotype.Component;

/** People, keys, an application and a browser: what every journey through sign-in starts from. */
@Component
public class SignInRoad {

    /** RFC 7636 appendix B. */
    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final People people;
    private final Registrations registrations;
    private final ActivationDesk desk;
    private final AddressSettings address;

    SignInRoad(People people, Registrations registrations, ActivationDesk desk, AddressSettings address) {
        this.people = people;
        this.registrations = registrations;
        this.desk = desk;
        this.address = address;
    }

    public String page(String path) {
        return address.page(path);
    }

    /** What stands around a page. */
    public HttpHeaders headers(String path) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(page(path))).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).headers();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A form sent by a page of {@code origin}; the status it gets. */
    public int postFrom(String origin, String path, String form) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(page(path)))
                    .header("Origin", origin)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Where codes go: a page that answers. */
    public String callback() {
        return page("/left");
    }

    /** A confidential application; its secret. */
    public String register(String clientId, Level least) {
        return register(clientId, least, Set.of("openid", "profile", "rpps", "work_situation"))
                .orElseThrow();
    }

    /** Once more, where the name is taken: what it is registered for from now on; it keeps its secret. */
    Optional<String> register(String clientId, Level least, Set<String> scopes) {
        var wanted = new ApplicationSettings(
                clientId,
                "Dossier patient",
                RelyingApplication.Profile.STANDARD,
                Set.of(callback()),
                Set.of(callback()),
                "client_secret_basic",
                Optional.empty(),
                scopes,
                Set.of("authorization_code", "refresh_token"),
                least,
                "ES256",
                Optional.of("990000115"),
                null,
                true,
                ClientKeys.NONE,
                TokenRules.USUAL,
                Surroundings.NONE,
                Optional.empty(),
                Optional.empty(),
                SignInRules.NONE);
        return ((Registrations.Result.Kept) registrations.register(wanted, "test")).secret();
    }

    public Person somebody(int situations) {
        return somebody(situations, "EXEMPLE");
    }

    /** Somebody whom pages call so. */
    public Person somebody(int situations, String family) {
        var exercised = java.util.stream.IntStream.rangeClosed(1, situations)
                .mapToObj(SignInRoad::situation)
                .toList();
        var person = ExamplePerson.one()
                .population("test")
                .exerciseName(family, "Camille")
                .identifiers(List.of(Identifier.matricule("M" + UUID.randomUUID(), "990000115")))
                .situations(exercised)
                .get();
        people.add(person);
        return person;
    }

    private static WorkSituation situation(int number) {
        return new WorkSituation(
                "s" + number,
                new CodedValue("10", "1.2.250.1.71.1.2.7", "Médecin"),
                Optional.of(new CodedValue("SM54", "1.2.250.1.71.4.2.5", "Médecine générale")),
                "1990000115",
                "Lieu " + number,
                "SA01",
                "S",
                false);
    }

    /** A code for the enrolment page, with or without the identity having been verified. */
    public String activationCode(Person person, boolean verified) {
        var order = new ActivationOrder(
                person.id().toString(),
                Optional.of(IdentityEvidence.Method.FACE_TO_FACE).filter(_ -> verified),
                Optional.of(IdentityEvidence.Document.Type.PASSPORT).filter(_ -> verified),
                Optional.of(LocalDate.of(2099, 1, 1)).filter(_ -> verified),
                Optional.of(somebody(0).id().toString()).filter(_ -> verified),
                Optional.empty(),
                Optional.empty(),
                "test");
        return ((ActivationDesk.Result.Made) desk.make(order)).code();
    }

    public SoftwareAuthenticator key() {
        Path file = TestStores.FOLDER.resolve("development/fido-root.p12");
        return SoftwareAuthenticator.attested(
                FidoRoot.read(file, DevelopmentAuthority.PASSWORD),
                address.issuer().toString());
    }

    /** One that answers only to whoever names its credential; for those whose policy takes such keys. */
    SoftwareAuthenticator keyWithoutName() {
        Path file = TestStores.FOLDER.resolve("development/fido-root.p12");
        Make make = Make.development(FidoRoot.read(file, DevelopmentAuthority.PASSWORD));
        return SoftwareAuthenticator.of(make.withoutName(), address.issuer().toString());
    }

    /** A key enrolled through the pages, by a browser of its own. */
    public SoftwareAuthenticator enrolledKey(Person person, boolean verified) {
        var key = key();
        enrol(person, key, verified);
        return key;
    }

    /** The same with this key; the receipt. */
    Page enrol(Person person, SoftwareAuthenticator key, boolean verified) {
        var visitor = new Visitor();
        var asked = visitor.visit(page("/enrol"));
        var page =
                visitor.submit(asked, "form:has(input[name=code])", Map.of("code", activationCode(person, verified)));
        return new KeyAtPage(visitor, key).enrol(page, "Ma clé");
    }

    /** An authorization request; {@code more} adds or replaces parameters. */
    public String request(String clientId, Map<String, String> more) {
        var parameters = new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", clientId,
                "redirect_uri", callback(),
                "scope", "openid",
                "state", "s t&=",
                "nonce", "n1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
        parameters.putAll(more);
        return page("/oauth2/authorize?")
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
