package org.hospiconnect.idp.session;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.hospiconnect.idp.workstation.PostRules;

/**
 * How long a session lasts.
 *
 * @param idle without anybody being there
 * @param lifetime whatever happens
 */
public record Limits(Duration idle, Duration lifetime) {

    /** Only stricter. */
    Limits within(Limits others) {
        return new Limits(shorter(idle, others.idle), shorter(lifetime, others.lifetime));
    }

    Limits within(PostRules rules) {
        return within(new Limits(rules.idle().orElse(idle), rules.lifetime().orElse(lifetime)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return Collections.min(List.of(one, other));
    }
}
