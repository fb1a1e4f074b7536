package org.hospiconnect.idp.signin;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who come to one browser, with an application that says for whom its code was. */
@Component
public class SharedPostRoad {

    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private final SignInRoad road;
    private final Clients clients;
    private final AddressSettings address;

    SharedPostRoad(SignInRoad road, Clients clients, AddressSettings address) {
        this.road = road;
        this.clients = clients;
        this.address = address;
    }

    /** Somebody with a key of their own. */
    public record Carer(Person person, SoftwareAuthenticator key) {

        public String sub() {
            return person.id().toString();
        }

        public Page signIn(Visitor visitor, Page page) {
            return new KeyAtPage(visitor, key).signIn(page);
        }
    }

    public Carer carer() {
        return carer(1);
    }

    public Carer carer(int situations) {
        var person = road.somebody(situations, "EXEMPLE-" + NUMBERS.incrementAndGet());
        return new Carer(person, road.enrolledKey(person, true));
    }

    /** The same person, who takes the other key. */
    public Carer withAnotherKey(Carer carer) {
        return new Carer(carer.person(), road.enrolledKey(carer.person(), true));
    }

    /** What a person's browser holds of an application after signing in. */
    public record Tokens(String sub, String sid, String acr, String idToken, String accessToken) {}

    public Application application() {
        String id = "app-" + UUID.randomUUID();
        String secret = road.register(id, Level.SUBSTANTIAL);
        return new Application(address.issuer().toString(), clients.find(id).orElseThrow(), secret);
    }

    /** One that takes a touch of whoever gave the code so long before. */
    public Application touching(Duration window) {
        Application application = application();
        clients.put(ExampleApplication.like(
                        clients.find(application.registered().id()).orElseThrow())
                .signIn(new SignInRules(false, null, Set.of(), Set.of(), Set.of(), window, false))
                .get());
        return application;
    }

    public Page open(Visitor visitor, Application application, String... parameters) {
        return visitor.visit(request(application, parameters));
    }

    public String request(Application application, String... parameters) {
        var more = new HashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            more.put(parameters[i], parameters[i + 1]);
        }
        return road.request(application.registered().id(), more);
    }

    /** The code that the browser arrived with, redeemed. */
    public Tokens tokens(Page arrived, Application application) {
        String code = arrived.at().getQuery().replaceAll("(?:.*&)?code=([^&]+).*", "$1");
        var answer = application.redeem(Map.of("code", code, "redirect_uri", road.callback()));
        String idToken = answer.text("id_token");
        var claims = claims(idToken);
        return new Tokens(
                claims.path("sub").asString(),
                claims.path("sid").asString(),
                claims.path("acr").asString(),
                idToken,
                answer.text("access_token"));
    }

    public String page(String path) {
        return road.page(path);
    }

    /** What the page of a key asks it. */
    public String challenge(Visitor visitor, Page page) {
        return challenge(visitor, page, Map.of());
    }

    /** The same, by a button.
     *
     * @param pressed what it says
     */
    public String challenge(Visitor visitor, Page page, Map<String, String> pressed) {
        var form = page.element("form:has(input[name=credential])");
        var fields = new HashMap<>(pressed);
        form.select("input[type=hidden]:not([name=credential])")
                .forEach(hidden -> fields.put(hidden.attr("name"), hidden.val()));
        return visitor.post(page.at().resolve(form.attr("data-challenge")), fields)
                .body();
    }

    /** What it asks for a touch. */
    public String touchChallenge(Visitor visitor, Page page) {
        return challenge(visitor, page, Map.of("touch", "true"));
    }

    private static JsonNode claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]);
        return JsonMapper.shared().readTree(payload);
    }

    public static boolean isAsked(Page page) {
        return page.at().getPath().equals("/signin/who");
    }

    public static Page answer(Visitor visitor, Page page, String answer) {
        return visitor.submit(page, "form[action='/signin/who']", Map.of("answer", answer));
    }
}
