package org.hospiconnect.journeys;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** A public client of the running demo, on another origin than the provider, that shows with what the browser came back. */
final class LocalApplication implements AutoCloseable {

    /** RFC 7636 appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final RunningDemo demo;
    private final HttpServer server;
    private final String id = "local-" + UUID.randomUUID();

    LocalApplication(RunningDemo demo) {
        this.demo = demo;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] page = "<!DOCTYPE html><title>Laboratoire</title><h1>Laboratoire</h1>"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            register();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    private void register() throws IOException {
        Path file = Files.writeString(Path.of("target", id + ".yaml").toAbsolutePath(), """
                id: %s
                name: Laboratoire
                authentication: none
                redirect-uris: ["%s"]
                post-logout-redirect-uris: ["%s"]
                scopes: [openid, profile]
                """.formatted(
                        id, address("/back"), address("/left")));
        String said = demo.operator("client", "add", file.toString());
        if (!said.contains(id + ": added")) {
            throw new IllegalStateException(said);
        }
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** An authorization request that asks for the person's agreement. */
    String askingForConsent() {
        return asking("consent");
    }

    /** An authorization request with this {@code prompt}. */
    String asking(String prompt) {
        return asking() + "&prompt=" + prompt;
    }

    /** An authorization request that leaves everything to the provider. */
    String asking() {
        return "/oauth2/authorize?response_type=code&scope=openid%20profile&state=s1&client_id=" + id + "&redirect_uri="
                + address("/back") + "&code_challenge_method=S256&code_challenge=" + CHALLENGE;
    }

    /** Whose code it is: {@code sub} of the ID token that it gives. */
    String subjectOf(String code) {
        var answer = new Visitor()
                .post(
                        URI.create(demo.idp("/oauth2/token")),
                        Map.of(
                                "grant_type", "authorization_code",
                                "client_id", id,
                                "code", code,
                                "redirect_uri", address("/back"),
                                "code_verifier", VERIFIER));
        String payload = answer.body().replaceAll("(?s).*\"id_token\":\"[^.]+\\.([^.]+)\\..*", "$1");
        String claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        return claims.replaceAll("(?s).*\"sub\":\"([^\"]+)\".*", "$1");
    }

    /** A request to sign out that proves nothing about the session. */
    String askingToLeave() {
        return "/connect/logout?state=s2&client_id=" + id + "&post_logout_redirect_uri=" + address("/left");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
