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
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.session.OpenSessions;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing.Reason;
import org.hospiconnect.idp.session.StandingGuard;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * {@code sessions justify SID}: what the level of an open session rests on, rule by rule, whatever an application asks besides.
 * Of one that is over the trail keeps it with each accepted proof.
 */
@Component
class SessionsJustifyCommand implements OperatorCommand {

    private final OpenSessions sessions;
    private final StandingGuard guard;
    private final LevelRules levels;
    private final MessageSource words;
    private final Clock clock;

    SessionsJustifyCommand(
            OpenSessions sessions, StandingGuard guard, LevelRules levels, MessageSource words, Clock clock) {
        this.sessions = sessions;
        this.guard = guard;
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
        open.map(this::lines)
                .orElseGet(() ->
                        Stream.of("no open session " + sid + ": sessions list --person PERSON shows those of a person"))
                .forEach(call.out()::println);
        return open.isPresent() ? 0 : 1;
    }

    private Stream<String> lines(Session session) {
        Optional<Reason> refused = guard.ofNone(session);
        if (refused.isPresent()) {
            return Stream.of("no level: it opens nothing, " + refused.get());
        }
        Assessment reached = levels.assess(session.proofs(), clock.instant());
        var proofs = session.proofs().stream().map(this::proof);
        var raises = reached.raises().stream().map(finding -> "to rise: " + sentence(finding));
        return Stream.of(
                        proofs,
                        Stream.of(told(reached)),
                        reached.findings().stream().map(this::line),
                        raises)
                .flatMap(part -> part);
    }

    /** One a line: the strongest decides, by the rules of its own day. */
    private String proof(Proof proof) {
        Assessment own = levels.assess(proof, clock.instant());
        return String.join(
                "  ",
                "proof " + proof.kind(),
                "at " + proof.at().truncatedTo(ChronoUnit.SECONDS),
                "amr " + String.join(",", own.amr()),
                own.level().acrName(),
                own.rules().version().text());
    }

    private static String told(Assessment reached) {
        String resists = reached.phishingResistant() ? "phishing-resistant" : "not phishing-resistant";
        String reference = Objects.requireNonNullElse(reached.scheme().reference(), "no reference");
        return String.join(
                "  ",
                "level " + reached.level().acrName(),
                resists,
                "legal basis " + reached.scheme().legalBasis(),
                reference);
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
