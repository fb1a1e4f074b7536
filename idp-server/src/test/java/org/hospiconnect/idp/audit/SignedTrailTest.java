package org.hospiconnect.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import java.time.Duration;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.TrailSigner.Reading;
import org.hospiconnect.idp.keys.FreshDatabase;
import org.hospiconnect.idp.value.Unavailable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The ends of the trail's chains are signed by the trail's own ring, and nobody who has only the database can sign them anew. */
@Requirement("HC-TRAIL-SIGNED")
class SignedTrailTest {

    private final MovableClock clock = new MovableClock();
    private final FreshDatabase database = FreshDatabase.made();
    private final SignedTrail signed = SignedTrail.on(database, clock);
    private final Sealer sealer = signed.server().sealer();

    @Test
    void the_end_is_signed_when_rows_came_once_a_minute_and_at_the_stop() {
        sealed();
        assertThat(signed.verify().signed()).isEqualTo(signed.verify().sealed()).isPositive();
        sealed();
        assertThat(signed.verify().signed()).isLessThan(signed.verify().sealed());

        clock.advance(Duration.ofMinutes(1));
        sealer.seal();
        assertThat(signed.verify().signed()).isEqualTo(signed.verify().sealed());
        sealer.seal();
        assertThat(signed.signatures()).hasSize(2);

        signed.record();
        sealer.stop();
        assertThat(signed.verify())
                .satisfies(report -> assertThat(report.signed()).isEqualTo(report.sealed()))
                .satisfies(report -> assertThat(report.fault()).isEmpty());
    }

