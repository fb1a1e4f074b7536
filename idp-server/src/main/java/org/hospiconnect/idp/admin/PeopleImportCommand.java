package org.hospiconnect.idp.admin;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.admin.Options.Known;
import org.hospiconnect.idp.directory.ImportedPerson;
import org.hospiconnect.idp.directory.ImportedPerson.Kind;
import org.hospiconnect.idp.directory.PeopleImport;
import org.hospiconnect.idp.directory.PeopleImport.Mode;
import org.hospiconnect.idp.directory.PeopleImport.Result;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.stereotype.Component;

/** {@code people import FILE.csv}: says what a file would change, and with {@code --apply} changes it. */
@Component
class PeopleImportCommand implements OperatorCommand {

    private final PeopleImport imports;

    PeopleImportCommand(PeopleImport imports) {
        this.imports = imports;
    }

    @Override
    public List<String> words() {
        return List.of("people", "import");
    }

    @Override
    public String usage() {
        return "people import FILE.csv [--apply [--only-sound]] — says what the file would change; --apply changes it,"
                + " all or nothing, --only-sound those without fault or doubt";
    }

    @Override
    public int run(OperatorCall call) {
        Mode mode;
        Bytes file;
        try {
            var options = Options.of(call.arguments(), Known.flags("apply", "only-sound"));
            mode = mode(options);
            file = CalledFile.only(options, call);
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            call.out().println(usage());
            return 2;
        }
        return switch (imports.run(file, mode, call.actor(), new Screen(call.out()))) {
            case Result.Unreadable(var why) -> {
                call.out().println("refused: " + why);
                yield 1;
            }
            case Result.Run run -> {
                summary(run, mode, call.out());
                yield run.isSound() || run.imported() ? 0 : 1;
            }
        };
    }

    private static Mode mode(Options options) {
        if (options.has("only-sound") && !options.has("apply")) {
            throw new IllegalArgumentException("--only-sound goes with --apply");
        }
        if (options.has("only-sound")) {
            return Mode.APPLY_SOUND;
        }
        return options.has("apply") ? Mode.APPLY : Mode.DRY_RUN;
    }

    private static void summary(Result.Run run, Mode mode, PrintWriter out) {
        out.println("read as " + run.recognised());
        for (Kind kind : Kind.values()) {
            out.printf("%8d %s%n", Optional.ofNullable(run.people().get(kind)).orElse(0), words(kind));
        }
        boolean nothingNew = Stream.of(Kind.NEW, Kind.CHANGED)
                .allMatch(kind -> Optional.ofNullable(run.people().get(kind)).orElse(0) == 0);
        if (run.imported() && nothingNew) {
            out.println("nothing changed: everybody who could be imported is as the file says already");
        } else if (run.imported()) {
            out.println(run.isSound() ? "imported" : "imported, but for the people with a fault or in doubt");
        } else if (mode == Mode.DRY_RUN) {
            out.println("nothing changed: a dry run. --apply imports it");
        } else {
            out.println("nothing changed: put the faults and doubts right, or add --only-sound");
        }
    }

    private static String words(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Everything but who is unchanged. */
    private record Screen(PrintWriter out) implements PeopleImport.Watcher {

        @Override
        public void classified(ImportedPerson person) {
            if (person.kind() != Kind.UNCHANGED || !person.warnings().isEmpty()) {
                String lines = person.lines().size() == 1
                        ? "line " + person.lines().getFirst()
                        : "lines " + person.lines().getFirst() + "-"
                                + person.lines().getLast();
                var said = Stream.of(lines, words(person.kind()), person.who(), String.join("; ", person.notes()));
                out.println(said.filter(part -> !part.isEmpty()).collect(Collectors.joining("  ")));
                person.warnings().forEach(warning -> out.println("    warning: " + warning));
            }
        }

        @Override
        public void progress(int lines) {
            out.println("… " + lines + " lines");
        }
    }
}
