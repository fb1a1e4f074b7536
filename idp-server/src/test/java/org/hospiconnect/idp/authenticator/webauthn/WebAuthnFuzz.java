package org.hospiconnect.idp.authenticator.webauthn;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Jazzer looks for bytes that hurt: {@code ./hospiconnect test --full}, a target at a time. What it finds it writes among the inputs of
 * this class, which {@link WebAuthnCorpusTest} tries at each run of the tests.
 */
class WebAuthnFuzz {

    /** On instrumented code, on machines that do other things as well. */
    private static final Duration MOST = Duration.ofSeconds(5);

    @FuzzTest(maxDuration = "90s")
    void attestationObject(byte[] input) {
        judge(FuzzTarget.ATTESTATION_OBJECT, input);
    }

    @FuzzTest(maxDuration = "90s")
    void authenticatorData(byte[] input) {
        judge(FuzzTarget.AUTHENTICATOR_DATA, input);
    }

    @FuzzTest(maxDuration = "90s")
    void clientData(byte[] input) {
        judge(FuzzTarget.CLIENT_DATA, input);
    }

    @FuzzTest(maxDuration = "90s")
    void answer(byte[] input) {
        judge(FuzzTarget.ANSWER, input);
    }

    /** Twice where it took long: the first time the classes behind were loaded and instrumented. */
    private static void judge(FuzzTarget target, byte[] input) {
        if (IntStream.range(0, 2).allMatch(_ -> isSlow(target, input))) {
            throw new AssertionError(target + " took more than " + MOST);
        }
    }

    private static boolean isSlow(FuzzTarget target, byte[] input) {
        long begun = System.nanoTime();
        target.judge(input);
        return Duration.ofNanos(System.nanoTime() - begun).compareTo(MOST) > 0;
    }
}
