package org.hospiconnect.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long and how many; {@code --warm-up=40 --seconds=20 --users=32 --people=160 --sessions=10000}.
 *
 * @param warmUp a JVM is ten times as fast after half a minute of load
 * @param users of the closed load
 * @param people of the ward; more than can be at it at once
 * @param sessions that are open when memory is read
 */
record Plan(Duration warmUp, Duration measured, int users, int people, int sessions) {

    static Plan of(List<String> words) {
        var given = new TreeMap<>(
                Map.of("--warm-up", 40, "--seconds", 20, "--users", 32, "--people", 160, "--sessions", 10_000));
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || !given.containsKey(parts[0]) || !parts[1].matches("[1-9][0-9]{0,5}")) {
                throw new IllegalArgumentException("bench takes " + String.join("=N ", given.keySet()) + "=N");
            }
            given.put(parts[0], Integer.parseInt(parts[1]));
        }
        int users = given.getOrDefault("--users", 0);
        return new Plan(
                Duration.ofSeconds(given.getOrDefault("--warm-up", 0)),
                Duration.ofSeconds(given.getOrDefault("--seconds", 0)),
                users,
                Math.max(given.getOrDefault("--people", 0), users),
                given.getOrDefault("--sessions", 0));
    }

    /** How long an open load climbs, on a server that is warm: whole seconds, Gatling climbs for ever in less than one. */
    Duration climb() {
        return Duration.ofSeconds(Math.max(1, warmUp.toSeconds() / 8));
    }
}
