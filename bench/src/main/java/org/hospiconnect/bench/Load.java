package org.hospiconnect.bench;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** One run of Gatling. */
record Load(Scenario scenario, Shape shape, Target target, Tally tally) {

    /** How operations come: each user begins the next when the last has ended, or so many are due each second. */
    sealed interface Shape {

        record Closed(int users) implements Shape {}

        /** Users, each with a kept connection as applications have, take what is due; when all wait, the next is late. */
        record Open(double perSecond, int users) implements Shape {}

        /** The same, while strangers type so many wrong passwords each second. */
        record Stormy(Open signIns, double passwords) implements Shape {}

        /** Users who do it so many times in all. */
        record Counted(int users, int times) implements Shape {}
    }

    /**
     * What is driven, and the people who do it.
     *
     * @param secret of the application that signs people in
     * @param machine secret of the one that acts for itself
     * @param opened access tokens of the sessions that {@link Scenario#FOOTPRINT} opened
     * @param storm how often wrong passwords were answered with which status
     */
    record Target(
            String address,
            String secret,
            String machine,
            List<Clinician> ward,
            Queue<String> opened,
            Map<Integer, Long> storm) {

        Target(String address, String secret, String machine, List<Clinician> ward) {
            this(
                    address,
                    secret,
                    machine,
                    List.copyOf(ward),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentSkipListMap<>());
        }

        @Override
        public String toString() {
            return "Target[" + address + "]";
        }
    }
}
