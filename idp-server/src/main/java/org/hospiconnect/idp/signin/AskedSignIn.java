package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RelyingApplication;

/**
 * What an authorization request, already found right, asks of the sign-in (OIDC Core §3.1.2.1).
 *
 * @param least the client's least level, or a stronger one of {@code acr_values}; unknown values ask nothing
 * @param fresh {@code prompt=login} or {@code select_account}, or {@code max_age=0}
 * @param silent {@code prompt=none}
 */
record AskedSignIn(
        Level least,
        Optional<Duration> maxAge,
        boolean fresh,
        boolean silent,
        boolean wantsSituation,
        Optional<String> loginHint,
        Optional<String> language) {

    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    static AskedSignIn of(HttpServletRequest request, RelyingApplication client, AcrNames names) {
        Set<String> prompts = words(request, "prompt");
        Optional<Duration> maxAge =
                parameter(request, "max_age").map(Long::parseLong).map(Duration::ofSeconds);
        boolean zero = maxAge.filter(Duration::isZero).isPresent();
        return new AskedSignIn(
                least(request, client, names),
                maxAge.filter(age -> !age.isZero()),
                prompts.contains("login") || prompts.contains("select_account") || zero,
                prompts.contains("none"),
                words(request, "scope").contains("work_situation"),
                parameter(request, "login_hint"),
                Arrays.stream(parameter(request, "ui_locales").orElse("").split(" ", -1))
                        .map(tag -> tag.length() < 2 ? tag : tag.substring(0, 2))
                        .filter(LANGUAGES::contains)
                        .findFirst());
    }

    // Any of acr_values would do, so the weakest known one is the least; the client's own least stands whatever is
    // asked.
    private static Level least(HttpServletRequest request, RelyingApplication client, AcrNames names) {
        Optional<Level> asked = words(request, "acr_values").stream()
                .map(names::find)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return asked.filter(level -> level.reaches(client.leastLevel())).orElse(client.leastLevel());
    }

    private static Set<String> words(HttpServletRequest request, String name) {
        return Arrays.stream(parameter(request, name).orElse("").split(" ", -1)).collect(Collectors.toSet());
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name));
    }
}
