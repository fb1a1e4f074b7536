package org.hospiconnect.idp.client;

import java.util.Set;

/** What a registration may name of signing in: a word that nothing answers to would shut everybody out. */
public interface SignInWords {

    /** Of means. */
    Set<String> kinds();

    /** Of the network, also what lies outside of all ranges. */
    Set<String> zones();
}
