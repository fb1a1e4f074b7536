package org.hospiconnect.idp.admin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Finding;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.session.OpenSessions;
import org.hospiconnect.idp.session.Session;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * {@code sessions justify SID}: what the level of an open session rests on, rule by rule. Of one that is over the trail
 * keeps the same, with each accepted proof.
 */
@Component
class SessionsJustifyCommand implements OperatorCommand {

    private final OpenSessions sessions;
    private final LevelRules levels;
    private final MessageSource words;
    private final Clock clock;

    SessionsJustifyCommand(OpenSessions sessions, LevelRules levels, MessageSource words, Clock clock) {
        this.sessions = sessions;
        this.levels = levels;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<String> words() {
        return List.of("sessions", "justify");
    }

    @Override
    public String usage() {
        return "sessions justify SID — what the RIE level of an open session rests on: each rule with its clause, whether it holds, "
                + "and what would raise the level";
    }

    @Override
    public int run(OperatorCall call) {
        if (call.arguments().size() != 1) {
            call.out().println(usage());
            return 2;
        }
        String sid = call.arguments().getFirst();
        Optional<Session> open = sessions.find(sid);
        open.map(session -> levels.assess(session.proofs(), clock.instant()))
                .map(this::lines)
                .orElseGet(() ->
                        Stream.of("no open session " + sid + ": sessions list --person PERSON shows those of a person"))
                .forEach(call.out()::println);
        return open.isPresent() ? 0 : 1;
    }

    private Stream<String> lines(Assessment reached) {
        String resists = reached.phishingResistant() ? "phishing-resistant" : "not phishing-resistant";
        String reference = Objects.requireNonNullElse(reached.scheme().reference(), "no reference");
        var head = Stream.of(
                "level " + reached.level().acrName() + "  " + resists + "  "
                        + reached.rules().version().text(),
                String.join(
                        "  ",
                        reached.proof().kind(),
                        "proved at " + reached.authTime().truncatedTo(ChronoUnit.SECONDS),
                        "amr " + String.join(",", reached.amr())),
                "legal basis " + reached.scheme().legalBasis() + "  " + reference);
        var raises = reached.raises().stream().map(finding -> "to rise: " + sentence(finding));
        return Stream.of(head, reached.findings().stream().map(this::line), raises)
                .flatMap(part -> part);
    }

    private String line(Finding finding) {
        String reservation =
                finding.reservation().map(text -> "  reservation: " + text).orElse("");
        return (finding.holds() ? "holds  " : "lacks  ") + finding.clause() + "  " + sentence(finding) + reservation;
    }

    private String sentence(Finding finding) {
        return words.getMessage("assurance.rule." + finding.rule().word(), null, Locale.ENGLISH);
    }
}
