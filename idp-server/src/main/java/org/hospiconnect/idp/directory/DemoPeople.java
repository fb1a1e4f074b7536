package org.hospiconnect.idp.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.hospiconnect.idp.directory.ImportedPerson.Kind;
import org.hospiconnect.idp.directory.PeopleImport.Mode;
import org.hospiconnect.idp.directory.PeopleImport.Result;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The fictional population, profile {@code demo} only: a file like any other, imported while it has somebody new. */
@Component
@Profile("demo & !production")
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DemoPeople implements ApplicationRunner {

    static final String FILE = "demo/people.csv";

    private final PeopleImport imports;

    DemoPeople(PeopleImport imports) {
        this.imports = imports;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Bytes file = read();
        if (run(file, Mode.DRY_RUN).people().containsKey(Kind.NEW)
                && !run(file, Mode.APPLY).imported()) {
            throw new IllegalStateException(FILE + " has a fault: the demo's people are not those of its file");
        }
    }

    private Result.Run run(Bytes file, Mode mode) {
        return switch (imports.run(file, mode, "demo", new Silent())) {
            case Result.Run run -> run;
            case Result.Unreadable(var why) -> throw new IllegalStateException(FILE + ": " + why);
        };
    }

    private static Bytes read() {
        try {
            return Bytes.of(new ClassPathResource(FILE).getContentAsByteArray());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private record Silent() implements PeopleImport.Watcher {

        @Override
        public void classified(ImportedPerson person) {}

        @Override
        public void progress(int lines) {}
    }
}
