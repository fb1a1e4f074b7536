package org.hospiconnect.idp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.coyote.AbstractProtocol;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MachinePort;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.ContextConfiguration;

@JourneyTest
@ContextConfiguration(initializers = {TestStores.class, FreePort.class, MachinePort.class})
class RequestsAtOnceTest {

    private final ServletWebServerApplicationContext server;

    @Autowired
    RequestsAtOnceTest(ServletWebServerApplicationContext server) {
        this.server = server;
    }

    @Test
    @Requirement("HC-REQUESTS-AT-ONCE")
    void so_many_at_once_and_the_others_wait_for_their_turn() throws InterruptedException {
        var gate = new RequestsAtOnce.Gate(Executors.newVirtualThreadPerTaskExecutor(), new Semaphore(3));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(60);

        IntStream.range(0, 60)
                .forEach(n -> gate.execute(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    pause();
                    inside.decrementAndGet();
                    done.countDown();
                    if (n % 2 == 0) {
                        throw new IllegalStateException("a request that fails leaves its place as well");
                    }
                }));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValueBetween(1, 3);
    }

    @Test
    @Requirement("HC-REQUESTS-AT-ONCE")
    void every_listener_has_the_same_bound() {
        var connectors = Objects.requireNonNull((TomcatWebServer) server.getWebServer())
                .getTomcat()
                .getService()
                .findConnectors();
        var listeners = Arrays.stream(connectors)
                .map(connector -> (AbstractProtocol<?>) connector.getProtocolHandler())
                .toList();

        assertThat(listeners).hasSizeGreaterThan(1);
        assertThat(listeners)
                .extracting(AbstractProtocol::getExecutor)
                .hasOnlyElementsOfType(RequestsAtOnce.Gate.class)
                .containsOnly(listeners.getFirst().getExecutor());
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(listeners).extracting(AbstractProtocol::getMaxConnections).containsOnly((int)
                (heap / (8 * 20 * 1024)));
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(5));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
