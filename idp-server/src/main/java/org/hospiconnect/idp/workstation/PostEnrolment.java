package org.hospiconnect.idp.workstation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.Throttle;
import org.hospiconnect.idp.value.Throttle.Limit;
import org.hospiconnect.idp.value.TypedCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A code was typed in a browser: it is the code's post from then on. */
@Component
class PostEnrolment {

    /** 75 bits that live an hour are not guessed: what is limited is the noise. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(PostEnrolment.class);

    private final Posts posts;
    private final PostEnds ends;
    private final WorkstationSettings settings;
    private final Throttle throttle;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Clock clock;

    PostEnrolment(
            Posts posts,
            PostEnds ends,
            WorkstationSettings settings,
            Throttle throttle,
            AuditTrail trail,
            TransactionTemplate transaction,
            Secrets secrets,
            Clock clock) {
        this.posts = posts;
        this.ends = ends;
        this.settings = settings;
        this.throttle = throttle;
        this.trail = trail;
        this.transaction = transaction;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What came of a code. */
    sealed interface Outcome {

        record Enrolled(PostCookie cookie) implements Outcome {}

        record Refused(PostRefusal reason, String reference) implements Outcome {}
    }

    /** @param before what the browser was until now; it is that no more */
    Outcome enrol(String typed, Optional<String> before, String address) {
        if (throttle.isSpent(Limit.POST_ADDRESS, address, settings.codesFromAddress())) {
            return refused(PostRefusal.TOO_MANY_ATTEMPTS, address);
        }
        PostCookie cookie = PostCookie.draw(secrets);
        Instant now = clock.instant();
        var browser = new PostBrowser(
                cookie.familyHash(), cookie.valueHash(), Optional.empty(), Optional.empty(), now, false);
        Optional<PostRefusal> refusal = transaction.execute(state -> {
            Optional<Post> found = posts.enrol(TypedCode.typed(typed).hash(), browser, new Post.Enrolled(now, address));
            if (found.filter(post -> !post.isIn(address)).isPresent()) {
                state.setRollbackOnly(); // the code opens where the post stands
                return Optional.of(PostRefusal.OTHER_ADDRESS);
            }
            found.ifPresent(post -> became(post, before, address));
            return found.isPresent() ? Optional.empty() : Optional.of(PostRefusal.CODE_UNKNOWN);
        });
        return Objects.requireNonNull(refusal)
                .<Outcome>map(reason -> wrong(reason, address))
                .orElseGet(() -> new Outcome.Enrolled(cookie));
    }

    private void became(Post post, Optional<String> before, String address) {
        trail.record(AuditEntry.done(Act.POST_ENROLLED)
                .actor("whoever typed its code")
                .detail("post", post.id())
                .detail("name", post.name())
                .detail("source", address));
        endThe(before, post);
    }

    private Outcome wrong(PostRefusal reason, String address) {
        throttle.count(Limit.POST_ADDRESS, address, WINDOW);
        return refused(reason, address);
    }

    private void endThe(Optional<String> before, Post now) {
        before.flatMap(id -> posts.findByWord(id).stream().findFirst())
                .ifPresent(old -> ends.end(old, "server", "its browser is " + now.name() + " now"));
    }

    private Outcome refused(PostRefusal reason, String address) {
        String reference = secrets.reference();
        trail.count(Act.POST_REFUSED, reason, address, reference);
        LOG.atInfo()
                .addKeyValue("reference", reference)
                .addKeyValue("reason", reason)
                .addKeyValue("source", address)
                .log("code of a post refused");
        return new Outcome.Refused(reason, reference);
    }
}