    @Test
    void keys_that_have_retired_verify_for_as_long_as_there_is_a_trail_and_can_sign_no_more() {
        sealed();
        turn();
        sealed();
        turn();
        sealed();
        assertThat(signed.signers()).doesNotHaveDuplicates().hasSize(3);

        clock.advance(Duration.ofDays(3650));
        signed.keys().lookedAfter();
        signed.keys().old().removeOverBefore(clock.instant().minus(Duration.ofDays(1)), 100);

        assertThat(signed.verify().fault()).isEmpty();
        assertThat(database.jdbc()
                        .sql("select count(*) from trail_keys where wrapped is not null and kid in (?, ?)")
                        .params(signed.signers().get(0), signed.signers().get(1))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(SignedTrail.on(database, clock).verify().fault()).isEmpty();
    }

    @Test
    void who_rewrites_rows_and_chain_is_found_by_the_signature() {
        String altered = sealed();
        sealed();

        signed.rewrite(altered);

        assertThat(signed.verify().fault())
                .hasValueSatisfying(fault -> assertThat(fault)
                        .startsWith("chain signed, row ")
                        .endsWith("what was signed here is another chain"));
    }

    @Test
    void nothing_but_the_trails_own_ring_signs_it() {
        sealed();
        String content = payload(signed.signatures().getLast());
        String right = signed.signatures().getLast();
        String other =
                SignedTrail.on(FreshDatabase.made(), clock).keys().signer().sign(content);

        assertThat(signed.keys().signer().read(right)).isEqualTo(new Reading.Signed(content));
        for (String forged : new String[] {
            signed.keys().signedAsToken(content),
            other,
            right.substring(0, right.lastIndexOf('.') + 1) + other.substring(other.lastIndexOf('.') + 1),
            right.substring(0, right.lastIndexOf('.') + 1),
            "eyJhbGciOiJub25lIn0." + right.split("\\.", -1)[1] + ".",
            "nothing"
        }) {
            signed.forge(forged);
            assertThat(signed.verify().fault())
                    .as(forged)
                    .hasValueSatisfying(fault -> assertThat(fault).contains("its signature is not the trail's"));
        }
        signed.forge(right);
        assertThat(signed.verify().fault()).isEmpty();
    }

    @Test
    void a_key_that_the_owner_of_the_database_adds_is_not_the_trails() {
        sealed();
        var stranger = SignedTrail.on(FreshDatabase.made(), clock);
        String content = payload(signed.signatures().getLast());
        signed.adopt(stranger, stranger.keys().signer().sign(content));

        assertThat(signed.verify().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("no key of the trail signed it"));
        assertThat(SignedTrail.on(database, clock).verify().fault()).isPresent();
    }

    @Test
    void signed_ends_that_were_removed_leave_a_stretch_that_is_said() {
        String altered = sealed();
        for (int halfHours = 0; halfHours < 3; halfHours++) {
            clock.advance(Duration.ofMinutes(30));
            sealed();
        }
        assertThat(signed.verify().unsigned()).isEmpty();

        signed.withoutGuards();
        database.jdbc().sql("delete from trail_checkpoints").update();
        signed.rewrite(altered);
        var elsewhere = SignedTrail.on(database, clock);
        elsewhere.record();
        elsewhere.server().sealer().seal();

        assertThat(elsewhere.verify()).satisfies(report -> {
            assertThat(report.signed()).isEqualTo(report.sealed());
            assertThat(report.unsigned())
                    .singleElement()
                    .satisfies(said ->
                            assertThat(said).startsWith("chain signed, rows ").contains("no end was signed"));
        });
    }

    @Test
    void a_server_that_was_away_for_days_left_none() {
        sealed();
        signed.record();
        clock.advance(Duration.ofDays(3));
        signed.record();
        signed.server().sealer().seal();

        assertThat(signed.verify().unsigned()).isEmpty();
    }

    @Test
    void an_end_that_was_cut_off_is_missed() {
        sealed();
        signed.withoutGuards();
        database.jdbc()
                .sql("delete from trail_seals where position = (select max(position) from trail_seals)")
                .update();

        assertThat(signed.verify().fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("its end was signed at position"));
    }

    @Test
    void what_a_revoked_key_signed_counts_no_more_and_the_next_key_vouches_for_all() {
        sealed();
        String kid = signed.signers().getLast();
        signed.keys().rotations().revoke(kid, "os:anne");
        clock.advance(Duration.ofSeconds(6));
        assertThat(signed.verify()).satisfies(report -> {
            assertThat(report.fault()).isEmpty();
            assertThat(report.revoked()).isOne();
            assertThat(report.signed()).isZero();
        });

        clock.advance(Duration.ofMinutes(1));
        sealed();
        assertThat(signed.signers().getLast()).isNotEqualTo(kid);
        assertThat(signed.verify().signed()).isEqualTo(signed.verify().sealed());
    }

    @Test
    void a_chain_that_was_rewritten_under_a_running_server_or_before_its_start_is_signed_no_more() {
        String altered = sealed();
        sealed();
        signed.rewrite(altered);

        for (Sealer sealer :
                new Sealer[] {sealer, SignedTrail.on(database, clock).server().sealer()}) {
            clock.advance(Duration.ofMinutes(1));
            signed.record();
            assertThat(sealer.seal()).isPositive();
            assertThat(signed.signatures()).hasSize(1);
        }
        assertThat(signed.verify().fault()).isPresent();
    }

    @Test
    void without_its_key_the_trail_is_chained_all_the_same_and_signed_later() {
        TrailSigner away = new TrailSigner() {
            @Override
            public String sign(String content) {
                throw new Unavailable("the trail's signing key", new IllegalStateException("token removed"));
            }

            @Override
            public Reading read(String jws) {
                return signed.keys().signer().read(jws);
            }
        };
        signed.record();
        assertThat(signed.server(away).sealer().seal()).isPositive();
        assertThat(signed.verify())
                .satisfies(report -> assertThat(report.sealed()).isPositive())
                .satisfies(report -> assertThat(report.signed()).isZero());

        sealer.seal();
        assertThat(signed.verify().signed()).isEqualTo(signed.verify().sealed());
    }

    @Test
    void its_keys_are_wrapped_never_removed_and_no_application_sees_them() {
        sealed();

        assertThatThrownBy(() -> database.jdbc().sql("delete from trail_keys").update())
                .isInstanceOf(DataAccessException.class);
        assertThat(signed.keys().ring().published().getKeys())
                .isNotEmpty()
                .noneMatch(key -> signed.signers().contains(key.getKeyID()));
        assertThat(database.jdbc()
                        .sql(
                                "select count(*) from trail_keys where wrapped is not null and not jsonb_exists(public_jwk, 'd')")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private static String payload(String jws) {
        try {
            return JWSObject.parse(jws).getPayload().toString();
        } catch (java.text.ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    private String sealed() {
        String session = signed.record();
        sealer.seal();
        return session;
    }

    /** The key's successor signs from now on. */
    private void turn() {
        clock.advance(Duration.ofMinutes(30));
        signed.keys().rotations().rotate(_ -> true, "os:anne");
        clock.advance(Duration.ofMinutes(30));
    }
}
