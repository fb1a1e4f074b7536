package org.hospiconnect.bench;

import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code bench SCENARIO}: started by the launcher, with the repository's folder as second word. */
public final class Bench {

    private final Scenario scenario;
    private final Path root;
    private final Plan plan;

    private Bench(Scenario scenario, Path root, Plan plan) {
        this.scenario = scenario;
        this.root = root;
        this.plan = plan;
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
        }
    }

    private void run() {
        Path folder = root.resolve("bench");
        try (var server = new MeasuredServer(root.resolve("hospiconnect"), folder.resolve("target/run"))) {
            List<Clinician> ward = new Ward(server).enrol(plan.people());
            var target = new Load.Target(server.address(), server.secret(), ward);
            say("Warming up %d s, then %d s…"
                    .formatted(plan.warmUp().toSeconds(), plan.measured().toSeconds()));
            var closed = measure(target, new Load.Shape.Closed(plan.users()), plan.warmUp(), server);
            say(closed.line("closed, " + plan.users() + " users"));
            var half = new Load.Shape.Open(Math.max(1, closed.perSecond() / 2));
            var open = measure(target, half, plan.warmUp().dividedBy(8), server);
            say(open.line("open, half of it"));
            record(closed, open, server);
        }
    }

    private void record(Measure closed, Measure open, MeasuredServer server) {
        long resident = ProcessUse.resident(server.process());
        long opened = 2L * plan.people() + scenario.sessions(closed.operations() + open.operations());
        say("server: ready after %d ms, %d MB resident with %d sessions"
                .formatted(server.readyAfter().toMillis(), resident, opened));
        Instant now = Clock.systemUTC().instant();
        var state = new Result.State(server.readyAfter().toMillis(), resident, opened);
        var result = new Result(scenario.typed(), now.toString(), Machine.of(server.process()), closed, open, state);
        say("report: " + root.resolve("bench/target/gatling"));
        say("written: " + result.write(root.resolve("bench/results"), now));
    }

    private Measure measure(Load.Target target, Load.Shape shape, Duration warmUp, MeasuredServer server) {
        var tally = new Tally(warmUp, plan.measured(), () -> ProcessUse.now(server.process()));
        LoadSimulation.NEXT.set(new Load(scenario, shape, target, tally));
        int code = quietly(shape);
        if (code != 0) {
            throw new IllegalStateException("Gatling ends with " + code);
        }
        tally.close();
        return tally.measure();
    }

    /** Gatling's own tables go to a file: they count the warm-up. */
    private int quietly(Load.Shape shape) {
        PrintStream terminal = System.out;
        try (var log = new PrintStream(root.resolve("bench/target/gatling.log").toFile(), StandardCharsets.UTF_8)) {
            System.setOut(log);
            return Gatling$.MODULE$.fromArgs(new String[] {
                "-s",
                LoadSimulation.class.getName(),
                "-rf",
                root.resolve("bench/target/gatling").toString(),
                "-rd",
                scenario.typed() + " " + shape
            });
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        } finally {
            System.setOut(terminal);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
