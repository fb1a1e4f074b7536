package org.hospiconnect.idp.assurance;

import java.util.Set;

/** A way to sign in that is on here: the levels that its proofs may have. */
public interface LevelSource {

    Set<Level> levels();
}
