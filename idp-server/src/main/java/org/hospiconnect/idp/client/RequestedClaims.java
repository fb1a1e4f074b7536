package org.hospiconnect.idp.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter (OpenID Connect Core §5.5): single claims that are asked for beside those of the scopes.
 *
 * @param idToken asked in the ID token, by name
 * @param userInfo asked at userinfo
 */
public record RequestedClaims(Map<String, Wish> idToken, Map<String, Wish> userInfo) {

    public static final RequestedClaims NONE = new RequestedClaims(Map.of(), Map.of());

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * What is asked of one claim.
     *
     * @param values what it should be, in order of preference; empty: anything
     */
    public record Wish(boolean essential, List<String> values) {

        public Wish {
            values = List.copyOf(values);
        }
    }

    public RequestedClaims {
        idToken = Map.copyOf(idToken);
        userInfo = Map.copyOf(userInfo);
    }

    /** Empty for what is not the JSON of the standard; members it does not name are left aside. */
    public static Optional<RequestedClaims> parse(String text) {
        try {
            JsonNode whole = JSON.readTree(text);
            return whole.isObject()
                    ? wishes(whole.path("id_token"))
                            .flatMap(idToken -> wishes(whole.path("userinfo"))
                                    .map(userInfo -> new RequestedClaims(idToken, userInfo)))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** The only person the request is about, when it names one. */
    public Optional<String> subject() {
        return Optional.ofNullable(idToken.get("sub"))
                .flatMap(wish -> wish.values().stream().findFirst());
    }

    public Optional<Wish> acr() {
        return Optional.ofNullable(idToken.get("acr"));
    }

    public Set<String> userInfoNames() {
        return userInfo.keySet();
    }

    private static Optional<Map<String, Wish>> wishes(JsonNode member) {
        if (member.isMissingNode() || member.isNull()) {
            return Optional.of(Map.of());
        }
        if (!member.isObject()) {
            return Optional.empty();
        }
        var wishes = new LinkedHashMap<String, Wish>();
        for (var claim : member.properties()) {
            Optional<Wish> wish = wish(claim.getValue());
            if (wish.isEmpty()) {
                return Optional.empty();
            }
            wishes.put(claim.getKey(), wish.get());
        }
        return Optional.of(wishes);
    }

    private static Optional<Wish> wish(JsonNode node) {
        if (node.isNull()) {
            return Optional.of(new Wish(false, List.of()));
        }
        boolean essential =
                node.path("essential").isBoolean() || node.path("essential").isMissingNode();
        if (!node.isObject() || !essential) {
            return Optional.empty();
        }
        var values = new ArrayList<String>();
        if (node.has("value")) {
            values.add(node.path("value").asString(""));
        }
        node.path("values").forEach(value -> values.add(value.asString("")));
        return Optional.of(new Wish(node.path("essential").asBoolean(false), values));
    }
}
