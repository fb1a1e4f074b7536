package org.hospiconnect.idp.signin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The page that asks for a name before the key, and who comes there. */
@Component
class NameFirstRoad {

    static final String FORM = "form:has(input[name=credential])";

    private final SignInRoad people;
    private final SharedPostRoad road;

    NameFirstRoad(SignInRoad people, SharedPostRoad road) {
        this.people = people;
        this.road = road;
    }

    /** Whose key names nobody. */
    Carer carerWithoutName() {
        Person person = people.somebody(1);
        var key = people.keyWithoutName();
        people.enrol(person, key, true);
        return new Carer(person, key);
    }

    static String name(Carer carer) {
        return TypedNames.of(carer.person());
    }

    static Page signIn(Visitor visitor, Page page, Carer carer) {
        return new KeyAtPage(visitor, carer.key()).signIn(page, name(carer));
    }

    /** From the page that asks for a key. */
    static Page byName(Visitor visitor, Page page) {
        return visitor.visit(page.element("a[href*='by=name']").absUrl("href"));
    }

    /** What the page asks of a key for this name. */
    static String challenge(Visitor visitor, Page page, String name) {
        return asks(visitor, page, name).body();
    }

    static Page asks(Visitor visitor, Page page, String name) {
        var fields = new HashMap<String, String>();
        page.element(FORM)
                .select("input[type=hidden]:not([name=credential])")
                .forEach(hidden -> fields.put(hidden.attr("name"), hidden.val()));
        fields.put("name", name);
        return visitor.post(page.at().resolve("/signin/webauthn/challenge"), fields);
    }

    static Page answers(Visitor visitor, Page page, String credential, String name) {
        return visitor.submit(page, FORM, Map.of("credential", credential, "name", name));
    }

    /** What a browser is told that nobody has used. */
    JsonNode asked(Application application, String name) {
        var somebody = new Visitor();
        return JsonMapper.shared()
                .readTree(challenge(somebody, byName(somebody, road.open(somebody, application)), name));
    }

    static List<String> ids(JsonNode asked) {
        return asked.path("allowCredentials")
                .valueStream()
                .map(key -> key.path("id").asString())
                .toList();
    }

    /** The same challenge, whatever key answers. */
    static String ofAnyKey(String options) {
        return with(options, List.of());
    }

    /** The same challenge, of this key. */
    static String with(String options, List<String> ids) {
        var asked = (ObjectNode) JsonMapper.shared().readTree(options);
        var allowed = asked.putArray("allowCredentials");
        ids.forEach(id -> allowed.addObject().put("id", id));
        return asked.toString();
    }
}
