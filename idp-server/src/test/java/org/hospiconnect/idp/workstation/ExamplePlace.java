package org.hospiconnect.idp.workstation;

import java.util.Optional;

/** Places of sessions that tests put into the stores. */
public final class ExamplePlace {

    private ExamplePlace() {}

    /** Where a program in Java calls from: what test applications show as the browser. */
    public static Place ownDevice() {
        return of(Optional.empty(), PostClass.OWN_DEVICE, Optional.empty());
    }

    public static Place ward(String post) {
        return of(Optional.of(post), PostClass.WARD, Optional.of(PostLimits.NONE));
    }

    /** The same, as a server of before tells it. */
    public static Place asBefore(Place place) {
        return new Place(
                place.post(),
                place.postClass(),
                place.zone(),
                place.range(),
                place.agent(),
                Optional.empty(),
                Place.Reach.REMOTE);
    }

    private static Place of(Optional<String> post, PostClass postClass, Optional<PostLimits> own) {
        String agent = Place.agent(Optional.of("Java-http-client/" + System.getProperty("java.version")));
        return new Place(post, postClass, Zones.REMOTE, Zones.LOCAL.range(), agent, own, Place.Reach.REMOTE);
    }
}
