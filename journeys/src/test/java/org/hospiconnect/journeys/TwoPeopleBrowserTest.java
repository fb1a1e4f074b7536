package org.hospiconnect.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hospiconnect.journeys.Chromium.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For the night: so many random orders as {@code -Dhospiconnect.orders} says of what two people do in three tabs of a ward's Chromium. Each
 * answers honestly; a code is for who acts. The same orders again: {@code -Dhospiconnect.seed}.
 */
@ExtendWith(InTheDemo.class)
@EnabledIfSystemProperty(named = "hospiconnect.orders", matches = "\\d+")
class TwoPeopleBrowserTest {

    private static final int TABS = 3;
    private static final int LONGEST = 14;
    private static final int DEEDS = 8;

    private final RunningDemo demo;
    private final Chromium chromium;

    TwoPeopleBrowserTest(RunningDemo demo, Chromium chromium) {
        this.demo = demo;
        this.chromium = chromium;
    }

    /** A person, the key as it was enrolled, and how the pages and tokens call them. */
    private record Carer(String name, String subject, JsonElement credential) {}

    private record Tab(Page page, Keys keys, String key) {}

    @Test
    @Requirement("HC-POST-ANY-ORDER")
    void no_answer_carries_somebody_elses_sub() {
        long seed = Long.getLong("hospiconnect.seed", System.nanoTime());
        try (LocalApplication laboratory = new LocalApplication(demo)) {
            var carers = List.of(
                    carer("V00117", "Inès SANS-SPÉCIALITÉ", laboratory),
                    carer("V00116", "Yann CLÉ-FAUSSE", laboratory));
            for (int order = 0; order < Integer.getInteger("hospiconnect.orders"); order++) {
                try (Window window = chromium.window()) {
                    SharedPostBrowserTest.becomesAPost(demo, window.page);
                    new Order(window, carers, laboratory, new Random(seed + order)).run("seed " + (seed + order));
                }
            }
        }
    }

    private Carer carer(String matricule, String name, LocalApplication laboratory) {
        try (Window window = chromium.window()) {
            Page page = window.page;
            Keys keys = window.keys(page);
            String key = keys.plug();
            SharedPostBrowserTest.enrols(demo, page, matricule);
            page.navigate(demo.idp(laboratory.asking()));
            page.locator("button[data-start]").click();
            page.waitForURL(url -> url.contains("code="));
            return new Carer(
                    name,
                    laboratory.subjectOf(code(page)),
                    keys.credentials(key).getFirst());
        }
    }

    private static String code(Page page) {
        return page.url().replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    /** One order, in one browser. */
    private final class Order {

        /** Keys count their uses; copies of one key at several tabs go on with one count. */
        private static int uses = 1000;

        private final Window window;
        private final List<Carer> carers;
        private final LocalApplication laboratory;
        private final Random random;
        private final List<Tab> tabs = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final List<String> done = new ArrayList<>();
        private Carer sitting;

        Order(Window window, List<Carer> carers, LocalApplication laboratory, Random random) {
            this.window = window;
            this.carers = carers;
            this.laboratory = laboratory;
            this.random = random;
            this.sitting = carers.getFirst();
            for (int tab = 0; tab < TABS; tab++) {
                Page page = window.anotherTab();
                Keys keys = window.keys(page);
                tabs.add(new Tab(page, keys, keys.plug()));
            }
        }

        void run(String name) {
            int deeds = 4 + random.nextInt(LONGEST);
            var memory = window.cookies();
            for (int deed = 0; deed < deeds; deed++) {
                Tab tab = tabs.get(random.nextInt(TABS));
                switch (random.nextInt(DEEDS)) {
                    case 0 -> sits();
                    case 1, 2 -> in(tab, "open", () -> tab.page().navigate(demo.idp(laboratory.asking())));
                    case 3 -> in(tab, "reload", () -> tab.page().reload());
                    case 4 -> in(tab, "back", () -> tab.page().goBack());
                    case 5 -> forget();
                    default -> in(tab, "act", () -> act(tab));
                }
                if (random.nextInt(DEEDS) == 0) {
                    done.add("crash");
                    window.putBack(memory);
                }
                memory = random.nextBoolean() ? window.cookies() : memory;
                check(tab, name);
            }
        }

        private void sits() {
            sitting = carers.get(random.nextInt(carers.size()));
            done.add(sitting.name() + " sits down");
        }

        private void forget() {
            String cookie = random.nextBoolean() ? "hc_session" : "hc_signin";
            done.add("forget " + cookie);
            window.forget(cookie);
        }

        private void in(Tab tab, String what, Runnable deed) {
            done.add(what + " in " + tabs.indexOf(tab));
            deed.run();
        }

        private void act(Tab tab) {
            Page page = tab.page();
            if (page.locator("form[action='/signin/who']").count() > 0) {
                boolean me = page.locator("h1").textContent().contains(sitting.name());
                page.locator("button[value=" + (me ? "same" : "other") + "]").click();
            } else if (page.locator("button[data-start]").count() > 0) {
                prove(tab);
            }
        }

        /** Until the page is another one, or says that it is over. */
        private void prove(Tab tab) {
            var credential = sitting.credential().deepCopy().getAsJsonObject();
            credential.addProperty("signCount", ++uses);
            tab.keys().holds(tab.key(), credential);
            tab.page().evaluate("() => { window.asked = true; }");
            tab.page().locator("button[data-start]").click();
            tab.page()
                    .waitForFunction(
                            "() => !window.asked || document.querySelector('.notice.warn:not([hidden])') !== null");
        }

        private void check(Tab tab, String name) {
            if (tab.page().url().contains("code=") && seen.add(code(tab.page()))) {
                assertThat(laboratory.subjectOf(code(tab.page())))
                        .as("%s: %s", name, done)
                        .isEqualTo(sitting.subject());
            }
        }
    }
}
