package org.hospiconnect.idp.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.ImportedPerson.Kind;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The use case of a people file: each person of it is compared with those known; a run to be applied is one transaction, with its
 * line in the trail, and imports nothing while somebody is faulty or undecided.
 */
@Component
public class PeopleImport {

    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final PostgresPeople people;
    private final Establishments establishments;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PeopleImport(
            PostgresPeople people,
            Establishments establishments,
            AuditTrail trail,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.establishments = establishments;
        this.trail = trail;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /** What the operator asked for; a run that isn't applied changes nothing. */
    public enum Mode {
        DRY_RUN,
        APPLY,
        /** Applied to those who are sound, whatever the others are. */
        APPLY_SOUND;

        boolean isApplied() {
            return this != DRY_RUN;
        }
    }

    /** Sees a run as it goes on. */
    public interface Watcher {

        void classified(ImportedPerson person);

        /** {@code lines} have been read so far. */
        void progress(int lines);
    }

    /** What came of a run. */
    public sealed interface Result {

        /** The file can't be read; {@code why} is a sentence for the operator. */
        record Unreadable(String why) implements Result {}

        /**
         * The file was gone through to its end.
         *
         * @param recognised encoding and separator
         * @param people how many of each kind
         * @param imported has what is sound been written?
         */
        record Run(String recognised, Map<Kind, Integer> people, boolean imported) implements Result {

            public Run {
                people = Map.copyOf(people);
            }

            /** Is nobody faulty or undecided? */
            public boolean isSound() {
                return people.keySet().stream().allMatch(Kind::isSound);
            }
        }
    }

    /** Why a run that was to be applied was not. */
    enum NotApplied {
        FAULTY_OR_UNDECIDED
    }

    public Result run(Bytes content, Mode mode, String actor, Watcher watcher) {
        return switch (PeopleFile.open(content)) {
            case PeopleFile.Opened.Unreadable(var why) -> new Result.Unreadable(why);
            case PeopleFile.Opened.Usable(var file) -> {
                Result.Run run = transaction.execute(status -> inOne(status, file, mode, new Run(actor, watcher)));
                if (mode.isApplied() && !run.imported()) {
                    trail.record(detailed(
                            AuditEntry.refused(Act.PEOPLE_IMPORTED, NotApplied.FAULTY_OR_UNDECIDED)
                                    .actor(actor),
                            run.people()));
                }
                yield run;
            }
        };
    }

    private record Run(String actor, Watcher watcher) {}

    private Result.Run inOne(TransactionStatus status, PeopleFile file, Mode mode, Run run) {
        if (mode.isApplied()) { // two imports at once would decide on what the other is changing
            jdbc.sql("select pg_advisory_xact_lock(hashtext('people import'))")
                    .query((row, number) -> number)
                    .list();
        }
        var known = establishments.all().stream().collect(Collectors.toMap(Establishment::finess, one -> one));
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        var batches = new ImportBatches(
                people,
                known,
                mode.isApplied(),
                person -> {
                    counts.merge(person.kind(), 1, Integer::sum);
                    run.watcher().classified(person);
                },
                events::publishEvent);
        batches.read(file, LocalDate.ofInstant(clock.instant(), FRANCE), run.watcher()::progress);
        boolean sound = counts.keySet().stream().allMatch(Kind::isSound);
        boolean imported = (mode == Mode.APPLY && sound) || mode == Mode.APPLY_SOUND;
        if (imported) {
            trail.record(detailed(AuditEntry.done(Act.PEOPLE_IMPORTED).actor(run.actor()), counts));
        } else {
            status.setRollbackOnly();
        }
        return new Result.Run(file.recognised(), counts, imported);
    }

    private static AuditEntry detailed(AuditEntry entry, Map<Kind, Integer> counts) {
        AuditEntry detailed = entry;
        for (Kind kind : Kind.values()) {
            detailed = detailed.detail(
                    kind.name().toLowerCase(java.util.Locale.ROOT),
                    Optional.ofNullable(counts.get(kind)).orElse(0));
        }
        return detailed;
    }
}
