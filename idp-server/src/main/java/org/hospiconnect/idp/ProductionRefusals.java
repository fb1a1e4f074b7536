package org.hospiconnect.idp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** What profile {@code production} does not start with; looked at before anything else starts. */
public class ProductionRefusals implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    static final String EMBEDDED = "hospiconnect.stores.embedded-in-production";
    static final String ACCEPTED = "I accept that everything is on one disk";

    public ProductionRefusals() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
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
                                settings.anchors().anyMatch(development),
                                "a development root: hospiconnect.authenticator.webauthn.trust-anchors"),
                        refuse(
                                settings.text("spring.datasource.url").isEmpty() && !settings.acceptsEmbedded(),
                                "an embedded PostgreSQL: set spring.datasource.url, or " + EMBEDDED + ": \"" + ACCEPTED
                                        + "\""),
                        refuse(
                                !settings.hasRedis() && !settings.acceptsEmbedded(),
                                "an embedded Redis: set spring.data.redis.host, or " + EMBEDDED + ": \"" + ACCEPTED
                                        + "\""))
                .flatMap(Optional::stream)
                .toList();
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

        @Nullable
        String find(String name);

        default String text(String name) {
            return Optional.ofNullable(find(name)).orElse("");
        }

        default boolean has(String list) {
            return !text(list).isEmpty() || !text(list + "[0]").isEmpty();
        }

        default Stream<String> anchors() {
            String name = "hospiconnect.authenticator.webauthn.trust-anchors";
            UnaryOperator<String> at = index -> text(name + "[" + index + "]");
            return Stream.concat(
                    Stream.of(text(name)),
                    Stream.iterate(0, i -> i + 1).limit(50).map(i -> at.apply(i.toString())));
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
