package org.hospiconnect.idp.signin;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.IdpApplication;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.workstation.PostRoad;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Random orders of what two people do in one browser of a ward: two hundred of them, or {@code -Djqwik.tries.default}. One that goes
 * wrong is made as short as it gets, and told.
 */
class TwoPeopleTest {

    private static final int LONGEST = 30;

    /** Started with the first order; the JVM's end stops it. */
    private static final class Server {

        private static final ConfigurableApplicationContext CONTEXT = new SpringApplicationBuilder(
                        IdpApplication.class,
                        MovableClock.class,
                        SignInRoad.class,
                        SharedPostRoad.class,
                        PostRoad.class)
                .initializers(new TestStores(), new FreePort())
                .run(
                        "--spring.profiles.active=demo",
                        "--management.server.port=0",
                        "--hospiconnect.signin.begun-from-address=100000000");

        private static final TwoPeople.Stage STAGE =
                TwoPeople.Stage.of(CONTEXT.getBean(SharedPostRoad.class), CONTEXT.getBean(PostRoad.class));
    }

    TwoPeopleTest() {}

    @Property
    @Requirement("HC-POST-ANY-ORDER")
    void no_answer_carries_somebody_elses_sub(@ForAll("orders") List<TwoPeople.Step> order) {
        var people = new TwoPeople(Server.STAGE);

        order.forEach(people::take);

        people.assertOneSessionAtMost();
    }

    @Provide
    Arbitrary<List<TwoPeople.Step>> orders() {
        return Combinators.combine(deeds(), Arbitraries.integers().between(0, 5))
                .as(TwoPeople.Step::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(LONGEST);
    }

    /** Any deed; every other time one that gets on, or few orders would come to a second proof. */
    private static Arbitrary<TwoPeople.Deed> deeds() {
        return Arbitraries.oneOf(
                Arbitraries.of(TwoPeople.Deed.class),
                Arbitraries.of(TwoPeople.Deed.WORK, TwoPeople.Deed.LEAVE, TwoPeople.Deed.SIT_DOWN));
    }
}
