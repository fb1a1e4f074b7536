package org.hospiconnect.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.RefusalCounts.Counted;
import org.hospiconnect.idp.audit.RefusalCounts.RowKey;
import org.hospiconnect.idp.audit.RefusalCounts.Sum;
import org.junit.jupiter.api.Test;

@Requirement("HC-TRAIL-COUNT-BOUNDED")
class RefusalCountsTest {

    private static final Instant NINE = Instant.parse("2026-05-04T09:00:00Z");
    private static final int MOST = 100;

    private final RefusalCounts counts = new RefusalCounts(MOST);

    @Test
    void a_hundred_thousand_sources_over_hours_share_one_row() {
        for (int i = 0; i < 100_000; i++) {
            counts.add(key(NINE.plusSeconds(60L * (i / 1000)), "2001:db8::" + i), new Sum(1, "REF-" + i));
        }

        List<Counted> taken = counts.take();

        assertThat(taken).hasSize(MOST + 1).contains(new Counted(key(NINE, "other"), new Sum(99_900, "REF-99999")));
        assertThat(counts.take()).isEmpty();
    }

    @Test
    void a_source_that_has_its_row_keeps_it_when_there_is_no_room_for_more() {
        for (int i = 0; i < 2 * MOST; i++) {
            counts.add(key(NINE, "source-" + i), new Sum(1, null));
        }
        counts.add(key(NINE, "source-0"), new Sum(1, null));

        assertThat(counts.take()).contains(new Counted(key(NINE, "source-0"), new Sum(2, null)));
    }

    @Test
    void what_could_not_be_written_comes_again_with_what_came_meanwhile() {
        counts.add(key(NINE, "one"), new Sum(3, "OLD"));
        counts.add(key(NINE, "two"), new Sum(1, "KEPT"));
        List<Counted> unwritten = counts.take();
        counts.add(key(NINE, "one"), new Sum(1, "NEW"));
        counts.add(key(NINE, "two"), new Sum(1, null));

        counts.giveBack(unwritten);

        assertThat(counts.take())
                .containsExactly(
                        new Counted(key(NINE, "one"), new Sum(4, "NEW")),
                        new Counted(key(NINE, "two"), new Sum(2, "KEPT")));
    }

    private static RowKey key(Instant minute, String source) {
        return new RowKey(minute, source, "TOKEN_REFUSED", "BECAUSE");
    }
}
