package org.hospiconnect.idp.workstation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.BrowserCookies;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/** Which post a browser is, by its cookie: judged at each request, replaced when it is old, and no post's any more when it was copied. */
@Component
class PostCookies {

    /** Browsers keep none longer; each turn begins it anew. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Posts posts;
    private final PostEnds ends;
    private final Zones zones;
    private final WorkstationSettings settings;
    private final BrowserCookies cookies;
    private final Secrets secrets;
    private final AuditTrail trail;
    private final Clock clock;

    PostCookies(
            Posts posts,
            PostEnds ends,
            Zones zones,
            WorkstationSettings settings,
            BrowserCookies cookies,
            Secrets secrets,
            AuditTrail trail,
            Clock clock) {
        this.posts = posts;
        this.ends = ends;
        this.zones = zones;
        this.settings = settings;
        this.cookies = cookies;
        this.secrets = secrets;
        this.trail = trail;
        this.clock = clock;
    }

    void give(HttpServletResponse response, PostCookie cookie) {
        cookies.write(response, PostCookie.NAME, cookie.text(), KEPT);
    }

    Optional<Post> read(HttpServletRequest request, HttpServletResponse response) {
        return cookies.read(request, PostCookie.NAME)
                .flatMap(text -> read(text, new Visit(request.getRemoteAddr(), response)));
    }

    private record Visit(String address, HttpServletResponse response) {}

    private Optional<Post> read(String text, Visit visit) {
        Optional<PostCookie> shown = PostCookie.parse(text);
        Optional<BoundPost> bound = shown.flatMap(cookie -> posts.find(cookie.familyHash()));
        if (bound.isEmpty()) {
            return refused(PostRefusal.COOKIE_UNKNOWN, visit);
        }
        return known(bound.get(), shown.orElseThrow(), visit);
    }

    private Optional<Post> known(BoundPost bound, PostCookie shown, Visit visit) {
        Post post = bound.post();
        if (post.endedAt().isPresent()) {
            return refused(PostRefusal.POST_ENDED, visit);
        }
        if (!post.isIn(visit.address()) || !isInItsZone(post, visit.address())) {
            trail.count(Act.POST_REFUSED, PostRefusal.OTHER_ADDRESS, visit.address());
            return Optional.empty(); // it may come back
        }
        return switch (bound.browser().judge(shown.valueHash(), clock.instant(), settings.turnEvery())) {
            case KNOWN -> Optional.of(post);
            case SEEN_FIRST -> {
                posts.replace(bound.browser(), bound.browser().shown());
                yield Optional.of(post);
            }
            case TURN -> {
                turn(bound.browser(), shown, visit);
                yield Optional.of(post);
            }
            case COPIED -> copied(shown, visit);
        };
    }

    // what was read may be older than a turn on another server
    private Optional<Post> copied(PostCookie shown, Visit visit) {
        BoundPost now = posts.findNow(shown.familyHash()).orElseThrow();
        Instant at = clock.instant();
        if (now.browser().judge(shown.valueHash(), at, settings.turnEvery()) != PostBrowser.Verdict.COPIED) {
            return Optional.of(now.post());
        }
        ends.end(now.post(), "server", "its cookie is in two browsers");
        return refused(PostRefusal.COPIED, visit);
    }

    /** Of two requests at once one wins, and the other goes on with what it has. */
    private void turn(PostBrowser browser, PostCookie shown, Visit visit) {
        PostCookie next = shown.turned(secrets);
        if (posts.replace(browser, browser.turned(next.valueHash(), shown.valueHash(), clock.instant()))) {
            give(visit.response(), next);
        }
    }

    private boolean isInItsZone(Post post, String address) {
        return post.enrolled()
                .filter(enrolled -> zones.of(enrolled.from())
                        .name()
                        .equals(zones.of(address).name()))
                .isPresent();
    }

    private Optional<Post> refused(PostRefusal reason, Visit visit) {
        trail.count(Act.POST_REFUSED, reason, visit.address());
        cookies.clear(visit.response(), PostCookie.NAME);
        return Optional.empty();
    }
}
