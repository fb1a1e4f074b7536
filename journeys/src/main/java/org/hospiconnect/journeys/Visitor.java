package org.hospiconnect.journeys;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without a screen: keeps cookies, follows redirections, sends the forms that it sees with their hidden fields. */
public final class Visitor {

    private static final int MOST_REDIRECTIONS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;
    private final String agent;
    private List<URI> hops = List.of();

    public Visitor() {
        this("127.0.0.1", "Visitor/1.0");
    }

    /** At an address of this machine, as a browser that calls itself so. */
    public Visitor(String address, String agent) {
        this.http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .cookieHandler(cookies)
                .connectTimeout(PATIENCE)
                .build();
        this.agent = agent;
    }

    public Optional<String> cookie(String name) {
        return named(name).stream().map(HttpCookie::getValue).findFirst();
    }

    /** Those of this name have another value from now on. */
    public void change(String name, String value) {
        named(name).forEach(cookie -> cookie.setValue(value));
    }

    /** As a person who deletes some of them. */
    public void forget(String name) {
        var store = cookies.getCookieStore();
        named(name).forEach(cookie -> store.getURIs().forEach(uri -> store.remove(uri, cookie)));
    }

    private List<HttpCookie> named(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .toList();
    }

    /** Its cookies are those of another browser, as they are now: a profile that was copied, or put back. */
    public void copy(Visitor other) {
        var from = other.cookies.getCookieStore();
        var to = cookies.getCookieStore();
        to.removeAll();
        from.getURIs().forEach(uri -> from.get(uri).forEach(cookie -> to.add(uri, (HttpCookie) cookie.clone())));
    }

    /** Where a visit ended, and what was there. */
    public record Page(URI at, int status, String body) {

        public Document document() {
            return Jsoup.parse(body, at.toString());
        }

        public boolean has(String selector) {
            return document().selectFirst(selector) != null;
        }

        public Element element(String selector) {
            var found = document().selectFirst(selector);
            if (found == null) {
                throw new StepFailed("no " + selector + " at " + this);
            }
            return found;
        }

        public String text(String selector) {
            return element(selector).text();
        }

        /** Without query: it may hold a token. */
        @Override
        public String toString() {
            String text = document().text();
            return at.getAuthority() + at.getPath() + " (" + status + "): "
                    + text.substring(0, Math.min(400, text.length()));
        }
    }

    /** The addresses to which the last visit was sent on, oldest first. */
    public List<URI> hops() {
        return hops;
    }

    /** What this browser holds, value by name. */
    public Map<String, String> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue, (_, later) -> later));
    }

    /** As somebody else would who once had this browser in hand. */
    public void plant(URI site, Map<String, String> values) {
        values.forEach((name, value) -> {
            var cookie = new HttpCookie(name, value);
            cookie.setPath("/");
            cookie.setVersion(0);
            // as the cookie manager writes a host without dots, so that it is the same cookie that the site sets
            cookie.setDomain(site.getHost().contains(".") ? site.getHost() : site.getHost() + ".local");
            cookies.getCookieStore().add(site, cookie);
        });
    }

    public Page visit(String address) {
        return send(get(URI.create(address)));
    }

    /** Sends the form with its hidden fields, and what a person or a key fills in. */
    public Page submit(Page page, String form, Map<String, String> filled) {
        Element element = page.element(form);
        var fields = new HashMap<String, String>();
        element.select("input[type=hidden]").forEach(hidden -> fields.put(hidden.attr("name"), hidden.val()));
        fields.putAll(filled);
        return post(page.at().resolve(element.attr("action")), fields);
    }

    public Page post(URI address, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("User-Agent", agent)
                .header("Accept", "text/html, application/json;q=0.9")
                .header("Accept-Language", "fr")
                .header("Content-Type", "application/x-www-form-urlencoded")
                // as a browser does for a form of the page itself
                .header("Origin", address.getScheme() + "://" + address.getAuthority())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest get(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("User-Agent", agent)
                .header("Accept", "text/html, application/json;q=0.9")
                .header("Accept-Language", "fr")
                .build();
    }

    private Page send(HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var taken = new ArrayList<URI>();
            while (answer.statusCode() / 100 == 3 && taken.size() < MOST_REDIRECTIONS) {
                URI next = answer.uri()
                        .resolve(answer.headers().firstValue("Location").orElseThrow());
                taken.add(next);
                answer = http.send(get(next), HttpResponse.BodyHandlers.ofString());
            }
            hops = List.copyOf(taken);
            return new Page(answer.uri(), answer.statusCode(), answer.body());
        } catch (IOException unreachable) {
            throw new StepFailed(request.uri().getAuthority() + " does not answer: " + unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StepFailed("stopped");
        }
    }
}
