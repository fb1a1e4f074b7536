package org.hospiconnect.idp.admin;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostDesk;
import org.hospiconnect.idp.workstation.PostDesk.Result;
import org.hospiconnect.idp.workstation.PostLimits;
import org.hospiconnect.idp.workstation.PostOrder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** {@code post add NAME}: gives a shared post its code. */
@Component
class PostAddCommand implements OperatorCommand {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Paris"));

    private static final Options.Known KNOWN = Options.Known.values("class", "establishment", "from", "idle", "kinds");

    private final PostDesk desk;
    private final CeremonyRunner runner;
    private final AddressSettings address;

    PostAddCommand(PostDesk desk, CeremonyRunner runner, AddressSettings address) {
        this.runner = runner;
        this.desk = desk;
        this.address = address;
    }

    @Override
    public List<String> words() {
        return List.of("post", "add");
    }

    @Override
    public String usage() {
        return "post add NAME --class WARD|THEATRE|EMERGENCY|OFFICE|OWN_DEVICE [--establishment FINESS] [--from RANGE,RANGE]"
                + " [--idle 5m] [--kinds KIND,KIND] — a code"
                + " that makes one browser this post, shown once; the establishment when there are several, the ranges where it stands;"
                + " idle limit and kinds of means only stricter than its class";
    }

    @Override
    public int run(OperatorCall call) {
        PostOrder order;
        try {
            order = order(Options.of(call.arguments(), KNOWN), call);
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            call.out().println(usage());
            return 2;
        }
        return switch (desk.add(order)) {
            case Result.Refused(var reason) -> {
                call.out().println("refused: " + sentence(reason, order));
                yield 1;
            }
            case Result.Made made -> {
                call.out()
                        .println("Code of the post " + made.post().name() + " ("
                                + made.post().id() + ")");
                call.out().println("    " + made.code());
                call.out()
                        .println("    " + address.page("/post") + "   in the browser of the post, until "
                                + SHOWN.format(made.expiresAt()) + " (Paris)");
                yield 0;
            }
        };
    }

    private PostOrder order(Options options, OperatorCall call) {
        if (options.positional().size() != 1) {
            throw new IllegalArgumentException("post add takes one name; one of several words stands between quotes");
        }
        PostClass postClass = options.word("class", PostClass.class)
                .orElseThrow(() -> new IllegalArgumentException("--class says what the post is for"));
        return new PostOrder(
                options.positional().getFirst(),
                options.value("establishment"),
                postClass,
                words(options, "from"),
                new PostLimits(idle(options), kinds(options)),
                call.actor());
    }

    private static List<String> words(Options options, String name) {
        return options.value(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    }

    private static Optional<Duration> idle(Options options) {
        try {
            return options.value("idle").map(DurationStyle::detectAndParse);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--idle is written 5m or 90s", wrong);
        }
    }

    private List<String> kinds(Options options) {
        List<String> kinds = words(options, "kinds");
        if (!runner.kinds().containsAll(kinds)) {
            throw new IllegalArgumentException(
                    "--kinds " + String.join(",", kinds) + ": of " + String.join(",", runner.kinds()));
        }
        return kinds;
    }

    private static String sentence(PostDesk.Reason reason, PostOrder order) {
        return switch (reason) {
            case NAME_NOT_USABLE -> "a name has 1 to 60 characters, none of them a control character";
            case NAME_TAKEN ->
                order.name() + " is a post already: post end it first, or choose another name (post list shows them)";
            case ESTABLISHMENT_MISSING -> "there are several establishments: --establishment FINESS";
            case ESTABLISHMENT_UNKNOWN ->
                "--establishment " + order.establishment().orElse("") + ": no establishment of the directory";
            case RANGE_NOT_READABLE ->
                "--from " + String.join(",", order.ranges()) + ": ranges are written 10.1.0.0/16,2001:db8::/32";
            case IDLE_NOT_STRICTER -> "--idle is at least 2 min, and at most what its class has: 30 min as it comes";
            case KIND_NOT_OF_CLASS ->
                "--kinds " + String.join(",", order.own().kinds()) + ": its class " + order.postClass()
                        + " allows less";
        };
    }
}
