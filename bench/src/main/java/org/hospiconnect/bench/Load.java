package org.hospiconnect.bench;

import java.util.List;

/** One run of Gatling. */
record Load(Scenario scenario, Shape shape, Target target, Tally tally) {

    /** How operations come: each user begins the next when the last has ended, or so many begin each second. */
    sealed interface Shape {

        record Closed(int users) implements Shape {}

        record Open(double perSecond) implements Shape {}
    }

    /** What is driven, and the people who do it. */
    record Target(String address, String secret, List<Clinician> ward) {

        Target {
            ward = List.copyOf(ward);
        }

        @Override
        public String toString() {
            return "Target[" + address + "]";
        }
    }
}
