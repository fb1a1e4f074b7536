package org.hospiconnect.idp.authenticator.webauthn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.KnownModels;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.assurance.Rule;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.value.Bytes;
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
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What single entries of FIDO's list do, those that can't be read as well, and what becomes of a list that the store does not take. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
class MetadataEntriesTest {

    private final UUID model = UUID.randomUUID();
    private final WebAuthnFixture webauthn;
    private final MetadataKeeper keeper;
    private final FidoMetadataHealthIndicator health;
    private final KeyModels models;
    private final KnownModels flaws;
    private final JdbcClient jdbc;
    private final MovableClock clock;

    @Autowired
    MetadataEntriesTest(
            WebAuthnFixture webauthn,
            MetadataKeeper keeper,
            FidoMetadataHealthIndicator health,
            KeyModels models,
            KnownModels flaws,
            JdbcClient jdbc,
            MovableClock clock) {
        this.webauthn = webauthn;
        this.keeper = keeper;
        this.health = health;
        this.models = models;
        this.flaws = flaws;
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

    /** The key's word that its holder was verified is not believed any more. */
    @Test
    @Requirement("HC-FIDO-BYPASS")
    void a_model_whose_verification_can_be_bypassed_counts_as_one_factor() throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        var key = key();
        webauthn.enrol(webauthn.somebody("physicians"), key);
        assertThat(reached(key)).satisfies(before -> {
            assertThat(before.level().reaches(Level.LOW)).isTrue();
            assertThat(before.amr()).contains("mfa");
        });

        list(8).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2", "USER_VERIFICATION_BYPASS")
                .writeTo(FidoSource.SOURCE);
        keeper.refresh();

        assertThat(standing()).isEqualTo(ModelStanding.BYPASSED);
        assertThat(reached(key)).satisfies(after -> {
            assertThat(after.level()).isEqualTo(Level.SINGLE_FACTOR);
            assertThat(after.amr()).contains("hwk").doesNotContain("mfa");
        });
        assertThat(webauthn.register(webauthn.somebody("physicians"), key()))
                .isEqualTo(new Result.Refused(RefusalReason.MODEL_COMPROMISED));
    }

    /** Whenever the key was enrolled: what FIDO says today counts. */
    @Test
    @Requirement("HC-LEVEL-CERTIFICATION")
    void a_model_that_loses_its_certification_counts_less_at_once_and_its_holders_are_counted() throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        var key = key();
        webauthn.enrol(webauthn.somebody("physicians"), key);
        assertThat(isCertified(key)).isTrue();

        list(8).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2", "NOT_FIDO_CERTIFIED")
                .writeTo(FidoSource.SOURCE);
        keeper.refresh();

