package org.hospiconnect.bench;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is repeated; the name is what users type. */
enum Scenario {
    CLIENT_CREDENTIALS,
    PASSKEY_SIGN_IN,
    REFRESH,
    INTROSPECTION,
    USERINFO,
    VIHF,
    /** A ward changes shift: everybody signs in, and the record asks and opens as it does all day. */
    SHIFT_CHANGE,
    /** Sign-ins by key, in turn alone and while strangers type wrong passwords. */
    PASSWORD_STORM,
    /** No speed: how long a start takes, and the memory with so many sessions open. */
    FOOTPRINT;

    ChainBuilder operation(Flows flows) {
        return switch (this) {
            case CLIENT_CREDENTIALS -> flows.clientCredentials();
            case PASSKEY_SIGN_IN, PASSWORD_STORM -> flows.signIn();
            case REFRESH -> flows.refresh();
            case INTROSPECTION -> flows.introspect();
            case USERINFO -> flows.userInfo();
            case VIHF -> flows.vihf();
            case SHIFT_CHANGE ->
                flows.signIn()
                        .exec(flows.userInfo())
                        .exec(flows.introspect())
                        .exec(flows.introspect())
                        .exec(flows.introspect())
                        .exec(flows.vihf())
                        .exec(flows.refresh());
            case FOOTPRINT -> flows.open();
        };
    }

    /** What changes something of the person's is done by one user at a time. */
    boolean holdsThePerson() {
        return switch (this) {
            case PASSKEY_SIGN_IN, REFRESH, SHIFT_CHANGE, PASSWORD_STORM, FOOTPRINT -> true;
            case CLIENT_CREDENTIALS, INTROSPECTION, USERINFO, VIHF -> false;
        };
    }

    /** Sessions that so many operations open. */
    long sessions(long operations) {
        return this == PASSKEY_SIGN_IN || this == SHIFT_CHANGE ? operations : 0;
    }

    /** Settings that the server has for it. */
    List<String> settings() {
        return this == PASSWORD_STORM
                ? List.of(
                        "--hospiconnect.authenticator.totp.populations=physicians",
                        "--hospiconnect.authenticator.ceremony.typed-per-minute=1000000")
                : List.of();
    }

    String typed() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Scenario of(String typed) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.typed().equals(typed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench knows "
                        + Arrays.stream(values()).map(Scenario::typed).collect(Collectors.joining(", "))));
    }
}
