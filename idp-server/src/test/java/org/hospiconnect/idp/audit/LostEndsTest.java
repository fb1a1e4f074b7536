package org.hospiconnect.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.keys.FreshDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What this server signed last stands outside the database as well: an end that was cut off there is missed. */
@Requirement("HC-TRAIL-END-KEPT")
class LostEndsTest {

    private final MovableClock clock = new MovableClock();
    private final FreshDatabase database = FreshDatabase.made();
    private final SignedTrail signed = SignedTrail.on(database, clock);
    private final SignedTrail.Server server = signed.server();

    @BeforeEach
    void two_signed_ends() {
        sign(server);
        clock.advance(Duration.ofMinutes(1));
        sign(server);
    }

    @Test
    void the_file_has_what_was_signed_last_and_nobody_else_reads_it() throws IOException {
        Path file = file();

        assertThat(signed.files().all())
                .containsOnlyKeys(file)
                .containsValue(signed.signatures().getLast());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(signed.verify().fault()).isEmpty();
    }

    @Test
    void a_signature_that_was_removed_is_missed() {
        remove("trail_checkpoints");

        missed("chain signed was signed at position");
    }

    @Test
    void the_end_of_the_chain_removed_with_its_rows_seals_and_signature_is_missed_and_signed_no_more() {
        cutOff();

        missed("chain signed was signed at position");
        for (var running : new SignedTrail.Server[] {server, signed.server()}) {
            clock.advance(Duration.ofMinutes(1));
            sign(running);
            sign(running);
            assertThat(signed.signatures()).hasSize(1);
        }
        missed("chain signed was signed at position");
    }

    @Test
    void a_file_that_is_not_by_the_trails_key_is_said_too() throws IOException {
        var stranger = SignedTrail.on(FreshDatabase.made(), clock);
        for (String content : new String[] {"", "x", stranger.keys().signer().sign("{}")}) {
            Files.writeString(file(), content);
            missed("its signature is not the trail's");
        }

        Files.writeString(file(), signed.keys().signer().sign("{}"));
        missed("it is no signed end of a chain");
    }

    @Test
    void after_a_restore_an_operator_says_so_the_trail_tells_it_and_is_signed_again() {
        String lost = signed.signatures().getLast();
        cutOff();
        var restarted = signed.server();
        sign(restarted);

        assertThat(restarted.lost().accept("os:anne"))
                .singleElement()
                .satisfies(
                        said -> assertThat(said).contains("trail-end-signed.jws: chain signed was signed at position"));
        assertThat(restarted.lost().accept("os:anne")).isEmpty();
        restarted.sealer().seal();

        assertThat(signed.signatures()).hasSize(2);
        assertThat(signed.verify()).satisfies(report -> {
            assertThat(report.fault()).isEmpty();
            assertThat(report.signed()).isEqualTo(report.sealed());
        });
        assertThat(jdbc().sql(
                                "select details ->> 'signed_end' from trail where act = 'TRAIL_RESTORED' and actor = 'os:anne'")
                        .query(String.class)
                        .single())
                .isEqualTo(lost);
    }

    @Test
    void a_key_that_was_taken_back_excuses_no_lost_end() {
        signed.keys().rotations().revoke(signed.signers().getLast(), "os:anne");
        clock.advance(Duration.ofSeconds(6));
        assertThat(signed.verify().fault()).isEmpty();
        remove("trail_checkpoints");

        missed("and the database has that end no more");
    }

    @Test
    void without_its_folder_the_trail_is_signed_all_the_same() throws IOException {
        Path file = file();
        Files.delete(file);
        Files.delete(file.getParent());

        clock.advance(Duration.ofMinutes(1));
        sign(server);

        assertThat(signed.signatures()).hasSize(3);
        assertThat(signed.verify().fault()).isEmpty();
    }

    private void missed(String sentence) {
        assertThat(signed.verify().fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).startsWith(file().toString()).contains(sentence));
    }

    private Path file() {
        return signed.files().all().keySet().iterator().next();
    }

    private void sign(SignedTrail.Server by) {
        signed.record();
        by.sealer().seal();
    }

    private void cutOff() {
        remove("trail_seals");
        remove("trail_checkpoints");
        jdbc().sql("delete from trail where id not in (select trail_id from trail_seals)")
                .update();
    }

    private void remove(String table) {
        signed.withoutGuards();
        jdbc().sql("delete from %1$s where position = (select max(position) from %1$s)".formatted(table))
                .update();
    }

    private JdbcClient jdbc() {
        return database.jdbc();
    }
}
