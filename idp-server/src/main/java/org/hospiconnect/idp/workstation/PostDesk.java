package org.hospiconnect.idp.workstation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.Establishment;
import org.hospiconnect.idp.directory.Establishments;
import org.hospiconnect.idp.value.AddressRange;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.TypedCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds posts and ends them, in an operator's name. */
@Component
public class PostDesk {

    private static final int LONGEST_NAME = 60;

    private final Posts posts;
    private final PostEnds ends;
    private final Establishments establishments;
    private final WorkstationSettings settings;
    private final AuditTrail trail;
    private final Secrets secrets;
    private final Clock clock;

    PostDesk(
            Posts posts,
            PostEnds ends,
            Establishments establishments,
            WorkstationSettings settings,
            AuditTrail trail,
            Secrets secrets,
            Clock clock) {
        this.posts = posts;
        this.ends = ends;
        this.establishments = establishments;
        this.settings = settings;
        this.trail = trail;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What came of an order. */
    public sealed interface Result {

        /** {@code code} is shown once. */
        record Made(String code, Post post, Instant expiresAt) implements Result {

            @Override
            public String toString() {
                return "Made[" + post.id() + "]";
            }
        }

        record Refused(Reason reason) implements Result {}
    }

    public enum Reason {
        NAME_NOT_USABLE,
        NAME_TAKEN,
        ESTABLISHMENT_MISSING,
        ESTABLISHMENT_UNKNOWN,
        RANGE_NOT_READABLE,
        /** Or shorter than two minutes. */
        IDLE_NOT_STRICTER,
        KIND_NOT_OF_CLASS
    }

    /** One that is added again before its code was typed gets another code: the first may have gone astray. */
    @Transactional
    public Result add(PostOrder order) {
        Optional<Reason> refusal = refusal(order);
        Optional<Establishment> establishment = establishment(order);
        if (refusal.isPresent() || establishment.isEmpty()) {
            return new Result.Refused(refusal.orElse(
                    order.establishment().isEmpty() ? Reason.ESTABLISHMENT_MISSING : Reason.ESTABLISHMENT_UNKNOWN));
        }
        var code = TypedCode.draw(secrets);
        Instant now = clock.instant();
        var given = new Posts.Code(code.hash(), now.plus(settings.codeLifetime()), order.actor());
        Post post = new Post(
                secrets.next(16).toBase64Url(),
                order.name().strip(),
                establishment.get().finess(),
                order.postClass(),
                order.ranges(),
                order.own(),
                now,
                given.expiresAt(),
                Optional.empty(),
                Optional.empty());
        return (posts.add(post, given) ? Optional.of(post) : again(post, given))
                .<Result>map(kept -> made(kept, given, code))
                .orElseGet(() -> new Result.Refused(Reason.NAME_TAKEN));
    }

    private Optional<Post> again(Post wanted, Posts.Code code) {
        Optional<Post> waiting = posts.findByWord(wanted.name()).stream()
                .filter(known -> known.establishment().equals(wanted.establishment())
                        && known.postClass() == wanted.postClass()
                        && known.ranges().equals(wanted.ranges())
                        && known.own().equals(wanted.own())
                        && known.enrolled().isEmpty())
                .findFirst();
        waiting.ifPresent(known -> posts.giveCode(known.id(), code));
        return waiting;
    }

    private Result made(Post post, Posts.Code given, TypedCode code) {
        trail.record(AuditEntry.done(Act.POST_ADDED)
                .actor(given.madeBy())
                .detail("post", post.id())
                .detail("name", post.name())
                .detail("establishment", post.establishment())
                .detail("class", post.postClass())
                .detail("ranges", String.join(" ", post.ranges()))
                .detail("idle", post.own().idle().map(Duration::toString).orElse("as its class"))
                .detail("kinds", String.join(" ", post.own().kinds()))
                .detail("code_expires_at", given.expiresAt()));
        return new Result.Made(code.shown(), post, given.expiresAt());
    }

    private Optional<Establishment> establishment(PostOrder order) {
        List<Establishment> all = establishments.all();
        return all.stream()
                .filter(known ->
                        order.establishment().map(known.finess()::equals).orElse(all.size() == 1))
                .findFirst();
    }

    private Optional<Reason> refusal(PostOrder order) {
        String name = order.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Reason.NAME_NOT_USABLE);
        }
        if (!order.ranges().stream().allMatch(PostDesk::isRange)) {
            return Optional.of(Reason.RANGE_NOT_READABLE);
        }
        PostRules ofClass = settings.rules(order.postClass());
        if (!order.own().isIdleWithin(ofClass)) {
            return Optional.of(Reason.IDLE_NOT_STRICTER);
        }
        return order.own().areKindsWithin(ofClass) ? Optional.empty() : Optional.of(Reason.KIND_NOT_OF_CLASS);
    }

    private static boolean isRange(String text) {
        try {
            AddressRange.of(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    public List<Post> all() {
        return posts.all();
    }

    /** By id, or by the name of one that has not ended. */
    public List<Post> find(String word) {
        return posts.findByWord(word);
    }

    /** False when it had ended. */
    public boolean end(Post post, String actor) {
        return ends.end(post, actor, "asked by an operator");
    }

    public PostRules rules(Post post) {
        return settings.rules(post.postClass()).within(post.own());
    }
}
