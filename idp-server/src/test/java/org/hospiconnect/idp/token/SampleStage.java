package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hospiconnect.idp.client.ApplicationFile;
import org.hospiconnect.idp.client.Registrations;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Bytes;

/** Registers applications as the pages of docs say, and walks through them with a browser. */
class SampleStage {

    private static final Path REGISTRATIONS = Path.of("../docs/how-to/samples");

    private final Registrations registrations;
    private final AddressSettings address;

    SampleStage(Registrations registrations, AddressSettings address) {
        this.registrations = registrations;
        this.address = address;
    }

    /** Registered under a name and at an address of its own. */
    record Registered(String id, String secret, int port, String issuer) {

        URI page(String path) {
            return URI.create("http://localhost:" + port + path);
        }

        /** As the samples read it. */
        Map<String, String> environment() {
            return Map.of(
                    "ISSUER", issuer, "CLIENT_ID", id, "CLIENT_SECRET", secret, "OWN_ADDRESS", page("").toString());
        }

        @Override
        public String toString() {
            return id + " at " + port;
        }
    }

    Registered register(String file) {
        String id = "sample-" + UUID.randomUUID();
        int port = freePort();
        String yaml = read(REGISTRATIONS.resolve(file))
                .replaceFirst("(?m)^id: .*$", "id: " + id)
                .replace("localhost:3000", "localhost:" + port);
        var result = registrations.register(ApplicationFile.read(Bytes.of(yaml.getBytes(UTF_8))), "test");
        if (!(result instanceof Registrations.Result.Kept kept)) {
            throw new IllegalStateException(result.toString());
        }
        return new Registered(
                id, kept.secret().orElse(""), port, address.issuer().toString());
    }

    /** Signed in at the provider, follows every redirect and keeps cookies. */
    HttpClient browserOf(ProviderFixture.SignedIn person) {
        var cookies = new CookieManager();
        var session = new HttpCookie("hc_session", person.opened().cookie());
        session.setPath("/");
        session.setVersion(0);
        cookies.getCookieStore().add(address.issuer(), session);
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
    }

    static HttpResponse<String> get(HttpClient browser, URI page) {
        return send(browser, HttpRequest.newBuilder(page).header("Accept", "text/html, application/json"));
    }

    static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Until the page leads to the provider's sign-in. */
    void awaitSignIn(HttpClient browser, URI page) {
        Awaitility.await().until(() -> isSignIn(get(browser, page)));
    }

    boolean isSignIn(HttpResponse<String> answer) {
        return answer.uri().toString().startsWith(address.page("/signin"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unable) {
            throw new IllegalStateException(unable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
