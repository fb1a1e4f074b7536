package org.hospiconnect.idp.session;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.workstation.PostRules;

/**
 * Which keys serve on a post: those that are copied between somebody's devices, or live in the computer itself, only where its class
 * says so. Where a key lives is told by the browser, which is the hospital's there.
 */
public record ServingKeys(PostRules rules, BrowserAnswer answer) implements Predicate<Proof> {

    private static final Pattern PLATFORM = Pattern.compile("\"authenticatorAttachment\"\\s*:\\s*\"platform\"");

    @Override
    public boolean test(Proof proof) {
        boolean synced = proof.grounds().storage() == Proof.Storage.SYNCED;
        return (rules.synced() || !synced) && (rules.platform() || !isOfTheComputer());
    }

    private boolean isOfTheComputer() {
        return PLATFORM.matcher(answer.content()).find();
    }
}
