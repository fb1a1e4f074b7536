package org.hospiconnect.bench;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Everybody of the ward signs in once; then the load. Gatling makes it by name, so what to run is handed over beside it. */
public final class LoadSimulation extends Simulation {

    static final AtomicReference<Load> NEXT = new AtomicReference<>();

    private static final String BEGAN = "began";
    private static final String DUE = "due";

    /** As many as are answered or wait at once. */
    private static final int STRANGERS = 16;

    private static final int TRIES_OF_A_PAGE = 25;

    private final Load load = Objects.requireNonNull(NEXT.get());
    private final Flows flows = new Flows(load.target());
    private final Queue<Clinician> free =
            new ConcurrentLinkedQueue<>(load.target().ward());

    public LoadSimulation() {
        int people = load.target().ward().size();
        var everybody = scenario("everybody signs in")
                .exec(this::take)
                .exec(flows.signIn())
                .exec(this::giveBack)
                .injectOpen(rampUsers(people).during(Math.max(1, people / 20)));
        setUp(everybody.andThen(populations()))
                .protocols(http.baseUrl(load.target().address())
                        .shareConnections()
                        .acceptEncodingHeader("gzip")
                        .acceptLanguageHeader("fr"));
    }

    private PopulationBuilder[] populations() {
        String name = load.scenario().typed();
        return switch (load.shape()) {
            case Load.Shape.Closed(int users) ->
                new PopulationBuilder[] {whileRunning(name, operation()).injectOpen(atOnceUsers(users))};
            case Load.Shape.Counted(int users, int times) ->
                new PopulationBuilder[] {
                    scenario(name)
                            .exec(repeat(Math.ceilDiv(times, users)).on(operation()))
                            .injectOpen(atOnceUsers(users))
                };
            case Load.Shape.Open open -> new PopulationBuilder[] {open(name, open)};
            case Load.Shape.Stormy(var signIns, double passwords) ->
                new PopulationBuilder[] {open(name, signIns), storm(passwords)};
        };
    }

    private PopulationBuilder open(String name, Load.Shape.Open open) {
        var arrivals = new Arrivals(open.perSecond(), load.tally().warmUp());
        return whileRunning(name, exec(due(arrivals)).exec(operation())).injectOpen(atOnceUsers(open.users()));
    }

    private PopulationBuilder storm(double passwords) {
        var arrivals = new Arrivals(passwords, load.tally().warmUp());
        return whileRunning(
                        "wrong passwords",
                        exec(flows.passwordPage())
                                .exec(repeat(TRIES_OF_A_PAGE)
                                        .on(exec(due(arrivals)).exec(flows.wrongPassword()))))
                .injectOpen(atOnceUsers(STRANGERS));
    }

    private ScenarioBuilder whileRunning(String name, ChainBuilder repeated) {
        return scenario(name)
                .exec(asLongAs(_ -> load.tally().isRunning(System.nanoTime())).on(repeated));
    }

    private static ChainBuilder due(Arrivals arrivals) {
        return exec(session -> session.set(DUE, arrivals.next(System.nanoTime())))
                .pause(session -> Duration.ofNanos(Math.max(0, session.getLong(DUE) - System.nanoTime())));
    }

    private ChainBuilder operation() {
        return exec(this::begin)
                .exec(exitBlockOnFail().on(exec(load.scenario().operation(flows))))
                .exec(this::end);
    }

    private Session begin(Session session) {
        long from = session.contains(DUE) ? session.getLong(DUE) : System.nanoTime();
        load.tally().begins(from);
        return take(session).set(BEGAN, from);
    }

    private Session end(Session session) {
        load.tally().ends(session.getLong(BEGAN), System.nanoTime(), session.isFailed());
        return giveBack(session).markAsSucceeded();
    }

    // nobody free: the system under load did not answer for so long that the operation counts as failed
    private Session take(Session session) {
        Clinician clinician = free.poll();
        if (clinician != null && !load.scenario().holdsThePerson()) {
            free.add(clinician);
        }
        return clinician == null ? session.markAsFailed() : session.set(Flows.CLINICIAN, clinician);
    }

    private Session giveBack(Session session) {
        Clinician clinician = session.get(Flows.CLINICIAN);
        if (clinician != null && load.scenario().holdsThePerson()) {
            free.add(clinician);
        }
        return session.remove(Flows.CLINICIAN);
    }
}
