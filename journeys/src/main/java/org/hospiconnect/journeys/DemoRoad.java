package org.hospiconnect.journeys;

import static org.hospiconnect.journeys.StepFailed.unless;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.hospiconnect.journeys.Visitor.Page;

/** One physician's road, step by step; each step leaves what the next needs. */
final class DemoRoad {

    private static final String PATIENT = "/patients/P-1001";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern CODE = Pattern.compile("\\b([0-9A-Z]{4,5}(?:-[0-9A-Z]{4,5}){2,5})\\b");

    private final DemoPlace place;
    private final Operator operator;
    private final Visitor visitor = new Visitor();
    private final SoftwareAuthenticator key;
    private final KeyAtPage person;
    private String code = "";
    private Instant signedInAt = Instant.EPOCH;
    private String request = "";

    DemoRoad(DemoPlace place) {
        this.place = place;
        this.operator = new Operator(place.launcher());
        this.key = SoftwareAuthenticator.attested(place.fidoRoot(), place.idp());
        this.person = new KeyAtPage(visitor, key);
    }

    void partsAnswer() {
        var discovery = new Visitor().visit(place.idp() + "/.well-known/openid-configuration");
        unless(discovery.status() == 200 && discovery.body().contains("\"" + place.idp() + "\""), discovery);
        unless(new Visitor().visit(place.simulator() + "/").has("[data-mode=normal]"), "no simulator");
        unless(new Visitor().visit(place.dpi() + "/").has("#sign-in"), "no DPI");
    }

    void activate() {
        code = operator.read(
                CODE,
                List.of(
                        "activate",
                        place.matricule(),
                        "--evidence",
                        "FACE_TO_FACE",
                        "--document",
                        "IDENTITY_CARD",
                        "--valid-until",
                        "2035-12-31",
                        "--checked-by",
                        place.checkedBy()));
    }

    void enrol() {
        var asked = visitor.visit(place.idp() + "/enrol");
        var page = visitor.submit(asked, "form:has(input[name=code])", Map.of("code", code));
        var receipt = person.enrol(page, "Clé de la vérification");
        unless(receipt.status() == 200 && receipt.document().text().contains("substantiel"), receipt);
    }

    void codeIsUsedUp() {
        var other = new Visitor();
        var asked = other.visit(place.idp() + "/enrol");
        var page = other.submit(asked, "form:has(input[name=code])", Map.of("code", code));
        unless(!page.has("input[name=credential]"), "a used code opens the enrolment: " + page);
    }

    /** It holds a credential for this provider, made from options of its own. */
    void strangerIsRefused() {
        var other = SoftwareAuthenticator.attested(place.fidoRoot(), place.idp());
        String host = URI.create(place.idp()).getHost();
        other.create("{\"rp\":{\"id\":\"" + host + "\"},\"user\":{\"id\":\"c3RyYW5nZXI\"},\"challenge\":\"AAAA\"}");
        var stranger = new Visitor();
        var refused = new KeyAtPage(stranger, other).signIn(stranger.visit(place.dpi() + "/connexion"));
        unless(refused.at().getAuthority().equals(URI.create(place.idp()).getAuthority()), refused);
        unless(refused.has(".reference"), "no reference number: " + refused);
        unless(!stranger.visit(place.dpi() + "/patients").has("#patients"), "a stranger's key signed somebody in");
    }

    void signIn() {
        var asked = visitor.visit(place.dpi() + "/connexion");
        request = visitor.hops().stream()
                .filter(hop -> hop.getPath().equals("/oauth2/authorize"))
                .findFirst()
                .orElseThrow(() -> new StepFailed("no authorization request on the way to " + asked))
                .toString();
        var arrived = person.signIn(asked);
        unless(arrived.has("#patients"), arrived);
        unless(arrived.text("#me-matricule").equals(place.matricule()), arrived.text("#me"));
        unless(arrived.element("#me").attr("data-level").equals("SUBSTANTIAL"), arrived.text("#me"));
        unless(!arrived.element("#me").attr("data-sid").isBlank(), "no sid in the ID token");
        signedInAt = provedAt(arrived);
    }

    /** The person is signed in: were the request still good, the provider would answer it with a code at once. */
    void requestWasPushed() {
        unless(
                request.matches(".*/oauth2/authorize\\?client_id=[^&=]+&request_uri=urn%3Aietf%3Aparams%3Aoauth[^&=]+"),
                "the browser carried more than the name of the request: " + request);
        visitor.visit(request);
        unless(
                visitor.hops().stream().map(URI::toString).noneMatch(hop -> hop.contains("code=")),
                "a pushed request was answered twice");
    }

    /** The DPI asks its own interface with the token that it holds for this person, as its thief would. */
    void copiedTokenIsRefused() {
        var tried = visitor.submit(visitor.visit(place.dpi() + "/coulisses"), "#copy", Map.of());
        unless(answer(tried, "OUR_KEY").startsWith("200"), tried);
        unless(answer(tried, "PROOF_AGAIN").startsWith("401 DPoP error=\"invalid_dpop_proof\""), tried);
        unless(answer(tried, "ANOTHER_KEY").startsWith("401 DPoP error=\"invalid_dpop_proof\""), tried);
        unless(answer(tried, "NO_KEY").matches("401 .*error=\"invalid_token\".*"), tried);
    }

