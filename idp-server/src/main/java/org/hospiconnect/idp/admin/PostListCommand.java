package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.workstation.Post;
import org.hospiconnect.idp.workstation.PostDesk;
import org.springframework.stereotype.Component;

/** {@code post list}: the shared posts, one line each. */
@Component
class PostListCommand implements OperatorCommand {

    private final PostDesk desk;

    PostListCommand(PostDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<String> words() {
        return List.of("post", "list");
    }

    @Override
    public String usage() {
        return "post list — the shared posts; those that ended last";
    }

    @Override
    public int run(OperatorCall call) {
        if (!call.arguments().isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        List<Post> posts = desk.all();
        posts.forEach(post -> call.out().println(line(post)));
        call.out().println(posts.size() + " post(s)");
        return 0;
    }

    private static String line(Post post) {
        return String.join(
                        "  ",
                        post.id(),
                        post.establishment(),
                        post.postClass().name(),
                        post.name(),
                        PostSheet.state(post))
                + PostSheet.own(post);
    }
}
