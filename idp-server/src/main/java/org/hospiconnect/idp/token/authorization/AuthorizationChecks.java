package org.hospiconnect.idp.token.authorization;

import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.CLAIMS_MALFORMED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.DISPLAY_UNKNOWN;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.DPOP_JKT_MALFORMED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.GRANT_NOT_ALLOWED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.MAX_AGE_MALFORMED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PARAMETER_DOUBLED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PARAMETER_TOO_LONG;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PKCE_MALFORMED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PKCE_METHOD;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PKCE_MISSING;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PROMPT_UNKNOWN;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.REGISTRATION;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.REQUEST_OBJECT_INVALID;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.REQUEST_URI;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.RESOURCE_UNKNOWN;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.RESPONSE_MODE_UNSUPPORTED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.RESPONSE_TYPE_MISSING;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.RESPONSE_TYPE_UNSUPPORTED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.SCOPE_NOT_ALLOWED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.SCOPE_WITHOUT_OPENID;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.RequestedClaims;
import org.hospiconnect.idp.token.PersonClaim;

/** What an authorization request must be once its address is proved: one check a line, in this order. */
public final class AuthorizationChecks {

    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    /** What is taken, and so what is announced. */
    public static final List<String> PROMPTS = List.of("none", "login", "consent", "select_account");

    public static final List<String> MODES = List.of("query", "form_post");
    public static final List<String> DISPLAYS = List.of("page", "popup", "touch", "wap");

    private AuthorizationChecks() {}

    private record Check(AuthorizationRefusal refusal, BiPredicate<RequestParameters, RelyingApplication> fails) {}

    private static final List<Check> ALL = List.of(
            new Check(PARAMETER_DOUBLED, (request, _) -> request.haveDoubles()),
            new Check(PARAMETER_TOO_LONG, (request, _) -> request.haveTooLongOnes() || request.areTooLongTogether()),
            new Check(GRANT_NOT_ALLOWED, (_, client) -> !client.mayUse("authorization_code")),
            new Check(REQUEST_OBJECT_INVALID, (request, _) -> has(request, "request")),
            new Check(REQUEST_URI, (request, _) -> has(request, "request_uri")),
            new Check(REGISTRATION, (request, _) -> has(request, "registration")),
            new Check(RESPONSE_TYPE_MISSING, (request, _) -> !has(request, "response_type")),
            new Check(RESPONSE_TYPE_UNSUPPORTED, (request, _) -> !isOrMissing(request, "response_type", "code")),
            new Check(RESPONSE_MODE_UNSUPPORTED, (request, _) -> !isOneOf(request, "response_mode", MODES)),
            new Check(SCOPE_WITHOUT_OPENID, (request, _) -> !scopes(request).contains(PersonClaim.OPENID)),
            new Check(
                    SCOPE_NOT_ALLOWED,
                    (request, client) -> !client.personScopes().containsAll(scopes(request))),
            // RFC 7636 §4.4.1
            new Check(PKCE_MISSING, (request, client) -> !has(request, "code_challenge") && !client.mayOmitProofKey()),
            // §4.3: a method left out means plain
            new Check(PKCE_METHOD, (request, _) -> isChallenged(request) && !isS256(request)),
            new Check(PKCE_MALFORMED, (request, _) -> !fits(request, "code_challenge", S256)),
            new Check(PROMPT_UNKNOWN, (request, _) -> !isPromptKnown(request)),
            new Check(MAX_AGE_MALFORMED, (request, _) -> !fits(request, "max_age", SECONDS)),
            new Check(DISPLAY_UNKNOWN, (request, _) -> !isOneOf(request, "display", DISPLAYS)),
            new Check(CLAIMS_MALFORMED, (request, _) -> !areClaimsReadable(request)),
            // RFC 8707 §2
            new Check(
                    RESOURCE_UNKNOWN,
                    (request, client) -> !client.tokens().resources().containsAll(request.all("resource"))),
            // RFC 9449 §10: the SHA-256 thumbprint of a key
            new Check(DPOP_JKT_MALFORMED, (request, _) -> !fits(request, "dpop_jkt", S256)));

    /** The first that fails. */
    public static Optional<AuthorizationRefusal> refusal(RequestParameters request, RelyingApplication client) {
        return ALL.stream()
                .filter(check -> check.fails().test(request, client))
                .map(Check::refusal)
                .findFirst();
    }

    static Set<String> scopes(RequestParameters request) {
        return words(request, "scope");
    }

    /** Offline access is for who lets the person agree to it; otherwise it is as if it had not been asked (OpenID Connect Core §11). */
    static Set<String> grantable(RequestParameters request) {
        boolean agreed = words(request, "prompt").contains("consent");
        return scopes(request).stream()
                .filter(scope -> agreed || !scope.equals(RegistrationRules.OFFLINE_ACCESS))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> words(RequestParameters request, String name) {
        return request.single(name)
                .map(text -> Set.copyOf(List.of(text.split(" ", -1))))
                .orElse(Set.of());
    }

    private static boolean has(RequestParameters request, String name) {
        return request.single(name).isPresent();
    }

    private static boolean isOrMissing(RequestParameters request, String name, String only) {
        return request.single(name).map(only::equals).orElse(true);
    }

    private static boolean isOneOf(RequestParameters request, String name, List<String> allowed) {
        return request.single(name).map(allowed::contains).orElse(true);
    }

    private static boolean areClaimsReadable(RequestParameters request) {
        return request.whole("claims")
                .map(text -> RequestedClaims.parse(text).isPresent())
                .orElse(true);
    }

    private static boolean fits(RequestParameters request, String name, Pattern form) {
        return request.single(name).map(value -> form.matcher(value).matches()).orElse(true);
    }

    private static boolean isChallenged(RequestParameters request) {
        return has(request, "code_challenge") || has(request, "code_challenge_method");
    }

    private static boolean isS256(RequestParameters request) {
        return request.single("code_challenge_method").filter("S256"::equals).isPresent();
    }

    private static boolean isPromptKnown(RequestParameters request) {
        Set<String> prompts = words(request, "prompt");
        return PROMPTS.containsAll(prompts) && (prompts.size() == 1 || !prompts.contains("none"));
    }
}
