package org.hospiconnect.idp.workstation;

import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.BrowserCookies;
import org.hospiconnect.idp.value.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Which post a browser is, by its cookie: judged at each request, replaced when it is old, refused when another browser went on with it. */
@Component
class PostCookies {

    /** Cookies of posts that another browser went on with. */
    static final String STALE = "hospiconnect.workstation.stale";

    private static final Logger LOG = LoggerFactory.getLogger(PostCookies.class);

    /** Browsers keep none longer; each turn begins it anew. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Posts posts;
    private final Zones zones;
    private final WorkstationSettings settings;
    private final BrowserCookies cookies;
    private final Secrets secrets;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostCookies(
            Posts posts,
            Zones zones,
            WorkstationSettings settings,
            BrowserCookies cookies,
            Secrets secrets,
            AuditTrail trail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.events = events;
        this.posts = posts;
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

    /**
     * What a cookie makes of a browser.
     *
     * @param as its class, also where it is not the post now: with a post's cookie a browser is a shared one, whatever else it is
     * @param own what the post allows less, there too
     */
    record Known(Optional<Post> post, Optional<PostClass> as, Optional<PostLimits> own) {

        static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), Optional.empty());

        static Known is(Post post) {
            return new Known(Optional.of(post), Optional.of(post.postClass()), Optional.of(post.own()));
        }

        static Known was(Post post) {
            return new Known(Optional.empty(), Optional.of(post.postClass()), Optional.of(post.own()));
        }
    }

    Known read(HttpServletRequest request, HttpServletResponse response) {
        return cookies.read(request, PostCookie.NAME)
                .map(text -> read(text, new Visit(request.getRemoteAddr(), response)))
                .orElse(Known.NOTHING);
    }

    private record Visit(String address, HttpServletResponse response) {}

    private Known read(String text, Visit visit) {
        Optional<PostCookie> shown = PostCookie.parse(text);
        Optional<BoundPost> bound = shown.flatMap(cookie -> posts.find(cookie.familyHash()));
        if (bound.isEmpty()) {
            return refused(PostRefusal.COOKIE_UNKNOWN, visit);
        }
        return known(bound.get(), shown.orElseThrow(), visit);
    }

    private Known known(BoundPost bound, PostCookie shown, Visit visit) {
        Post post = bound.post();
        if (post.endedAt().isPresent()) {
            return refused(PostRefusal.POST_ENDED, visit);
        }
        if (!post.isIn(visit.address()) || !isInItsZone(post, visit.address())) {
            trail.count(Act.POST_REFUSED, PostRefusal.OTHER_ADDRESS, visit.address());
            return Known.was(post); // it may come back
        }
        return switch (judge(bound, shown)) {
            case KNOWN -> Known.is(post);
            case SEEN_FIRST -> {
                posts.replace(bound.browser(), bound.browser().shown());
                yield Known.is(post);
            }
            case TURN -> {
                turn(bound.browser(), shown, visit);
                yield Known.is(post);
            }
            case STALE -> stale(shown, visit);
        };
    }

    private PostBrowser.Verdict judge(BoundPost bound, PostCookie shown) {
        return bound.browser().judge(shown.valueHash(), clock.instant(), settings.turnEvery());
    }

    // What was read may be older than a turn on another server. The post goes on: an old copy must not be able to
    // end it. Its cookie stays too: this may be the post itself, with a request that took long.
    private Known stale(PostCookie shown, Visit visit) {
        BoundPost now = posts.findNow(shown.familyHash()).orElseThrow();
        if (judge(now, shown) != PostBrowser.Verdict.STALE) {
            return Known.is(now.post());
        }
        trail.count(Act.POST_REFUSED, PostRefusal.STALE, visit.address());
        Metrics.counter(STALE).increment();
        LOG.atWarn()
                .addKeyValue("post", now.post().id())
                .addKeyValue("source", visit.address())
                .log("a post may be in two browsers: its cookie was shown after another browser went on with it");
        events.publishEvent(new PostCopied(now.post().id()));
        return Known.was(now.post());
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

    private Known refused(PostRefusal reason, Visit visit) {
        trail.count(Act.POST_REFUSED, reason, visit.address());
        cookies.clear(visit.response(), PostCookie.NAME);
        return Known.NOTHING;
    }
}
