package org.hospiconnect.idp.workstation;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.springframework.stereotype.Component;

/** Makes browsers shared posts, as operators and technicians do. */
@Component
public class PostRoad {

    public static final String COOKIE = "hc_post";

    private final PostDesk desk;
    private final AddressSettings address;

    PostRoad(PostDesk desk, AddressSettings address) {
        this.desk = desk;
        this.address = address;
    }

    public PostDesk.Result.Made added(PostClass postClass, String... ranges) {
        return added(postClass, PostLimits.NONE, ranges);
    }

    private PostDesk.Result.Made added(PostClass postClass, PostLimits own, String... ranges) {
        var order = new PostOrder(
                "Poste " + UUID.randomUUID(), Optional.of("990000115"), postClass, List.of(ranges), own, "os:test");
        return (PostDesk.Result.Made) desk.add(order);
    }

    public Page type(Visitor visitor, String code) {
        return visitor.post(URI.create(address.page("/post")), Map.of("code", code));
    }

    /** The browser is a post of this class from now on. */
    public Post enrolled(Visitor visitor, PostClass postClass, String... ranges) {
        return enrolled(visitor, postClass, PostLimits.NONE, ranges);
    }

    /** The same, which allows less than its class. */
    public Post enrolled(Visitor visitor, PostClass postClass, PostLimits own, String... ranges) {
        var made = added(postClass, own, ranges);
        type(visitor, made.code());
        return desk.find(made.post().id()).getFirst();
    }

    /** Does the page say that this browser is the post? */
    public boolean isKnown(Visitor visitor, Post post) {
        return visitor.visit(address.page("/post")).text("h1").contains(post.name());
    }

    public Post now(Post post) {
        return desk.find(post.id()).getFirst();
    }

    public void end(Post post) {
        desk.end(post, "os:test");
    }
}
