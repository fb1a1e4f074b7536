package org.hospiconnect.idp.admin;

import java.util.List;
import java.util.function.ToIntFunction;
import org.hospiconnect.idp.workstation.Post;
import org.hospiconnect.idp.workstation.PostDesk;
import org.springframework.stereotype.Component;

/** What the commands about one post have in common: it is named by its id, or by its name. */
@Component
class PostWords {

    private final PostDesk desk;

    PostWords(PostDesk desk) {
        this.desk = desk;
    }

    int one(OperatorCommand command, OperatorCall call, ToIntFunction<Post> then) {
        List<String> given = call.arguments();
        if (given.size() != 1 || given.getFirst().startsWith("--")) {
            call.out().println(command.usage());
            return 2;
        }
        List<Post> found = desk.find(given.getFirst());
        if (found.size() == 1) {
            return then.applyAsInt(found.getFirst());
        }
        call.out()
                .println(
                        found.isEmpty()
                                ? "no post " + given.getFirst() + ": post list shows them"
                                : "several establishments have a post " + given.getFirst() + ": give its id");
        return 1;
    }
}
