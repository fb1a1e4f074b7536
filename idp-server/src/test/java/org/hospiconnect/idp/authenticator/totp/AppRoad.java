package org.hospiconnect.idp.authenticator.totp;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People with an app and a password, and what they do with them. */
class AppRoad {

    static final String PASSPHRASE = "tulipe marteau violon";
    static final String SIGN_IN = "form[action=/signin/totp]";
    static final String ENROL = "form[action=/enrol/totp]";

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SignInRoad road;
    private final Guesses guesses;
    private final JdbcClient jdbc;
    private final Clock clock;

    AppRoad(SignInRoad road, Guesses guesses, JdbcClient jdbc, Clock clock) {
        this.road = road;
        this.guesses = guesses;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A phone whose app holds the secret. */
    record App(Person person, Bytes secret, Clock clock) {

        /** The code that it shows, or showed or will show so many codes from now. */
        String code(int from) {
            return Totp.code(secret, Totp.step(clock.instant()) + from);
        }

        String name() {
            return person.identifier(Identifier.Type.MATRICULE).orElseThrow().value();
        }
    }

    /** The page behind an activation code, of somebody who wants the app. */
    Page enrolment(Visitor visitor, Person person) {
        Page asked = visitor.visit(road.page("/enrol"));
        String code = road.activationCode(person, true);
        visitor.submit(asked, "form:has(input[name=code])", Map.of("code", code));
        return visitor.visit(road.page("/enrol/totp"));
    }

    /** Through the pages, by a browser of its own; the app's first code was used then. */
    App enrolled(Person person) {
        var visitor = new Visitor();
        Page page = enrolment(visitor, person);
        App app = scanned(page, person);
        Page receipt = visitor.submit(page, ENROL, Map.of("password", PASSPHRASE, "code", app.code(-1)));
        if (!receipt.has("[data-level]")) {
            throw new IllegalStateException("not enrolled: " + receipt);
        }
        return app;
    }

    App scanned(Page page, Person person) {
        return new App(person, base32(page.text(".groups").replace(" ", "")), clock);
    }

    Page signInPage(Visitor visitor, String client) {
        Page page = visitor.visit(road.request(client, Map.of()));
        return visitor.visit(page.element("a[href^=/signin/totp]").absUrl("href"));
    }

    /** {@code more} replaces what the person would type. */
    Page signIn(Visitor visitor, String client, App app, Map<String, String> more) {
        var typed = new HashMap<>(Map.of("name", app.name(), "password", PASSPHRASE, "code", app.code(0)));
        typed.putAll(more);
        return visitor.submit(signInPage(visitor, client), SIGN_IN, typed);
    }

    /** Tries that are counted for this person, whatever others did. */
    int guessed(App app) {
        return jdbc.sql("select coalesce(sum(tries), 0) from password_guesses where whose in (:named, :own)")
                .param(
                        "named",
                        guesses.byName(Optional.of(app.person().id()), "")
                                .whose()
                                .toArray())
                .param("own", guesses.inSession(app.person().id()).whose().toArray())
                .query(Integer.class)
                .single();
    }

    private static Bytes base32(String text) {
        var bits = new StringBuilder();
        text.chars().forEach(letter -> {
            String five = "0000" + Integer.toBinaryString(BASE32.indexOf(letter));
            bits.append(five.substring(five.length() - 5));
        });
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return Bytes.of(bytes);
    }
}
