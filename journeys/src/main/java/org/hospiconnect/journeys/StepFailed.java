package org.hospiconnect.journeys;

/** A step of the demo check that the receiving side did not confirm. */
final class StepFailed extends RuntimeException {

    StepFailed(String what) {
        super(what);
    }

    static void unless(boolean confirmed, Object what) {
        if (!confirmed) {
            throw new StepFailed(String.valueOf(what));
        }
    }
}
