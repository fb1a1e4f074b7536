package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.signin.SharedPostRoad.Tokens;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;

/**
 * Two people who come and go before one browser of a ward, with tabs that nobody closes. Each answers honestly what a page asks: who
 * they are, and with their own key. What must hold: a code is for who acts, or, where an application goes on with its own session and no page
 * was shown, for whose that session is.
 */
final class TwoPeople {

    /** What somebody does; the number says which tab, application, cookie or memory. */
    enum Deed {
        SIT_DOWN,
        OPEN,
        GO_ON,
        WORK,
        GO_BACK,
        RELOAD,
        CONTINUE,
        CONTINUE_SILENTLY,
        ASK_SILENTLY,
        LEAVE,
        DELETE_A_COOKIE,
        CRASH_LATER,
        CRASH
    }

    record Step(Deed deed, int which) {}

    /** What all orders share. */
    record Stage(SharedPostRoad road, PostRoad posts, List<Carer> people, List<Application> applications) {

        static Stage of(SharedPostRoad road, PostRoad posts) {
            return new Stage(
                    road,
                    posts,
                    List.of(road.carer(), road.carer(2)),
                    List.of(road.application(), road.touching(Duration.ofHours(4))));
        }
    }

    /** Who are you, key, situation, and one more when that was somebody else's. */
    private static final int MOST_PAGES = 4;

    private static final List<String> COOKIES = List.of("hc_session", "hc_signin", PostRoad.COOKIE);

    /** Pages before this one, oldest first; what its application received, and the whole of what is on the screen. */
    private static final class Tab {

        private final Application application;
        private final List<Page> pages = new ArrayList<>();
        private Optional<Tokens> tokens = Optional.empty();

        private Tab(Application application) {
            this.application = application;
        }

        private Page page() {
            return pages.getLast();
        }
    }

    private final Stage stage;
    private final Visitor visitor = new Visitor();
    private final List<Tab> tabs = new ArrayList<>();
    private final List<Visitor> memories = new ArrayList<>();
    private Carer sitting;
    private boolean wasOwnDevice;

    TwoPeople(Stage stage) {
        this.stage = stage;
        this.sitting = stage.people().getFirst();
        stage.posts().enrolled(visitor, PostClass.WARD);
        remember();
    }

    /** A browser that is no post any more is somebody's own device, where one person stays signed in. */
    private boolean isOwnDevice() {
        return visitor.cookie(PostRoad.COOKIE).isEmpty();
    }

    void take(Step step) {
        switch (step.deed()) {
            case SIT_DOWN -> sitting = pick(stage.people(), step);
            case OPEN -> open(pick(stage.applications(), step));
            case WORK -> work(pick(stage.applications(), step));
            case LEAVE -> leave();
            case DELETE_A_COOKIE -> visitor.forget(pick(COOKIES, step));
            case CRASH_LATER -> remember();
            case CRASH -> visitor.copy(pick(memories, step));
            case ASK_SILENTLY -> silently(pick(stage.applications(), step));
            case GO_ON, GO_BACK, RELOAD, CONTINUE, CONTINUE_SILENTLY -> {
                if (!tabs.isEmpty()) {
                    inTab(step.deed(), pick(tabs, step));
                }
            }
        }
    }

    private static <T> T pick(List<T> all, Step step) {
        return all.get(step.which() % all.size());
    }

    private void remember() {
        var memory = new Visitor();
        memory.copy(visitor);
        memories.add(memory);
    }

    private void open(Application application) {
        var tab = new Tab(application);
        tabs.add(tab);
        arrived(tab, stage.road().open(visitor, application, "scope", "openid work_situation"), isOwnDevice());
    }

    /** All that the pages ask until the application is open. */
    private void work(Application application) {
        open(application);
        Tab tab = tabs.getLast();
        for (int page = 0; page < MOST_PAGES && !isCode(tab.page()); page++) {
            goOn(tab);
        }
    }

    private void silently(Application application) {
        Page answer = stage.road().open(visitor, application, "prompt", "none");
        if (!isOwnDevice()) {
            assertThat(answer.at().getQuery()).doesNotContain("code=");
        }
    }

