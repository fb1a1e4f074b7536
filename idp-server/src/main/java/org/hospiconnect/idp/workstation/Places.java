package org.hospiconnect.idp.workstation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Says where a request comes from; once for each request. */
@Component
public class Places {

    private static final String ATTRIBUTE = Places.class.getName();

    private final PostCookies cookies;
    private final Zones zones;
    private final WorkstationSettings settings;
    private final RulesOfPosts rules;

    Places(PostCookies cookies, Zones zones, WorkstationSettings settings, RulesOfPosts rules) {
        this.rules = rules;
        this.cookies = cookies;
        this.zones = zones;
        this.settings = settings;
    }

    /** A browser without a post's cookie is an own device, or what its zone says; with one, the answer may bring its replacement. */
    public Place of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof Place known) {
            return known;
        }
        Place place = place(cookies.read(request, response), request);
        request.setAttribute(ATTRIBUTE, place);
        return place;
    }

    /** What the post allows. */
    public PostRules rules(Place place) {
        return rules.of(place);
    }

    /** Names of all zones. */
    public Set<String> zones() {
        return zones.names();
    }

    private Place place(PostCookies.Known known, HttpServletRequest request) {
        Zones.Zone zone = zones.of(request.getRemoteAddr());
        return new Place(
                known.post().map(Post::id),
                known.as().orElseGet(() -> settings.unknown().getOrDefault(zone.name(), PostClass.OWN_DEVICE)),
                zone.name(),
                zone.range(),
                Place.agent(Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT))),
                known.own(),
                settings.localZones().contains(zone.name()) ? Place.Reach.LOCAL : Place.Reach.REMOTE);
    }
}
