package org.hospiconnect.idp.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parameters of a request, query and form alike; an empty one counts as missing (RFC 6749 §3.1). */
record RequestParameters(Map<String, List<String>> values) {

    static final int MOST = 40;
    static final int LONGEST = 2048;

    RequestParameters {
        values = Map.copyOf(values);
    }

    static RequestParameters of(Map<String, String[]> parameters) {
        return new RequestParameters(parameters.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }

    /** Present once, not empty and of bearable length. */
    Optional<String> single(String name) {
        return whole(name).filter(value -> value.length() <= LONGEST);
    }

    boolean areTooMany() {
        return values.size() > MOST;
    }

    boolean haveDoubles() {
        return values.values().stream().anyMatch(all -> all.size() != 1);
    }

    boolean haveTooLongOnes() {
        return values.entrySet().stream().anyMatch(RequestParameters::isTooLong);
    }

    /** The same for requests in which one parameter, a token, has a bound of its own. */
    boolean haveTooLongOnesBut(String name) {
        return values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name))
                .anyMatch(RequestParameters::isTooLong);
    }

    /** Present once and not empty, of any length: the reader has its own bound. */
    Optional<String> whole(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.size() == 1 ? Optional.of(all.getFirst()).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    /** No parameter of ours has any, and stores choke on some. */
    boolean haveControls() {
        return values.entrySet().stream()
                .anyMatch(entry -> hasControls(entry.getKey())
                        || entry.getValue().stream().anyMatch(RequestParameters::hasControls));
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static boolean isTooLong(Map.Entry<String, List<String>> entry) {
        return entry.getKey().length() > LONGEST
                || entry.getValue().stream().anyMatch(value -> value.length() > LONGEST);
    }
}
