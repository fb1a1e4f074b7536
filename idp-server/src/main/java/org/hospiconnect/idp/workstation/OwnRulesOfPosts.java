package org.hospiconnect.idp.workstation;

import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class OwnRulesOfPosts implements RulesOfPosts {

    private final Posts posts;
    private final WorkstationSettings settings;

    OwnRulesOfPosts(Posts posts, WorkstationSettings settings) {
        this.posts = posts;
        this.settings = settings;
    }

    // those of the cookie that was shown; a session that a server of before opened names its post only
    @Override
    public PostRules of(Place place) {
        PostRules ofClass = settings.rules(place.postClass());
        return place.own()
                .or(() -> place.post()
                        .flatMap(post -> Optional.ofNullable(posts.limits().get(post))))
                .map(ofClass::within)
                .orElse(ofClass);
    }
}
