package org.hospiconnect.idp.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Demand;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.RequestedClaims;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.session.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * What an authorization request, already found right, asks of the sign-in (OpenID Connect Core §3.1.2.1).
 *
 * @param least the client's least level, or a stronger one of {@code acr_values}; unknown values ask nothing
 * @param impossible the claim {@code acr} is essential, with values that nobody reaches here (§5.5.1.1)
 * @param maxAge {@code max_age}, or the lifetime of the client's sessions where that is shorter
 * @param fresh {@code prompt=login} or {@code select_account}, or {@code max_age=0}
 * @param consent {@code prompt=consent}: the person agrees to what is told, for this request
 * @param silent {@code prompt=none}
 * @param continues sid of the session in which the application's own was opened: {@code id_token_hint}, or {@code sid}
 * @param rules the client's own, beside its least level
 * @param subject the only person it is about: {@code id_token_hint}, or {@code sub} of the claims parameter
 */
record AskedSignIn(
        Level least,
        boolean impossible,
        Optional<Duration> maxAge,
        boolean fresh,
        boolean consent,
        boolean silent,
        boolean wantsSituation,
        Optional<String> continues,
        Optional<String> subject,
        Optional<String> loginHint,
        Optional<String> language,
        SignInRules rules) {

    AskedSignIn {
        // a request that a node of an older version kept
        rules = Objects.requireNonNullElse(rules, SignInRules.NONE);
    }

    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    static AskedSignIn of(
            OAuth2AuthorizationCodeRequestAuthenticationToken request, RelyingApplication client, AcrNames names) {
        Set<String> prompts = words(request, "prompt").collect(Collectors.toSet());
        Optional<Duration> maxAge =
                parameter(request, "max_age").map(Long::parseLong).map(Duration::ofSeconds);
        boolean zero = maxAge.filter(Duration::isZero).isPresent();
        RequestedClaims claims =
                parameter(request, "claims").flatMap(RequestedClaims::parse).orElse(RequestedClaims.NONE);
        var levels = new AskedLevels(client, names);
        Optional<Level> asked = levels.asked(words(request, "acr_values").toList(), claims.acr());
        return new AskedSignIn(
                levels.least(asked),
                claims.acr().filter(levels::isImpossible).isPresent(),
                client.signIn().age(stricter(maxAge.filter(age -> !age.isZero()), client.sessionLifetime())),
                prompts.contains("login") || prompts.contains("select_account") || zero,
                prompts.contains("consent"),
                prompts.contains("none"),
                request.getScopes().contains("work_situation")
                        || client.signIn().workSituation(),
                parameter(request, "hc_sid"),
                parameter(request, "hc_subject").or(claims::subject),
                parameter(request, "login_hint"),
                language(request),
                levels.rules(asked, names(request, claims)));
    }

    private static Optional<String> language(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return words(request, "ui_locales")
                .map(tag -> tag.length() < 2 ? tag : tag.substring(0, 2))
                .filter(LANGUAGES::contains)
                .findFirst();
    }

    /** Does it name levels, known or not? */
    private static boolean names(OAuth2AuthorizationCodeRequestAuthenticationToken request, RequestedClaims claims) {
        return parameter(request, "acr_values").isPresent() || claims.acr().isPresent();
    }

    private static Optional<Duration> stricter(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }

    static boolean speaks(@Nullable String language) {
        return language != null && LANGUAGES.contains(language);
    }

    AskedSignIn inAnyLanguage() {
        return new AskedSignIn(
                least,
                impossible,
                maxAge,
                fresh,
                consent,
                silent,
                wantsSituation,
                continues,
                subject,
                loginHint,
                Optional.empty(),
                rules);
    }

    /** Does the request go on with what the application does in this very session? */
    boolean continues(Session session) {
        return continues.filter(session.sid()::equals).isPresent();
    }

    /** The same by a proof made for it, whatever it asks itself. */
    AskedSignIn afresh() {
        return new AskedSignIn(
                least,
                impossible,
                maxAge,
                true,
                consent,
                silent,
                wantsSituation,
                continues,
                subject,
                loginHint,
                language,
                rules);
    }

    /** @param begun when the request arrived: a proof made for it satisfies {@code prompt=login}, an older one never */
    Demand demand(Instant begun) {
        return new Demand(least, maxAge, fresh ? Optional.of(begun) : Optional.empty(), touching());
    }

    /** How long after both factors of a means one of them does for this request. */
    Optional<Duration> touching() {
        return fresh ? Optional.empty() : rules.touching();
    }

    private static Stream<String> words(OAuth2AuthorizationCodeRequestAuthenticationToken request, String name) {
        return Arrays.stream(parameter(request, name).orElse("").split(" ", -1));
    }

    private static Optional<String> parameter(OAuth2AuthorizationCodeRequestAuthenticationToken request, String name) {
        return Optional.ofNullable(request.getAdditionalParameters().get(name)).map(Object::toString);
    }

    /** Names of levels as this client says them: ours, and the aliases of its registration. */
    private record AskedLevels(RelyingApplication client, AcrNames names) {

        // Any of the values would do, so the weakest known one is the least. What is essential stands whatever is
        // wished beside it.
        Optional<Level> asked(List<String> values, Optional<RequestedClaims.Wish> wish) {
            Stream<String> wished =
                    wish.filter(claim -> !claim.essential()).stream().flatMap(claim -> claim.values().stream());
            Stream<String> essential =
                    wish.filter(RequestedClaims.Wish::essential).stream().flatMap(claim -> claim.values().stream());
            return Stream.of(
                            weakest(Stream.concat(values.stream(), wished)), weakest(essential.filter(this::isReached)))
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder());
        }

        /** The client's own stands whatever is asked. */
        Level least(Optional<Level> asked) {
            return asked.filter(level -> level.reaches(client.leastLevel())).orElse(client.leastLevel());
        }

        /** A request that names levels gets more than one factor, also by a name that nobody knows. */
        SignInRules rules(Optional<Level> asked, boolean names) {
            boolean oneFactor =
                    asked.filter(level -> Level.SINGLE_FACTOR.reaches(level)).isPresent();
            return names && !oneFactor ? client.signIn().withoutTouch() : client.signIn();
        }

        private Optional<Level> weakest(Stream<String> names) {
            return names.map(this::find).flatMap(Optional::stream).min(Comparator.naturalOrder());
        }

        boolean isImpossible(RequestedClaims.Wish wish) {
            return wish.essential()
                    && !wish.values().isEmpty()
                    && wish.values().stream().noneMatch(this::isReached);
        }

        private Optional<Level> find(String acr) {
            return client.tokens().level(acr, names);
        }

        private boolean isReached(String acr) {
            return find(acr)
                    .filter(level -> names.reached().contains(level)
                            || (level == Level.SINGLE_FACTOR
                                    && client.signIn().touching().isPresent()))
                    .isPresent();
        }
    }
}
