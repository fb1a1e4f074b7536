package org.hospiconnect.idp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What profile {@code production} does not start with; looked at before anything else starts. A profile that is not known stops any
 * start: who misspells {@code production} would have a server for development.
 */
public class ProductionRefusals implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    static final String EMBEDDED = "hospiconnect.stores.embedded-in-production";
    static final String ACCEPTED = "I accept that everything is on one disk";

    private static final Set<String> PROFILES = Set.of("production", "demo");

    private static final List<String> TRUSTED = List.of(
            "hospiconnect.authenticator.webauthn.trust-anchors",
            "hospiconnect.token.client-authorities",
            "hospiconnect.token.outgoing-trust");

    private static final String MACHINE_ADDRESS = "hospiconnect.token.machine-address";

    public ProductionRefusals() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
        for (String profile : settings.getActiveProfiles()) {
            if (!PROFILES.contains(profile)) {
                throw new IllegalStateException(
                        "unknown profile " + profile + ": spring.profiles.active is production, demo, or left out");
            }
        }
        if (settings.acceptsProfiles(Profiles.of("production"))) {
            List<String> refusals = refusals(
                    settings::getProperty,
                    settings.acceptsProfiles(Profiles.of("demo")),
                    ProductionRefusals::isOfDevelopment);
            if (!refusals.isEmpty()) {
                throw new IllegalStateException("production is refused: " + String.join("; ", refusals));
            }
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /**
     * Each names its setting; pure.
     *
     * @param development is this file the certificate of a development authority?
     */
    static List<String> refusals(Settings settings, boolean demo, Predicate<String> development) {
        return Stream.of(
                        refuse(demo, "demo people: leave out the profile demo"),
                        refuse(
                                !settings.text("hospiconnect.address.issuer").startsWith("https://"),
                                "the issuer is not https: hospiconnect.address.issuer"),
                        refuse(
                                settings.text("hospiconnect.authenticator.webauthn.rp-id")
                                        .isEmpty(),
                                "no RP ID: hospiconnect.authenticator.webauthn.rp-id"),
                        refuse(
                                settings.has("hospiconnect.enrolment.print-activation-codes-for"),
                                "printed activation codes: hospiconnect.enrolment.print-activation-codes-for"),
                        refuse(
                                settings.has(MACHINE_ADDRESS)
                                        && !settings.text(MACHINE_ADDRESS).startsWith("https://"),
                                "the address for certificates is not https: " + MACHINE_ADDRESS),
                        developmentRoots(settings, development),
                        embedded(
                                settings.has("spring.datasource.url"),
                                "PostgreSQL: set spring.datasource.url",
                                settings),
                        embedded(settings.hasRedis(), "Redis: set spring.data.redis.host", settings))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> embedded(boolean given, String store, Settings settings) {
        String sentence = "an embedded " + store + ", or " + EMBEDDED + ": \"" + ACCEPTED + "\"";
        return refuse(!given && !settings.acceptsEmbedded(), sentence);
    }

    private static Optional<String> developmentRoots(Settings settings, Predicate<String> development) {
        String found = TRUSTED.stream()
                .filter(list -> settings.files(list).anyMatch(development))
                .collect(Collectors.joining(", "));
        return refuse(!found.isEmpty(), "a development root: " + found);
    }

    // by what it is, not by where it lies; one that can't be read stops the start elsewhere
    static boolean isOfDevelopment(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .anyMatch(certificate ->
                            certificate.getSubjectX500Principal().getName().contains("OU=DEVELOPPEMENT"));
        } catch (IOException | CertificateException unreadable) {
            return false;
        }
    }

    private static Optional<String> refuse(boolean refused, String sentence) {
        return refused ? Optional.of(sentence) : Optional.empty();
    }

    /** Settings by name; null when there is none. */
    interface Settings {

        int MOST_FILES = 200;

        @Nullable
        String find(String name);

        default String text(String name) {
            return Optional.ofNullable(find(name)).orElse("");
        }

        default boolean has(String list) {
            return !text(list).isEmpty() || !text(list + "[0]").isEmpty();
        }

        /** Of a list in either form: {@code a,b}, or one by one. */
        default Stream<String> files(String list) {
            return Stream.concat(
                            Arrays.stream(text(list).split(",")),
                            IntStream.range(0, MOST_FILES).mapToObj(at -> text(list + "[" + at + "]")))
                    .map(String::strip);
        }

        default boolean hasRedis() {
            return Stream.of("host", "url", "sentinel.master", "cluster.nodes")
                    .anyMatch(word -> has("spring.data.redis." + word));
        }

        default boolean acceptsEmbedded() {
            return text(EMBEDDED).equals(ACCEPTED);
        }
    }
}
