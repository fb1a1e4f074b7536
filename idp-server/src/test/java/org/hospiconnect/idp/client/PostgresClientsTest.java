package org.hospiconnect.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.client.Registrations.Change;
import org.hospiconnect.idp.client.Registrations.Result;
import org.hospiconnect.idp.directory.Establishment;
import org.hospiconnect.idp.directory.Establishments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@StoreTest
@Import({
    PostgresClients.class,
    Registrations.class,
    ClientSecrets.class,
    PostgresClientsTest.Silent.class,
    PostgresClientsTest.One.class,
    PostgresClientsTest.Strict.class,
    PostgresClientsTest.Words.class,
    PostgresClientsTest.NoEdDsa.class
})
class PostgresClientsTest {

    private final Clients clients;
    private final Registrations registrations;
    private final ClientSecrets secrets;
    private final JdbcClient jdbc;
    private final MovableClock clock;

    @Autowired
    PostgresClientsTest(
            Clients clients, Registrations registrations, ClientSecrets secrets, JdbcClient jdbc, MovableClock clock) {
        this.clients = clients;
        this.registrations = registrations;
        this.secrets = secrets;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    @Requirement("HC-CLIENT-SECRET")
    void the_secret_is_shown_once_and_only_its_hash_is_kept() {
        var wanted = wanted(UUID.randomUUID().toString(), Optional.empty());

        var first = (Result.Kept) registrations.register(wanted, "test");
        var second = (Result.Kept) registrations.register(wanted, "test");

        String secret = first.secret().orElseThrow();
        assertThat(secret).hasSize(43);
        assertThat(second).isEqualTo(new Result.Kept(Change.UNCHANGED, Optional.empty()));
        String hash = clients.find(wanted.id()).orElseThrow().secretHash().orElseThrow();
        assertThat(hash).doesNotContain(secret);
        assertThat(secrets.matches(secret, hash)).isTrue();
        assertThat(secrets.matches(secret + "x", hash)).isFalse();
        assertThat(secrets.matches("", hash)).isFalse();
        assertThat(first).asString().doesNotContain(secret);
    }

    @Test
    void a_secret_file_is_made_once_for_its_owner_alone_and_survives(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sub/dpi.secret");
        var wanted = wanted(UUID.randomUUID().toString(), Optional.of(file.toString()));

        assertThat(registrations.register(wanted, "test")).isEqualTo(new Result.Kept(Change.ADDED, Optional.empty()));
        assertThat(registrations.register(wanted, "test"))
                .isEqualTo(new Result.Kept(Change.UNCHANGED, Optional.empty()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String hash = clients.find(wanted.id()).orElseThrow().secretHash().orElseThrow();
        assertThat(secrets.matches(Files.readString(file), hash)).isTrue();
    }

    @Test
    void what_another_node_changed_is_seen_within_five_seconds() {
        var wanted = wanted(UUID.randomUUID().toString(), Optional.empty());
        registrations.register(wanted, "test");
        clients.find(wanted.id());

        jdbc.sql("update clients set application = jsonb_set(application, '{enabled}', 'false') where id = ?")
                .param(wanted.id())
                .update();
        clock.advance(Duration.ofMillis(5001));

        assertThat(clients.find(wanted.id())).map(RelyingApplication::enabled).contains(false);
    }

    @Test
    void a_wrong_registration_changes_nothing() {
        var wrong = wanted("with space", Optional.empty());

        assertThat(registrations.register(wrong, "test")).isInstanceOf(Result.Refused.class);
        assertThat(clients.find("with space")).isEmpty();
    }

    @Test
    @Requirement("HC-KEYS-ALGORITHMS")
    void an_algorithm_whose_keys_cannot_be_made_here_is_refused() {
        String id = UUID.randomUUID().toString();

        assertThat(registrations.register(wanted(id, Optional.empty(), "EdDSA"), "test"))
                .asString()
                .contains("ALGORITHM_UNKNOWN: EdDSA keys can't be made in a PKCS#11 token");
        assertThat(clients.find(id)).isEmpty();
    }

    @Test
    @Requirement("HC-CLIENT-IDLE")
    void an_application_is_not_registered_for_more_than_what_holds_for_all() {
        String id = UUID.randomUUID().toString();

        assertThat(registrations.register(
                        wanted(id, Optional.empty(), "ES256", Optional.of(Duration.ofMinutes(21))), "test"))
                .asString()
                .contains("SESSION_IDLE: session-idle: others' end after PT20M");
        assertThat(clients.find(id)).isEmpty();
        assertThat(registrations.register(
                        wanted(id, Optional.empty(), "ES256", Optional.of(Duration.ofMinutes(20))), "test"))
                .isInstanceOf(Result.Kept.class);
    }

    @Test
    @Requirement("HC-SIGN-IN-RULES")
    void a_kind_or_a_zone_that_nothing_answers_to_is_refused_with_those_that_are_known() {
        var rules =
                new SignInRules(false, null, Set.of("webautn"), Set.of(), Set.of("intranet", "intarnet"), null, false);

        assertThat(registrations.register(taking(wanted("typo", Optional.empty()), rules), "ops"))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.faults())
                                .map(RegistrationFault::toString)
                                .containsExactly(
                                        "KIND_UNKNOWN: webautn; known: [webauthn]",
                                        "ZONE_UNKNOWN: intarnet; known: [intranet, remote]"));
        assertThat(clients.find("typo")).isEmpty();
    }

    private static ApplicationSettings wanted(String id, Optional<String> secretFile) {
        return wanted(id, secretFile, "ES256");
    }

    private static ApplicationSettings wanted(String id, Optional<String> secretFile, String algorithm) {
        return wanted(id, secretFile, algorithm, Optional.empty());
    }

    private static ApplicationSettings wanted(
            String id, Optional<String> secretFile, String algorithm, Optional<Duration> idle) {
        return new ApplicationSettings(
                id,
                "DPI",
                RelyingApplication.Profile.STANDARD,
                Set.of("https://dpi.example/cb"),
                Set.of(),
                "client_secret_basic",
                secretFile,
                Set.of("openid"),
                Set.of("authorization_code"),
                Level.SUBSTANTIAL,
                algorithm,
                Optional.of("990000115"),
                null,
                true,
                ClientKeys.NONE,
                TokenRules.USUAL,
                Surroundings.NONE,
                idle,
                Optional.empty(),
                SignInRules.NONE);
    }

    private static ApplicationSettings taking(ApplicationSettings like, SignInRules rules) {
        return new ApplicationSettings(
                like.id(),
                like.name(),
                like.profile(),
                like.redirectUris(),
                like.postLogoutRedirectUris(),
                like.authentication(),
                like.secretFile(),
                like.scopes(),
                like.grants(),
                like.leastLevel(),
                like.tokenAlgorithm(),
                like.establishment(),
                like.dmp(),
                like.enabled(),
                like.keys(),
                like.tokens(),
                like.surroundings(),
                like.sessionIdle(),
                like.sessionLifetime(),
                rules);
    }

    /** The trail has its own tests. */
    static class Silent implements AuditTrail {
        @Override
        public void record(AuditEntry entry) {}

        @Override
        public void count(Act act, Enum<?> reason, String source, @Nullable String reference) {}
    }

    /** A hospital that is stricter than it must. */
    record Strict() implements LongestSession {
        @Override
        public Duration idle() {
            return Duration.ofMinutes(20);
        }

        @Override
        public Duration lifetime() {
            return Duration.ofHours(2);
        }
    }

    static class Words implements SignInWords {
        @Override
        public Set<String> kinds() {
            return Set.of("webauthn");
        }

        @Override
        public Set<String> zones() {
            return Set.of("remote", "intranet");
        }
    }

    static class One implements Establishments {

        private static final Establishment VALMONT = new Establishment(
                "990000115",
                "1990000115",
                "CH FICTIF DE VALMONT",
                "SA01",
                UUID.fromString("5f0c7c1e-0000-4000-8000-000990000115"));

        @Override
        public Optional<Establishment> find(String finess) {
            return Optional.of(VALMONT).filter(known -> known.finess().equals(finess));
        }

        @Override
        public List<Establishment> all() {
            return List.of(VALMONT);
        }

        @Override
        public void put(Establishment establishment) {}
    }

    /** A deployment whose token makes no such keys. */
    static class NoEdDsa implements TokenKeys {
        @Override
        public boolean prepare(String algorithm) {
            return !algorithm.equals("EdDSA");
        }
    }
}
