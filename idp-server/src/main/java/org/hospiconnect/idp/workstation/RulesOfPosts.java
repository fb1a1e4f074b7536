package org.hospiconnect.idp.workstation;

/** What is allowed where somebody is. */
public interface RulesOfPosts {

    /** Those of its class, made stricter by the post's own. */
    PostRules of(Place place);
}
