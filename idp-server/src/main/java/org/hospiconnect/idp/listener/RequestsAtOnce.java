package org.hospiconnect.idp.listener;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * How many requests the heap can hold. Virtual threads know no bound, and each request that is being read or answered has some 60
 * kB of buffers: two thousand at once filled a heap of 160 MB for good. More than that wait where a request costs nothing yet,
 * on their connection or before it. One bound for all listeners.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE
        - 1) // behind Spring Boot's own threads, before TlsConnectors, which copies what stands here
class RequestsAtOnce implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** An eighth of the heap, at 60 kB each, is for requests; another eighth, at 20 kB, for connections that are kept. */
    private static final long HEAP_OF_A_REQUEST = 8 * 60 * 1024;

    private static final long HEAP_OF_A_CONNECTION = 8 * 20 * 1024;

    private final Gate gate;
    private final int connections;

    RequestsAtOnce() {
        long heap = Runtime.getRuntime().maxMemory();
        this.gate = new Gate(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory()),
                new Semaphore((int) (heap / HEAP_OF_A_REQUEST)));
        this.connections = (int) (heap / HEAP_OF_A_CONNECTION);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        // of connectors: they come after those that set the numbers of server.tomcat
        factory.addConnectorCustomizers(connector -> bound(connector.getProtocolHandler()));
    }

    private void bound(ProtocolHandler listener) {
        listener.setExecutor(gate);
        if (listener instanceof AbstractProtocol<?> protocol) {
            protocol.setMaxConnections(connections);
            protocol.setAcceptCount(connections);
        }
    }

    /** Whoever finds no place waits in a thread that holds nothing yet. */
    record Gate(Executor threads, Semaphore places) implements Executor {

        @Override
        public void execute(Runnable request) {
            threads.execute(() -> {
                places.acquireUninterruptibly();
                try {
                    request.run();
                } finally {
                    places.release();
                }
            });
        }
    }
}
