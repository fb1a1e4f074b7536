package org.hospiconnect.idp.token.authorization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.token.PlainText;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;

/** Parameters of a request, query and form alike; an empty one counts as missing (RFC 6749 §3.1). */
public record RequestParameters(Map<String, List<String>> values) {

    static final int MOST = 40;
    static final int LONGEST = 2048;

    /** Half of it may be a hint or claims. */
    private static final int LONGEST_TOGETHER = 32 * 1024;

    private static final Set<String> FRAMED = Set.of("client_id", "redirect_uri", "state", "scope", "response_type");

    /** RFC 8707 §2. */
    private static final Set<String> REPEATED = Set.of("resource");

    /** These have a length of their own. */
    private static final Set<String> LONG = Set.of("request", "id_token_hint", "claims");

    /** What we read of a request besides the members that the framework carries; nothing else is kept (OIDC Core §3.1.2.1). */
    private static final Set<String> KNOWN = Set.of(
            "response_mode",
            "nonce",
            "display",
            "prompt",
            "max_age",
            "ui_locales",
            "id_token_hint",
            "login_hint",
            "acr_values",
            "claims",
            "code_challenge",
            "code_challenge_method",
            "resource",
            "dpop_jkt");

    public RequestParameters {
        values = Map.copyOf(values);
    }

    public static RequestParameters of(Map<String, String[]> parameters) {
        return new RequestParameters(parameters.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }

    /** The parameters of a request that was read before. */
    static RequestParameters pushed(OAuth2PushedAuthorizationRequestAuthenticationToken read) {
        var all = new HashMap<String, List<String>>();
        read.getAdditionalParameters()
                .forEach((name, value) -> all.put(
                        name,
                        value instanceof List<?> several
                                ? several.stream().map(Object::toString).toList()
                                : List.of(value.toString())));
        all.put("client_id", List.of(read.getClientId()));
        all.put("redirect_uri", List.of(Objects.requireNonNull(read.getRedirectUri())));
        all.put("response_type", List.of("code"));
        all.put("scope", List.of(String.join(" ", read.getScopes())));
        Optional.ofNullable(read.getState()).ifPresent(state -> all.put("state", List.of(state)));
        return new RequestParameters(all);
    }

    /** Without those that only this server adds. */
    RequestParameters withoutOurs() {
        return without(name -> name.startsWith("hc_"));
    }

    /** Without what proves the client. */
    RequestParameters withoutCredentials() {
        return without(Set.of("client_secret", "client_assertion", "client_assertion_type")::contains);
    }

    RequestParameters with(String name, String value) {
        var all = new HashMap<>(values);
        all.put(name, List.of(value));
        return new RequestParameters(all);
    }

    private RequestParameters without(Predicate<String> names) {
        return new RequestParameters(values.entrySet().stream()
                .filter(entry -> !names.test(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** As the framework carries what it has no member for: text, or a list where a parameter may stand several times. */
    Map<String, Object> others() {
        return values.entrySet().stream()
                .filter(entry -> isKept(entry.getKey()))
                .filter(entry -> entry.getValue().stream().anyMatch(value -> !value.isEmpty()))
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> REPEATED.contains(entry.getKey())
                                ? entry.getValue()
                                : entry.getValue().getFirst()));
    }

    /** Present any number of times, where the standard allows it. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Present once, not empty and of bearable length. */
    public Optional<String> single(String name) {
        return whole(name).filter(value -> value.length() <= LONGEST);
    }

    public boolean areTooMany() {
        return values.size() > MOST;
    }

    /** Of those that are kept while the person signs in, all together. */
    boolean areTooLongTogether() {
        return kept().mapToInt(String::length).sum() > LONGEST_TOGETHER;
    }

    Stream<String> kept() {
        return values.entrySet().stream()
                .filter(entry -> FRAMED.contains(entry.getKey()) || isKept(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream());
    }

    private static boolean isKept(String name) {
        return KNOWN.contains(name) || name.startsWith("hc_");
    }

    public boolean haveDoubles() {
        return values.entrySet().stream()
                .anyMatch(entry -> entry.getValue().size() != 1 && !REPEATED.contains(entry.getKey()));
    }

    boolean haveTooLongOnes() {
        return values.entrySet().stream().anyMatch(RequestParameters::isTooLong);
    }

    /** The same for requests in which one parameter, a token, has a bound of its own. */
    public boolean haveTooLongOnesBut(String name) {
        return values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .anyMatch(RequestParameters::isTooLong);
    }

    /** Present once and not empty, of any length: the reader has its own bound. */
    public Optional<String> whole(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.size() == 1 ? Optional.of(all.getFirst()).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    /** No parameter of ours has any, and stores choke on some. */
    public boolean haveControls() {
        return values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("claims")) // JSON, with its own idea of white space
                .anyMatch(entry -> !PlainText.is(entry.getKey())
                        || !entry.getValue().stream().allMatch(PlainText::is));
    }

    private static boolean isTooLong(Map.Entry<String, List<String>> entry) {
        int longest = LONG.contains(entry.getKey()) ? RequestObjects.LONGEST : LONGEST;
        return entry.getKey().length() > LONGEST
                || entry.getValue().stream().anyMatch(value -> value.length() > longest);
    }
}
