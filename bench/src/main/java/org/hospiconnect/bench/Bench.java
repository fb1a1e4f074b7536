package org.hospiconnect.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.journeys.Ward;
import org.hospiconnect.journeys.WardSettings;

/** {@code bench SCENARIO}: started by the launcher, with the repository's folder as second word. */
public final class Bench {

    private static final Duration UNTIL_DONE = Duration.ofHours(1);

    private final Scenario scenario;
    private final Path root;
    private final Plan plan;
    private final Gatling gatling;

    private Bench(Scenario scenario, Path root, Plan plan) {
        this.scenario = scenario;
        this.root = root;
        this.plan = plan;
        this.gatling = new Gatling(root.resolve("bench/target"));
    }

    public static void main(String[] arguments) {
        try {
            var words = List.of(arguments);
            var plan = Plan.of(words.subList(2, words.size()));
            new Bench(Scenario.of(words.get(1)), Path.of(words.getFirst()), plan).run();
            System.exit(0);
        } catch (IllegalArgumentException wrong) {
            System.out.println(wrong.getMessage());
            System.exit(2);
        } catch (IllegalStateException failed) {
            System.out.println(failed.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        try (var server = new MeasuredServer(
                root.resolve("hospiconnect"), root.resolve("bench/target/run"), scenario.settings())) {
            switch (scenario) {
                case FOOTPRINT -> footprint(server);
                case PASSWORD_STORM -> storm(server);
                default -> load(server);
            }
        }
    }

    private void load(MeasuredServer server) {
        Load.Target target = target(server);
        say("Warming up %d s, then %d s…"
                .formatted(plan.warmUp().toSeconds(), plan.measured().toSeconds()));
        var closed = measure(target, new Load.Shape.Closed(plan.users()), plan.warmUp(), server);
        say(closed.line("closed, " + plan.users() + " users"));
        var half = new Load.Shape.Open(Math.max(1, closed.perSecond() / 2), plan.people());
        var open = measure(target, half, plan.climb(), server);
        say(open.line("open, half of it"));
        Optional<Peer.Ratio> ratio = compare(target);
        long opened = 2L * plan.people() + scenario.sessions(closed.operations() + open.operations());
        var state = new Result.State(server.readyAfter().toMillis(), ProcessUse.resident(server.process()), opened);
        say("server: ready after %d ms with the making of its stores, %d MB resident, %d sessions opened"
                .formatted(state.readyMilliseconds(), state.residentMegabytes(), opened));
        record(new Result.Speed(closed, open, state, ratio), server);
        ratio.ifPresent(seen -> say(String.format(Locale.ROOT, "ratio: %.2f", seen.ratio())));
    }

    /** In turn without and with fifty wrong passwords a second, so that what else the machine does meets both alike. */
    private void storm(MeasuredServer server) {
        Load.Target target = target(server);
        var signIns = new Load.Shape.Open(Storm.SIGN_INS, plan.people());
        say("Warming up %d s…".formatted(plan.warmUp().toSeconds()));
        measure(target, new Load.Shape.Stormy(signIns, Storm.PASSWORDS), plan.warmUp(), server);
        target.storm().clear();
        List<Measure> calm = new ArrayList<>();
        List<Measure> stormy = new ArrayList<>();
        for (int turn = 0; turn < Storm.TURNS; turn++) {
            calm.add(measure(target, signIns, plan.climb(), server));
            say(calm.getLast().line("keys alone"));
            stormy.add(measure(target, new Load.Shape.Stormy(signIns, Storm.PASSWORDS), plan.climb(), server));
            say(stormy.getLast().line("keys in the storm"));
        }
        var seen = new Storm(calm, stormy, Map.copyOf(target.storm()));
        say(seen.line());
        record(seen, server);
    }

    private void footprint(MeasuredServer server) {
        List<Long> starts = Footprint.starts(server);
        Load.Target target = target(server);
        say("Signing in %d times…".formatted(plan.sessions()));
        var tally = new Tally(Duration.ZERO, UNTIL_DONE, () -> ProcessUse.now(server.process()));
        gatling.run(new Load(scenario, new Load.Shape.Counted(plan.users(), plan.sessions()), target, tally));
        long open = new Introspections(target).active(target.opened());
        var seen = Footprint.of(server, starts, open);
        say("ready in %d ms on stores that run (median of %s); %d ms with the making of its stores"
                .formatted(seen.ready(), starts, seen.firstMilliseconds()));
        say("%d MB resident with %d open sessions, %d MB at most; stores %d MB"
                .formatted(seen.residentMegabytes(), open, seen.highestMegabytes(), seen.storesMegabytes()));
        record(seen, server);
    }

    private Load.Target target(MeasuredServer server) {
        return new Load.Target(
                server.address(),
                server.secret(WardSettings.CLIENT),
                server.secret(WardSettings.MACHINE),
                new Ward(server.address(), server.folder())
                        .enrol(plan.people()).stream().map(Clinician::new).toList());
    }

    private Optional<Peer.Ratio> compare(Load.Target target) {
        if (scenario != Scenario.CLIENT_CREDENTIALS) {
            return Optional.empty();
        }
        var peer = new Peer(root.resolve("bench"), target.address() + "/oauth2/token", target.machine());
        Peer.Ratio ratio =
                peer.compare(plan.warmUp().dividedBy(2), plan.measured().dividedBy(3));
        say("peer: " + ratio.against());
        say("autocannon, tokens per second: ours " + ratio.ours() + ", oidc-provider " + ratio.peer());
        return Optional.of(ratio);
    }

    private void record(Result.Outcome seen, MeasuredServer server) {
        Instant now = Clock.systemUTC().instant();
        var result = new Result(scenario.typed(), now.toString(), Machine.of(server.process()), seen);
        say("report: " + root.resolve("bench/target/gatling"));
        say("written: " + result.write(root.resolve("bench/results"), now));
    }

    private Measure measure(Load.Target target, Load.Shape shape, Duration warmUp, MeasuredServer server) {
        var tally = new Tally(warmUp, plan.measured(), () -> ProcessUse.now(server.process()));
        gatling.run(new Load(scenario, shape, target, tally));
        tally.close();
        return tally.measure();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