        assertThat(standing()).isEqualTo(ModelStanding.GOOD);
        assertThat(isCertified(key)).isFalse();
        assertThat(models.held())
                .as("what makes the row of the trail")
                .contains(new KeyModels.Held(model.toString(), ModelStanding.GOOD, Certification.NONE, 1));
    }

    private boolean isCertified(SoftwareAuthenticator key) {
        return reached(key).findings().stream()
                .filter(finding -> finding.rule() == Rule.CERTIFICATION)
                .findFirst()
                .orElseThrow()
                .holds();
    }

    private Assessment reached(SoftwareAuthenticator key) {
        var verified = (Verification.Verified) webauthn.signInWith(key, Optional.empty());
        return ExampleProof.rules(flaws, Certification.L1).assess(verified.proof(), clock.instant());
    }

    enum Odd {
        PICTURE("\"icon\":\"data:image/png;base64,%%%\"", ModelStanding.GOOD),
        ROOT("\"attestationRootCertificates\":[\"%%%\"]", ModelStanding.UNCLEAR),
        DAY("\"statusReports\":[{\"status\":\"FIDO_CERTIFIED_L2\",\"effectiveDate\":\"soon\"}]", ModelStanding.UNCLEAR),
        DAY_OF_A_BAD_WORD(
                "\"statusReports\":[{\"status\":\"REVOKED\",\"effectiveDate\":\"soon\"}]", ModelStanding.REVOKED),
        NO_REPORTS("\"statusReports\":7", ModelStanding.UNCLEAR),
        NUL_IN_ITS_NAME("\"description\":\"a\\u0000b\\ud800\"", ModelStanding.GOOD),
        MORE_THAN_WE_KNOW("\"somethingNew\":[[{}]]", ModelStanding.GOOD);

        private final String member;
        private final ModelStanding standing;

        Odd(String member, ModelStanding standing) {
            this.member = member;
            this.standing = standing;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-FIDO-ODD-ENTRY")
    void an_entry_that_can_not_be_read_vouches_for_nothing_and_spoils_no_other(Odd odd) throws IOException {
        var other = UUID.randomUUID();
        String payload = list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2")
                .with(other, FidoSource.MAKER, "FIDO_CERTIFIED_L1")
                .payload();
        Files.writeString(
                FidoSource.SOURCE, ModelList.signed("server", "RS256", ModelList.oddly(payload, model, odd.member)));

        assertThat(keeper.refresh()).isEmpty();

        assertThat(standing()).isEqualTo(odd.standing);
        assertThat(models.find(other.toString()).orElseThrow().certification()).isEqualTo(Certification.L1);
        assertThat(webauthn.register(webauthn.somebody("physicians"), key()) instanceof Result.Attested attested
                        && attested.attestation() == Attestation.TRUSTED)
                .isEqualTo(odd.standing == ModelStanding.GOOD);
    }

    @ParameterizedTest
    @EnumSource(names = {"ROOT", "DAY", "NO_REPORTS"})
    @Requirement({"HC-FIDO-ODD-ENTRY", "HC-LEVEL-CERTIFICATION"})
    void whoever_has_a_key_of_a_certified_model_goes_on_when_its_entry_can_not_be_read(Odd odd) throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        var key = key();
        webauthn.enrol(webauthn.somebody("physicians"), key);

        for (int serial = 8; serial < 10; serial++) {
            String payload = list(serial)
                    .with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2")
                    .payload();
            Files.writeString(
                    FidoSource.SOURCE,
                    ModelList.signed("server", "RS256", ModelList.oddly(payload, model, odd.member)));
            assertThat(keeper.refresh()).isEmpty();
            assertThat(standing()).isEqualTo(odd.standing);
            assertThat(isCertified(key)).as("list %s", serial).isTrue();
        }
    }

    @Test
    @Requirement("HC-FIDO-ODD-ENTRY")
    void a_model_loses_no_bad_standing_by_what_can_not_be_read() throws IOException {
        list(7).with(model, FidoSource.MAKER, "REVOKED").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        String odd = ModelList.oddly(
                list(8).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").payload(), model, Odd.ROOT.member);

        Files.writeString(FidoSource.SOURCE, ModelList.signed("server", "RS256", odd));
        assertThat(keeper.refresh()).isEmpty();
        assertThat(standing()).isEqualTo(ModelStanding.REVOKED);

        String nameless = odd.replace("\"no\":8", "\"no\":9").replace(model.toString(), "no name");
        Files.writeString(FidoSource.SOURCE, ModelList.signed("server", "RS256", nameless));
        assertThat(MetadataBlob.read(Bytes.of(nameless.getBytes(UTF_8)), LocalDate.MIN))
                .hasValueSatisfying(blob -> assertThat(blob.leftOut()).isOne());
        assertThat(keeper.refresh()).isEmpty();
        assertThat(standing()).isEqualTo(ModelStanding.REVOKED);
    }

    @Test
    @Requirement("HC-FIDO-ODD-ENTRY")
    void two_entries_of_one_model_vouch_for_it_not_at_all() throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2")
                .with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L3")
                .writeTo(FidoSource.SOURCE);

        assertThat(keeper.refresh()).isEmpty();
        assertThat(standing()).isEqualTo(ModelStanding.UNCLEAR);

        list(8).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2")
                .with(model, FidoSource.MAKER, "REVOKED")
                .writeTo(FidoSource.SOURCE);
        assertThat(keeper.refresh()).isEmpty();
        assertThat(standing()).isEqualTo(ModelStanding.REVOKED);
    }

    /** What the store takes and can't bring into force is not kept, and health says so. */
    @Test
    @Requirement("HC-FIDO-IN-FORCE")
    void a_list_that_can_not_be_brought_into_force_is_not_kept_and_is_told() throws IOException {
        list(7).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L2").writeTo(FidoSource.SOURCE);
        keeper.refresh();
        jdbc.sql("alter table key_models add constraint no_l3 check (certification <> 'L3')")
                .update();
        try {
            list(8).with(model, FidoSource.MAKER, "FIDO_CERTIFIED_L3").writeTo(FidoSource.SOURCE);
            assertThatThrownBy(keeper::refresh).isInstanceOf(DataAccessException.class);

            assertThat(jdbc.sql("select serial from fido_blob")
                            .query(Long.class)
                            .single())
                    .isEqualTo(7);
            assertThat(models.find(model.toString()).orElseThrow().certification())
                    .isEqualTo(Certification.L2);
            assertThat(health.health().getStatus().getCode()).isEqualTo("REFUSED");
            assertThat(keeper.lastRefusal()).contains(MetadataRefusal.NOT_IN_FORCE);
        } finally {
            jdbc.sql("alter table key_models drop constraint no_l3").update();
        }
        assertThat(keeper.refresh()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private ModelStanding standing() {
        return models.find(model.toString()).orElseThrow().standing();
    }

    private SoftwareAuthenticator key() {
        return SoftwareAuthenticator.of(Make.development(FidoSource.MAKER).of(model), WebAuthnFixture.ORIGIN);
    }

    private static ModelList list(long serial) {
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        return ModelList.number(serial, today.plusDays(30));
    }
}
