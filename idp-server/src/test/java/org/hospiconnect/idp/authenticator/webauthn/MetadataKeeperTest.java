package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.journeys.Make;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** FIDO's list of models, right and wrong, and what it does to keys; a maker's root vouches by the list alone. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
class MetadataKeeperTest {

    private final UUID model = UUID.randomUUID();
    private final WebAuthnFixture webauthn;
    private final MetadataKeeper keeper;
    private final FidoMetadataHealthIndicator health;
    private final KeyModels models;
    private final JdbcClient jdbc;
    private final MovableClock clock;

    @Autowired
    MetadataKeeperTest(
            WebAuthnFixture webauthn,
            MetadataKeeper keeper,
            FidoMetadataHealthIndicator health,
            KeyModels models,
            JdbcClient jdbc,
            MovableClock clock) {
        this.webauthn = webauthn;
        this.keeper = keeper;
        this.health = health;
        this.models = models;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        FidoSource.settings(settings);
    }

    @BeforeEach
    @AfterEach
    void nothingKept() {
        clock.reset();
        FidoSource.nothingKept(jdbc);
    }

    @Test
    @Requirement("HC-FIDO-LIST")
    void a_good_list_vouches_for_its_models() throws IOException {
        assertThat(webauthn.enrol(webauthn.somebody("physicians"), key()).attestation())
                .isEqualTo(Attestation.UNTRUSTED);

        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        assertThat(keeper.refresh()).isEmpty();

        assertThat(webauthn.enrol(webauthn.somebody("physicians"), key())).satisfies(enrolled -> {
            assertThat(enrolled.attestation()).isEqualTo(Attestation.TRUSTED);
            assertThat(enrolled.facts().certification()).isEqualTo(Certification.L2);
        });
        assertThat(models.find(model.toString()).orElseThrow()).satisfies(known -> {
            assertThat(known.description()).isEqualTo("Clé d’essai");
            assertThat(known.icon()).isPresent();
            assertThat(known.hardware()).isTrue();
        });
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    @Requirement("HC-FIDO-LIST")
    void a_root_of_one_model_vouches_for_no_other() throws IOException {
        list(7).with(UUID.randomUUID(), FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();

        assertThat(webauthn.enrol(webauthn.somebody("physicians"), key()).attestation())
                .isEqualTo(Attestation.UNTRUSTED);
    }

    enum Bad {
        MISSING(MetadataRefusal.NOT_READ),
        EMPTY(MetadataRefusal.MALFORMED),
        TRUNCATED(MetadataRefusal.SIGNATURE_INVALID),
        CUT_IN_TWO(MetadataRefusal.MALFORMED),
        CHANGED(MetadataRefusal.SIGNATURE_INVALID),
        UNSIGNED(MetadataRefusal.ALGORITHM),
        KEYED_HASH(MetadataRefusal.ALGORITHM),
        ANOTHER_SIGNER(MetadataRefusal.SIGNER_NOT_TRUSTED),
        NO_JSON(MetadataRefusal.MALFORMED),
        NO_LIST(MetadataRefusal.MALFORMED),
        DEEP(MetadataRefusal.MALFORMED),
        SIGNER_REVOKED(MetadataRefusal.SIGNER_REVOKED),
        REVOCATION_OUT_OF_DATE(MetadataRefusal.REVOCATION_UNKNOWN),
        NO_REVOCATION(MetadataRefusal.REVOCATION_UNKNOWN),
        LOWER_SERIAL(MetadataRefusal.SERIAL_TOO_LOW),
        OUT_OF_DATE(MetadataRefusal.OUT_OF_DATE);

        private final MetadataRefusal reason;

        Bad(MetadataRefusal reason) {
            this.reason = reason;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-FIDO-LIST-BAD")
    void a_bad_list_changes_nothing_and_is_told(Bad bad) throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        Optional<String> text = bad(bad);
        revocations(bad);
        Files.deleteIfExists(FidoSource.SOURCE);
        if (text.isPresent()) {
            Files.writeString(FidoSource.SOURCE, text.get());
        }

        assertThat(keeper.refresh()).contains(bad.reason);

        assertThat(jdbc.sql("select serial from fido_blob").query(Long.class).single())
                .isEqualTo(7);
        assertThat(models.find(model.toString())).isPresent();
        assertThat(health.health().getStatus().getCode()).isEqualTo("REFUSED");
        assertThat(webauthn.register(webauthn.somebody("physicians"), key())).isInstanceOf(Result.Attested.class);
    }

    private Optional<String> bad(Bad bad) {
        String good = list(8).signed();
        String[] parts = good.split("\\.", -1);
        return switch (bad) {
            case MISSING -> Optional.empty();
            case EMPTY -> Optional.of("");
            case TRUNCATED -> Optional.of(good.substring(0, good.length() - 4));
            case CUT_IN_TWO -> Optional.of(parts[0] + "." + parts[1]);
            case CHANGED -> Optional.of(parts[0] + "." + list(9).signed().split("\\.", -1)[1] + "." + parts[2]);
            case UNSIGNED -> Optional.of(ModelList.signed("server", "none", list(8).payload()));
            case KEYED_HASH -> Optional.of(ModelList.signed("server", "HS256", list(8).payload()));
            case ANOTHER_SIGNER -> Optional.of(ModelList.signed("authority", "RS256", list(8).payload()));
            case NO_JSON -> Optional.of(ModelList.signed("server", "RS256", "no JSON"));
            case NO_LIST -> Optional.of(ModelList.signed("server", "RS256", "{\"no\":8}"));
            case DEEP -> Optional.of(ModelList.signed("server", "RS256", "[".repeat(30_000)));
            case SIGNER_REVOKED, REVOCATION_OUT_OF_DATE, NO_REVOCATION -> Optional.of(good);
            case LOWER_SERIAL -> Optional.of(list(6).signed());
            case OUT_OF_DATE ->
                Optional.of(ModelList.number(8, today().minusDays(1)).signed());
        };
    }

    /** Around a list that is good by itself. */
    private static void revocations(Bad bad) throws IOException {
        Instant now = Clock.systemUTC().instant();
        switch (bad) {
            case SIGNER_REVOKED -> FidoSource.revoke(now.plus(Duration.ofDays(1)), ModelList.signer());
            case REVOCATION_OUT_OF_DATE -> FidoSource.revoke(now.minus(Duration.ofDays(1)));
            case NO_REVOCATION -> Files.delete(FidoSource.REVOKED);
            default -> {}
        }
    }

    @Test
    @Requirement("HC-FIDO-STALE")
    void a_stale_list_vouches_for_nobody_new_and_who_is_enrolled_goes_on() throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        var key = key();
        webauthn.enrol(webauthn.somebody("physicians"), key);

        clock.advance(Duration.ofDays(30 + 14 + 1));
        assertThat(keeper.refresh()).contains(MetadataRefusal.OUT_OF_DATE);

        assertThat(webauthn.register(webauthn.somebody("physicians"), key()))
                .isEqualTo(new Result.Refused(RefusalReason.METADATA_STALE));
        assertThat(webauthn.signInWith(key, Optional.empty())).isInstanceOf(Verification.Verified.class);
        assertThat(health.health().getStatus().getCode()).isEqualTo("STALE");
        // a root of the deployment's own needs no list
        assertThat(webauthn.register(webauthn.somebody("physicians"), webauthn.attestedKey()))
                .isInstanceOf(Result.Attested.class);
    }

    @Test
    @Requirement("HC-FIDO-STATUS")
    void a_revoked_model_lowers_whoever_holds_it_and_is_given_to_nobody() throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        Authenticator enrolled = webauthn.enrol(webauthn.somebody("physicians"), key());

        list(8).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2", "REVOKED").writeTo(FidoSource.SOURCE);
        keeper.refresh();

        assertThat(webauthn.authenticators
                        .find(enrolled.id())
                        .orElseThrow()
                        .facts()
                        .standing())
                .isEqualTo(ModelStanding.REVOKED);
        assertThat(webauthn.authenticators.ofModel(model.toString()))
                .extracting(Authenticator::id)
                .containsExactly(enrolled.id());
        assertThat(webauthn.register(webauthn.somebody("physicians"), key()))
                .isEqualTo(new Result.Refused(RefusalReason.MODEL_COMPROMISED));
    }

    @Test
    @Requirement("HC-FIDO-STATUS")
    void a_report_comes_into_force_on_its_day_whatever_becomes_of_the_source() throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2", "REVOKED@" + today().plusDays(2))
                .writeTo(FidoSource.SOURCE);
        keeper.refresh();
        assertThat(standing()).isEqualTo(ModelStanding.GOOD);
        Files.delete(FidoSource.SOURCE);

        clock.advance(Duration.ofDays(2));
        keeper.refresh();

        assertThat(standing()).isEqualTo(ModelStanding.REVOKED);
    }

    private ModelStanding standing() {
        return models.find(model.toString()).orElseThrow().standing();
    }

    private SoftwareAuthenticator key() {
        return SoftwareAuthenticator.of(Make.development(FidoSource.MAKER).of(model), WebAuthnFixture.ORIGIN);
    }

    private ModelList list(long serial) {
        return ModelList.number(serial, today().plusDays(30));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
    }
}
