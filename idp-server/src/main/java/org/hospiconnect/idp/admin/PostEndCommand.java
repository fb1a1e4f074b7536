package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.workstation.PostDesk;
import org.springframework.stereotype.Component;

/** {@code post end POST}: its browser is a post no more. */
@Component
class PostEndCommand implements OperatorCommand {

    private final PostDesk desk;
    private final PostWords words;

    PostEndCommand(PostDesk desk, PostWords words) {
        this.desk = desk;
        this.words = words;
    }

    @Override
    public List<String> words() {
        return List.of("post", "end");
    }

    @Override
    public String usage() {
        return "post end POST — one post, by id or name: its browser is none any more, and whoever is signed in there is signed out";
    }

    @Override
    public int run(OperatorCall call) {
        return words.one(this, call, post -> {
            boolean ended = desk.end(post, call.actor());
            call.out()
                    .println(post.name()
                            + (ended ? " has ended; every server knows within 5 seconds" : " had ended already"));
            return ended ? 0 : 1;
        });
    }
}