    private static String answer(Page tried, String way) {
        var row = tried.element("#tries tr[data-way=" + way + "]");
        return row.attr("data-status") + " " + row.attr("data-challenge");
    }

    void openDmp() {
        var opened = open(Map.of("motif", "normal"));
        unless(outcome(opened).equals("opened"), opened);
        unless(opened.document().select("#dmp-documents tbody tr").size() == 5, opened);
    }

    void breakGlassNeedsReason() {
        unless(open(Map.of("motif", "bris_de_glace", "raison", "")).has("#fault"), "a glass broken without reason");
        var explained = open(Map.of("motif", "bris_de_glace", "raison", "patient inconscient"));
        unless(outcome(explained).equals("opened"), explained);
    }

    void dmpFaults() {
        turn("fault");
        var refused = open(Map.of("motif", "normal"));
        turn("normal");
        unless(outcome(refused).equals("refused"), refused);
        unless(outcome(open(Map.of("motif", "normal"))).equals("opened"), "the DMP is not back");
    }

    void renew() {
        var before = Instant.parse(session().element("#access-until").attr("datetime"));
        var renewed = visitor.submit(session(), "main form", Map.of());
        unless(renewed.has("#renewed"), renewed);
        var after = Instant.parse(renewed.element("#access-until").attr("datetime"));
        unless(after.isAfter(before), "the new access token ends at " + after + ", the old one at " + before);
    }

    void prescribe() {
        awaitNextSecond();
        var form = visitor.visit(place.dpi() + PATIENT + "/stupefiant");
        String drug = form.element("#drug option[value]:not([value=''])").val();
        var asked = visitor.submit(
                form,
                "#prescription",
                Map.of("drug", drug, "dosage", "une gélule matin et soir", "days", "3", "comment", ""));
        unless(asked.has("input[name=credential]"), "no fresh proof was asked: " + asked);
        var review = person.signIn(asked);
        unless(review.text("#order-drug").equals(drug), review);
        unless(provedAt(review).isAfter(signedInAt), "auth_time did not move: " + provedAt(review));
        var signed = visitor.submit(review, "#signature", Map.of());
        unless(signed.has("#signed") && signed.has(".controlled"), signed);
    }

    /** {@code auth_time} counts in seconds: a proof in the second of the sign-in could not be told from it. */
    private void awaitNextSecond() {
        await("the clock stands still", () -> Clock.systemUTC().instant().isAfter(signedInAt.plusSeconds(1)));
    }

    private static void await(String failure, BooleanSupplier there) {
        Instant end = Clock.systemUTC().instant().plus(PATIENCE);
        try {
            while (!there.getAsBoolean()) {
                unless(Clock.systemUTC().instant().isBefore(end), failure);
                Thread.sleep(Duration.ofMillis(50));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StepFailed("stopped");
        }
    }

    /** The DPI hears it from the provider and from nobody else: its own page was not touched. */
    void leaveAtProvider() {
        visitor.submit(visitor.visit(place.idp() + "/"), "form[action='/leave']", Map.of());
        await(
                "the DPI does not hear that the session ended",
                () -> visitor.visit(place.dpi() + "/session/etat").body().equals("ENDED"));
        var said = visitor.visit(place.dpi() + PATIENT);
        unless(said.has("#ended") && !said.has("#patient"), said);
        var back = person.signIn(visitor.visit(place.dpi() + "/connexion"));
        unless(back.at().getPath().startsWith("/patients"), "signing in again does not lead back to work: " + back);
    }

    void leave() {
        var record = visitor.visit(place.dpi() + PATIENT);
        var left = visitor.submit(record, "form.leave", Map.of());
        unless(left.at().getAuthority().equals(URI.create(place.dpi()).getAuthority()), left);
        unless(!visitor.visit(place.dpi() + PATIENT).has("#patient"), "the DPI still shows the patient");
        var again = visitor.visit(place.dpi() + "/connexion");
        unless(again.has("input[name=credential]"), "the identity provider did not ask again: " + again);
    }

    void trailHolds() {
        var verified = operator.run("audit", "verify");
        unless(verified.code() == 0, verified.printed());
    }

    private Page open(Map<String, String> choice) {
        return visitor.submit(visitor.visit(place.dpi() + PATIENT + "/dmp"), "#dmp-purpose", choice);
    }

    private static String outcome(Page page) {
        return page.element("#dmp").attr("data-outcome");
    }

    private Page session() {
        return visitor.visit(place.dpi() + "/session");
    }

    private static Instant provedAt(Page page) {
        return Instant.parse(page.element("#me").attr("data-auth-time"));
    }

    private void turn(String mode) {
        var request = HttpRequest.newBuilder(URI.create(place.simulator() + "/control/dmp"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            unless(answer.statusCode() == 200, "the simulator does not turn: " + answer.body());
        } catch (IOException unreachable) {
            throw new StepFailed("the simulator does not answer: " + unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StepFailed("stopped");
        }
    }
}
