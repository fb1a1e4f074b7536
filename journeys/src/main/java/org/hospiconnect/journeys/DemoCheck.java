package org.hospiconnect.journeys;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Walks the whole road of the running demo without a screen; each step is confirmed by the side that receives it. One line a
 * step with its time; exit code 0 only when all held.
 */
public final class DemoCheck {

    private record Step(String name, Runnable walk) {}

    private DemoCheck() {}

    public static void main(String[] arguments) {
        System.exit(holds(DemoPlace.of(arguments)) ? 0 : 1);
    }

    private static boolean holds(DemoPlace place) {
        try {
            boolean held = road(new DemoRoad(place)).stream().allMatch(DemoCheck::walk);
            System.out.println(held ? "The whole road holds." : "The road is broken at the last line.");
            return held;
        } catch (StepFailed notThere) {
            System.out.println(notThere.getMessage());
            return false;
        }
    }

    private static List<Step> road(DemoRoad road) {
        return List.of(
                new Step("identity provider, simulator and DPI answer", road::partsAnswer),
                new Step("activation code given at the desk, identity verified", road::activate),
                new Step("security key enrolled, level substantial on its receipt", road::enrol),
                new Step("the activation code is refused a second time", road::codeIsUsedUp),
                new Step("a key that nobody enrolled signs nobody in", road::strangerIsRefused),
                new Step("signed in: the DPI shows who, where and how strongly", road::signIn),
                new Step(
                        "the request was pushed: the browser carried its name, which is good once",
                        road::requestWasPushed),
                new Step(
                        "the access token, copied, is refused without its key, and a proof of the key is good once",
                        road::copiedTokenIsRefused),
                new Step("DMP opened from the DPI, documents listed", road::openDmp),
                new Step("breaking the glass without a reason is refused", road::breakGlassNeedsReason),
                new Step("a DMP that faults gives a plain sentence", road::dmpFaults),
                new Step("access token renewed", road::renew),
                new Step(
                        "controlled drug: the interface asks for a fresh proof, which is given, signed",
                        road::prescribe),
                new Step("left at the identity provider: the DPI hears it and says so", road::leaveAtProvider),
                new Step("left: DPI and identity provider ask again", road::leave),
                new Step("the trail holds", road::trailHolds));
    }

    private static boolean walk(Step step) {
        long start = System.nanoTime();
        try {
            step.walk().run();
            line("ok", step, start);
            return true;
        } catch (StepFailed failed) {
            line("NO", step, start);
            System.out.println("   " + failed.getMessage());
            return false;
        }
    }

    private static void line(String verdict, Step step, long start) {
        long time = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.println(String.format(Locale.ROOT, "%s %7d ms  %s", verdict, time, step.name()));
    }
}
