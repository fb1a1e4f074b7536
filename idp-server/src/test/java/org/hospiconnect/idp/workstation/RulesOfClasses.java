package org.hospiconnect.idp.workstation;

/** What the classes of posts allow, where no post has limits of its own. */
public record RulesOfClasses(WorkstationSettings settings) implements RulesOfPosts {

    @Override
    public PostRules of(Place place) {
        return settings.rules(place.postClass());
    }
}
