package org.hospiconnect.idp.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.workstation.Post;
import org.hospiconnect.idp.workstation.PostRules;

/** What is said of one post. */
final class PostSheet {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Paris"));

    private PostSheet() {}

    static String state(Post post) {
        Optional<String> ended = post.endedAt().map(at -> "ENDED " + shown(at));
        return ended.or(() -> post.enrolled().map(enrolled -> "enrolled " + shown(enrolled.at())))
                .orElseGet(() -> "waits for its code until " + shown(post.codeExpiresAt()));
    }

    static Map<String, String> of(Post post, PostRules rules) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("id", post.id());
        lines.put("name", post.name());
        lines.put("establishment", post.establishment());
        lines.put("class", post.postClass() + (post.postClass().isShared() ? ", shared" : ", one person's"));
        lines.put("state", state(post));
        lines.put("added", shown(post.addedAt()));
        lines.put("enrolled from", post.enrolled().map(Post.Enrolled::from).orElse("—"));
        lines.put("stands in", post.ranges().isEmpty() ? "its zone" : String.join(" ", post.ranges()));
        lines.put("idle", limit(rules.idle()));
        lines.put("lifetime", limit(rules.lifetime()));
        lines.put("kinds", words(rules.kinds()) + (rules.own().isEmpty() ? "" : ", here " + words(rules.own())));
        lines.put("synced passkeys", rules.synced() ? "allowed" : "refused");
        lines.put("platform passkeys", rules.platform() ? "allowed" : "refused");
        return lines;
    }

    /** What it allows less than its class; empty: nothing. */
    static String own(Post post) {
        String idle = post.own().idle().map(given -> "  idle " + words(given)).orElse("");
        return idle
                + (post.own().kinds().isEmpty()
                        ? ""
                        : "  kinds " + words(post.own().kinds()));
    }

    private static String words(List<String> kinds) {
        return kinds.isEmpty() ? "all" : String.join(" ", kinds);
    }

    private static String limit(Optional<Duration> limit) {
        return limit.map(PostSheet::words).orElse("as for every session");
    }

    private static String words(Duration given) {
        return given.toSecondsPart() == 0 ? given.toMinutes() + " min" : given.toSeconds() + " s";
    }

    private static String shown(Instant at) {
        return SHOWN.format(at);
    }
}