    private void inTab(Deed deed, Tab tab) {
        switch (deed) {
            case GO_ON -> goOn(tab);
            case GO_BACK -> {
                if (tab.pages.size() > 1) {
                    tab.pages.removeLast();
                }
            }
            case RELOAD -> {
                if (!isCode(tab.page())) {
                    arrived(tab, visitor.visit(tab.page().at().toString()), false);
                }
            }
            case CONTINUE -> tab.tokens.ifPresent(own -> continued(tab, own, "sid", own.sid()));
            default ->
                tab.tokens.ifPresent(own -> continued(tab, own, "id_token_hint", own.idToken(), "prompt", "none"));
        }
    }

    private void continued(Tab tab, Tokens own, String... parameters) {
        Page page = stage.road().open(visitor, tab.application, parameters);
        if (isCode(page) && !isOwnDevice()) {
            var tokens = stage.road().tokens(page, tab.application);
            assertThat(tokens.sub()).as("who the tab is of").isEqualTo(own.sub());
            assertThat(tokens.sid()).as("its own session").isEqualTo(own.sid());
        } else if (!isCode(page)) {
            tab.pages.add(page);
        }
    }

    /** One thing that the page asks; on a page that was shown long ago as well. */
    private void goOn(Tab tab) {
        Page page = tab.page();
        String name = sitting.person().exerciseName().display();
        if (page.has("form.whose") && !page.text("form.whose").contains(name)) {
            arrived(tab, SharedPostRoad.answer(visitor, page, "other"), true);
        } else if (page.has("button[name=situation]")) {
            arrived(tab, visitor.submit(page, "form:has(button[name=situation])", Map.of("situation", "s1")), true);
        } else if (page.has("form[action='/signin/who']")) {
            boolean me = page.text("h1").contains(name);
            arrived(tab, SharedPostRoad.answer(visitor, page, me ? "same" : "other"), true);
        } else if (page.has("input[name=credential]")) {
            prove(tab, page);
        }
    }

    /** Whoever gave the code before touches the key; another's key is not asked for. */
    private void prove(Tab tab, Page page) {
        String touch = page.has("button[name=touch]") ? stage.road().touchChallenge(visitor, page) : "";
        boolean mine = touch.startsWith("{") && sitting.key().answers(touch);
        String challenge = mine ? touch : stage.road().challenge(visitor, page);
        // the challenge of a sign-in that is over is no page of a key
        if (challenge.startsWith("{")) {
            Wrong[] factors = mine ? new Wrong[] {Wrong.USER_NOT_VERIFIED} : new Wrong[0];
            var filled = Map.of("credential", sitting.key().get(challenge, factors));
            arrived(tab, visitor.submit(page, "form:has(input[name=credential])", filled), true);
        }
    }

    /** @param mayBeAnswered may there be a code, or must somebody first say who they are? */
    private void arrived(Tab tab, Page page, boolean mayBeAnswered) {
        tab.pages.add(page);
        if (!isCode(page)) {
            return;
        }
        assertThat(mayBeAnswered).as("nobody was asked").isTrue();
        Tokens tokens = stage.road().tokens(page, tab.application);
        if (isOwnDevice()) {
            wasOwnDevice = true;
        } else {
            assertThat(tokens.sub()).as("who acts").isEqualTo(sitting.sub());
        }
        tab.tokens = Optional.of(tokens);
    }

    private void leave() {
        Page home = visitor.visit(stage.road().page("/"));
        if (home.has("form[action='/leave']")) {
            visitor.submit(home, "form[action='/leave']", Map.of());
        }
    }

    private static boolean isCode(Page page) {
        return Optional.ofNullable(page.at().getQuery())
                .filter(query -> query.contains("code="))
                .isPresent();
    }

    /** Whatever happened, the tokens that are still good are of one session: nobody's record stays open behind another's. */
    void assertOneSessionAtMost() {
        var open = tabs.stream()
                .filter(tab -> tab.tokens
                        .filter(own -> tab.application.isActive(own.accessToken()))
                        .isPresent())
                .map(tab -> tab.tokens.orElseThrow().sid())
                .distinct()
                .toList();
        assertThat(open).hasSizeLessThanOrEqualTo(wasOwnDevice ? Integer.MAX_VALUE : 1);
    }
}
