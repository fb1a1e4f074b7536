package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.workstation.PostDesk;
import org.springframework.stereotype.Component;

/** {@code post show POST}: all that is known of one post. */
@Component
class PostShowCommand implements OperatorCommand {

    private final PostDesk desk;
    private final PostWords words;

    PostShowCommand(PostDesk desk, PostWords words) {
        this.desk = desk;
        this.words = words;
    }

    @Override
    public List<String> words() {
        return List.of("post", "show");
    }

    @Override
    public String usage() {
        return "post show POST — one post, by id or name: where it stands, since when, what it allows";
    }

    @Override
    public int run(OperatorCall call) {
        return words.one(this, call, post -> {
            PostSheet.of(post, desk.rules(post))
                    .forEach((name, value) -> call.out().println(String.format("%-18s %s", name, value)));
            return 0;
        });
    }
}
