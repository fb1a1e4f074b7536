package org.hospiconnect.dpi;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.boot.SpringApplication;

/** The DPI on a free port, one for all tests of the JVM, with a stub on each side that leaves the building. */
public final class RunningDpi {

    private final StubProvider provider = new StubProvider();
    private final StubDmp dmp;
    private final URI address;

    private static final class Holder {
        static final RunningDpi INSTANCE = new RunningDpi(true);
    }

    public static RunningDpi shared() {
        return Holder.INSTANCE;
    }

    /** Another, with a provider that knows nothing of proofs. */
    static RunningDpi withBearerTokens() {
        var dpi = new RunningDpi(false);
        dpi.provider.proofs().beIgnorant();
        dpi.provider.giveBearerTokens();
        return dpi;
    }

    private RunningDpi(boolean boundTokens) {
        try {
            Path folder = Files.createTempDirectory("dpi");
            Files.writeString(folder.resolve("secret"), "a-secret\n");
            this.dmp = new StubDmp(folder);
            int port = freePort();
            this.address = URI.create("http://localhost:" + port);
            SpringApplication.run(
                    DpiApplication.class,
                    "--server.port=" + port,
                    "--hospiconnect.dpi.address=" + address,
                    "--hospiconnect.dpi.issuer=" + provider.issuer(),
                    "--hospiconnect.dpi.secret-file=" + folder.resolve("secret"),
                    "--hospiconnect.dpi.bound-tokens=" + boundTokens,
                    "--hospiconnect.dpi.accounts=classpath:accounts-test.json",
                    "--hospiconnect.dmp.address=" + dmp.address(),
                    "--hospiconnect.dmp.client-key=" + folder.resolve("client.p12"),
                    "--hospiconnect.dmp.authority=" + folder.resolve("authority.pem"),
                    "--hospiconnect.dmp.patience=1s");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public StubProvider provider() {
        return provider;
    }

    public StubDmp dmp() {
        return dmp;
    }

    public String address(String path) {
        return address + path;
    }

    /** A browser with its own cookies. */
    public Browser browser() {
        return new Browser(this);
    }

    /** The redirect address is part of the registration: the port is known before the start. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Follows redirections, keeps cookies, fills the forms that it sees. */
    public static final class Browser {

        /** The JDK's client stops at five. */
        private static final int MOST_REDIRECTIONS = 15;

        private final RunningDpi dpi;
        private volatile List<HttpResponse<String>> redirections = List.of();
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        private Browser(RunningDpi dpi) {
            this.dpi = dpi;
        }

        /** Where a visit ended, and what was there. */
        public record Page(URI at, int status, HttpResponse<String> answer, Document document) {

            public String text(String selector) {
                Element found = document.selectFirst(selector);
                return found == null ? "(no " + selector + " in " + document.text() + ")" : found.text();
            }

            public boolean has(String selector) {
                return document.selectFirst(selector) != null;
            }
        }

        public Page visit(String path) {
            return send(get(URI.create(path.startsWith("http") ? path : dpi.address(path))));
        }

        /** Answers that led to the last page, oldest first. */
        public List<HttpResponse<String>> redirections() {
            return redirections;
        }

        private static HttpRequest get(URI address) {
            return HttpRequest.newBuilder(address).header("Accept", "text/html").build();
        }

        /** Sends the form of that id with its hidden fields, and what the person typed. */
        public Page submit(Page page, String form, Map<String, String> typed) {
            return submit(page, form, typed, page.document().expectFirst(form).attr("action"));
        }

        /** The same elsewhere, as a script does. */
        Page submit(Page page, String form, Map<String, String> typed, String action) {
            var fields = new HashMap<String, String>();
            page.document()
                    .expectFirst(form)
                    .select("input[type=hidden]")
                    .forEach(hidden -> fields.put(hidden.attr("name"), hidden.val()));
            fields.putAll(typed);
            return post(page.at().resolve(action).toString(), fields);
        }

        public Page post(String path, Map<String, String> fields) {
            String body = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return send(HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : dpi.address(path)))
                    .header("Accept", "text/html")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        public Page signIn() {
            return visit("/connexion");
        }

        private Page send(HttpRequest request) {
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                var hops = new ArrayList<HttpResponse<String>>();
                while (answer.statusCode() == 302 && hops.size() < MOST_REDIRECTIONS) {
                    hops.add(answer);
                    URI next = answer.uri()
                            .resolve(answer.headers().firstValue("Location").orElseThrow());
                    answer = http.send(get(next), HttpResponse.BodyHandlers.ofString());
                }
                redirections = hops;
                return new Page(
                        answer.uri(),
                        answer.statusCode(),
                        answer,
                        Jsoup.parse(answer.body(), answer.uri().toString()));
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }
}
