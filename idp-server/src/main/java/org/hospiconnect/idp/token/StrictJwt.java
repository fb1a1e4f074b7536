package org.hospiconnect.idp.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed JWT as it may come in: bounded, in the one spelling of base64url, no member twice, and naming no key or address of
 * its own (RFC 8725 §3.10). Whose key, which type and which claims are the reader's questions.
 */
public final class StrictJwt {

    /** A member that we don't know and that changes how the rest is read. */
    private static final Set<String> REFUSED = Set.of("crit", "jku", "x5u", "x5c", "x5t", "b64", "zip", "enc");

    /** Nimbus takes white space and padding in base64url; a token has one spelling. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJwt() {}

    /** Empty for anything but one signed JWT of at most {@code longest} characters. */
    public static Optional<SignedJWT> parse(String text, int longest) {
        return parseWithKey(text, longest).filter(jwt -> jwt.getHeader().getJWK() == null);
    }

    /** The same, when the header may bring its key: a DPoP proof. */
    public static Optional<SignedJWT> parseWithKey(String text, int longest) {
        if (!isInOneSpelling(text, longest)) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            boolean whole = isObject(jwt.getHeader().toString())
                    && isObject(jwt.getParsedParts()[0].decodeToString())
                    && isObject(jwt.getParsedParts()[1].decodeToString());
            return whole && refusesNothing(jwt) ? Optional.of(jwt) : Optional.empty();
        } catch (ParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Three parts of base64url without padding or white space, in the one way to write their bytes. */
    static boolean isInOneSpelling(String text, int longest) {
        return text.length() <= longest
                && COMPACT.matcher(text).matches()
                && Arrays.stream(text.split("\\.", -1)).allMatch(StrictJwt::endsClean);
    }

    // The last character of a part may carry bits that count for nothing: they are zero (RFC 4648 §3.5).
    private static boolean endsClean(String part) {
        int last = ALPHABET.indexOf(part.charAt(part.length() - 1));
        return switch (part.length() % 4) {
            case 0 -> true;
            case 2 -> last % 16 == 0;
            case 3 -> last % 4 == 0;
            default -> false;
        };
    }

    private static boolean isObject(String json) {
        try {
            return JSON.readValue(json, Map.class) != null;
        } catch (JacksonException _) {
            return false;
        }
    }

    private static boolean refusesNothing(SignedJWT jwt) {
        return jwt.getHeader().toJSONObject().keySet().stream().noneMatch(REFUSED::contains);
    }
}
