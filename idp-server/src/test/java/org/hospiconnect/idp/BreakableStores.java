package org.hospiconnect.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/** Puts a line that can be cut between a server and the stores of the test JVM: for that server alone, a store is gone. */
public final class BreakableStores implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    public static final Line POSTGRES = new Line();
    public static final Line REDIS = new Line();

    public BreakableStores() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String url =
                TestStores.settings().getOrDefault("spring.datasource.url", "").toString();
        String address = url.replaceAll(".*//([^/]+)/.*", "$1");
        int postgres = POSTGRES.to(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
        int redis = REDIS.to(Integer.parseInt(
                TestStores.settings().getOrDefault("spring.data.redis.port", "").toString()));
        Map<String, Object> cut = Map.of(
                "spring.datasource.url",
                url.replace(address, "127.0.0.1:" + postgres),
                "spring.data.redis.port",
                redis);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("breakable stores", cut));
    }

    /** Behind {@link TestStores}, so that its addresses are the ones in front. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    /** One listening port that leads to a store, or to nothing. */
    public static final class Line {

        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private volatile boolean cut;
        private volatile int store;

        public Line() {}

        /** The port in front of {@code port}. */
        public int to(int port) {
            store = port;
            try {
                var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Thread.ofVirtual().start(() -> serve(door));
                return door.getLocalPort();
            } catch (IOException unable) {
                throw new UncheckedIOException(unable);
            }
        }

        public void cut() {
            cut = true;
            open.forEach(Line::close);
        }

        public void mend() {
            cut = false;
        }

        /** The store has come back elsewhere. */
        public void leadTo(int port) {
            store = port;
        }

        private void serve(ServerSocket door) {
            while (true) {
                try {
                    Socket caller = door.accept();
                    if (cut) {
                        caller.close();
                    } else {
                        lead(caller);
                    }
                } catch (IOException gone) {
                    return;
                }
            }
        }

        private void lead(Socket caller) {
            try {
                Socket called = new Socket(InetAddress.getLoopbackAddress(), store);
                open.add(caller);
                open.add(called);
                Thread.ofVirtual().start(() -> pass(caller, called));
                Thread.ofVirtual().start(() -> pass(called, caller));
            } catch (IOException away) {
                close(caller);
            }
        }

        private void pass(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException gone) {
                // cut, or one side left
            } finally {
                close(from);
                close(to);
                open.remove(from);
                open.remove(to);
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
