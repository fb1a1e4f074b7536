package org.hospiconnect.idp.authenticator.webauthn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnTestEntry.Asked;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnTestEntry.Said;

/** Where a stranger's bytes enter the two ceremonies. Whatever they are, an answer comes back, and nobody is trusted by them. */
enum FuzzTarget {
    ATTESTATION_OBJECT("attestationObject"),
    AUTHENTICATOR_DATA("authenticatorData"),
    CLIENT_DATA("clientDataJSON"),
    /** The whole JSON of the credential. */
    ANSWER("");

    private static final TestVector RIGHT = TestVector.named("packed.ES256");

    private final String member;

    @SuppressWarnings("ImmutableEnumChecker") // holds one key, registered once
    private final WebAuthnTestEntry entry =
            new WebAuthnTestEntry(TestVector.RP_ID, TestVector.ORIGIN, List.of(TestVector.root()));

    FuzzTarget(String member) {
        this.member = member;
    }

    /** {@link AssertionError} when somebody is signed in by other bytes than the right ones, or a maker's word vouches for another key. */
    void judge(byte[] input) {
        switch (this) {
            case ATTESTATION_OBJECT -> {
                Said said = entry.register(asked(RIGHT.registration()), with(RIGHT.registration(), input));
                if (said instanceof Said.Accepted(var attestation, var _)
                        && attestation == Attestation.TRUSTED
                        && !(signIn() instanceof Said.Accepted)) {
                    throw new AssertionError(
                            "trusted, and of another key: " + HexFormat.of().formatHex(input));
                }
            }
            case AUTHENTICATOR_DATA, CLIENT_DATA -> {
                register();
                Said said = entry.signIn(asked(RIGHT.authentication()), with(RIGHT.authentication(), input));
                byte[] right = TestVector.hex(RIGHT.authentication().getOrDefault(member, ""));
                if (said instanceof Said.Accepted && !Arrays.equals(input, right)) {
                    throw new AssertionError("signed in by " + HexFormat.of().formatHex(input));
                }
            }
            case ANSWER -> {
                String answer = new String(input, StandardCharsets.UTF_8);
                entry.register(asked(RIGHT.registration()), answer);
                register();
                entry.signIn(asked(RIGHT.authentication()), answer);
            }
        }
    }

    private Said signIn() {
        return entry.signIn(asked(RIGHT.authentication()), RIGHT.credential(RIGHT.authentication()));
    }

    private void register() {
        entry.register(asked(RIGHT.registration()), RIGHT.credential(RIGHT.registration()));
    }

    private String with(Map<String, String> right, byte[] input) {
        var response = new HashMap<>(right);
        response.put(member, HexFormat.of().formatHex(input));
        return RIGHT.credential(response);
    }

    private static Asked asked(Map<String, String> right) {
        return new Asked(TestVector.base64Url(right.getOrDefault("challenge", "")), false, List.of(-7));
    }
}
