package org.hospiconnect.idp.token.logout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The logout address of an application, which may misbehave. */
public final class LogoutReceiver implements AutoCloseable {

    /** How it answers. */
    public interface Manner {

        void answer(HttpExchange exchange) throws IOException;
    }

    /** One call as it came. */
    public record Call(String method, String contentType, String body) {

        public String token() {
            return URLDecoder.decode(body.substring("logout_token=".length()), UTF_8);
        }
    }

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Manner manner;

    public LogoutReceiver(Manner manner) {
        this.manner = manner;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static LogoutReceiver saying(int status) {
        return new LogoutReceiver(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    /** Takes the call and says nothing. */
    public static LogoutReceiver silent() {
        var mute = new LogoutReceiver(_ -> {});
        mute.manner = _ -> mute.untilClosed();
        return mute;
    }

    void says(int status) {
        manner = exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/logout";
    }

    /** The next call; fails when none comes in time. */
    public Call next() {
        try {
            return Objects.requireNonNull(calls.poll(20, TimeUnit.SECONDS), "no call came");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public int waiting() {
        return calls.size();
    }

    public void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        calls.add(new Call(
                exchange.getRequestMethod(),
                Objects.toString(exchange.getRequestHeaders().getFirst("Content-Type"), ""),
                body));
        manner.answer(exchange);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
