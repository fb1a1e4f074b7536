package org.hospiconnect.idp.admin;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostDesk;
import org.hospiconnect.idp.workstation.PostDesk.Result;
import org.hospiconnect.idp.workstation.PostOrder;
import org.springframework.stereotype.Component;

/** {@code post add NAME}: gives a shared post its code. */
@Component
class PostAddCommand implements OperatorCommand {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Paris"));

    private final PostDesk desk;
    private final AddressSettings address;

    PostAddCommand(PostDesk desk, AddressSettings address) {
        this.desk = desk;
        this.address = address;
    }

    @Override
    public List<String> words() {
        return List.of("post", "add");
    }

    @Override
    public String usage() {
        return "post add NAME --class WARD|THEATRE|EMERGENCY|OFFICE|OWN_DEVICE [--establishment FINESS] [--from RANGE,RANGE] — a code"
                + " that makes one browser this post, shown once; the establishment when there are several, the ranges where it stands";
    }

    @Override
    public int run(OperatorCall call) {
        PostOrder order;
        try {
            order = order(Options.of(call.arguments(), Options.Known.values("class", "establishment", "from")), call);
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

    private static PostOrder order(Options options, OperatorCall call) {
        if (options.positional().size() != 1) {
            throw new IllegalArgumentException("post add takes one name; one of several words stands between quotes");
        }
        PostClass postClass = options.word("class", PostClass.class)
                .orElseThrow(() -> new IllegalArgumentException("--class says what the post is for"));
        List<String> ranges =
                options.value("from").map(text -> List.of(text.split(",", -1))).orElse(List.of());
        return new PostOrder(
                options.positional().getFirst(), options.value("establishment"), postClass, ranges, call.actor());
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
        };
    }
}
