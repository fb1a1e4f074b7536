package org.hospiconnect.dpi.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/**
 * Who is here, as the ID token says.
 *
 * @param matricule of our establishment
 * @param situation profession, savoir-faire and place in one line
 * @param at {@code auth_time}
 */
public record SignedIn(
        String subject,
        String name,
        Optional<String> matricule,
        Optional<String> situation,
        Level level,
        Instant at,
        Optional<String> sid) {

    /** {@code acr} as it came, and what it means. */
    public record Level(String acr, Assurance assurance, List<String> amr) {

        public Level {
            amr = List.copyOf(amr);
        }
    }

    public static SignedIn of(OidcIdToken token) {
        String acr = Objects.requireNonNullElse(token.getAuthenticationContextClass(), "");
        return new SignedIn(
                // the framework refuses an ID token without it
                Objects.requireNonNull(token.getSubject()),
                name(token),
                Optional.ofNullable(token.getClaimAsString("matricule")),
                situation(token.getClaims().get("work_situation")),
                new Level(
                        acr,
                        Assurance.of(acr),
                        Objects.requireNonNullElse(token.getAuthenticationMethods(), List.of())),
                // OpenID Connect Core §3.1.2.1: required when max_age was asked; without it nothing is fresh
                Objects.requireNonNullElse(token.getAuthenticatedAt(), Instant.EPOCH),
                Optional.ofNullable(token.getClaimAsString("sid")));
    }

    public Proof proof() {
        return new Proof(subject, level.assurance(), at);
    }

    /** The proof's means in a few words, from {@code amr} (RFC 8176). */
    public String means() {
        if (level.amr().contains("sc")) {
            return "carte professionnelle";
        }
        // hwk and swk only where the model of the key is known; every key proves that it is there
        return Stream.of("hwk", "swk", "pop").anyMatch(level.amr()::contains) ? "clé de sécurité" : "moyen non précisé";
    }

    private static String name(OidcIdToken token) {
        return Stream.of(token.getGivenName(), token.getFamilyName())
                .filter(Objects::nonNull)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" "), name -> name.isBlank() ? "Professionnel" : name));
    }

    private static Optional<String> situation(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        String line = Stream.of("profession", "savoir_faire", "structure_name")
                .map(fields::get)
                .filter(Objects::nonNull)
                .map(value -> value instanceof Map<?, ?> coded ? coded.get("label") : value)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining(" · "));
        return Optional.of(line).filter(text -> !text.isBlank());
    }
}
