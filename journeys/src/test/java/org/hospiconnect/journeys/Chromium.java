package org.hospiconnect.journeys;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own Chromium, driven by Playwright; each window is a browser profile of its own. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-sync")));
    }

    /** A fresh profile, in French. */
    Window window() {
        return window("fr-FR");
    }

    Window window(String locale) {
        return new Window(browser.newContext(
                new Browser.NewContextOptions().setLocale(locale).setViewportSize(1280, 800)));
    }

    Window withoutJavaScript() {
        return new Window(browser.newContext(
                new Browser.NewContextOptions().setLocale("fr-FR").setJavaScriptEnabled(false)));
    }

    /** The same with axe-core in each page. */
    Window accessible(String locale) {
        Window window = window(locale);
        Axe.into(window.context);
        return window;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium: install Debian's package chromium"));
    }

    /** One profile with one page and, when plugged in, one virtual security key. */
    static final class Window implements AutoCloseable {

        private final BrowserContext context;
        final Page page;
        private final CDPSession devtools;

        private Window(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            this.devtools = context.newCDPSession(page);
            devtools.send("WebAuthn.enable");
        }

        /** Plugs in a key that keeps discoverable credentials and verifies its user; returns its id. */
        String plugKey() {
            return new Keys(devtools).plug();
        }

        /** Another page of the same profile. */
        Page anotherTab() {
            return context.newPage();
        }

        /** The same with hands for keys: each page of a profile has keys of its own. */
        Keys keys(Page of) {
            return new Keys(of.equals(page) ? devtools : enabled(of));
        }

        private CDPSession enabled(Page of) {
            var session = context.newCDPSession(of);
            session.send("WebAuthn.enable");
            return session;
        }

        List<Cookie> cookies() {
            return context.cookies();
        }

        /** Nothing but these: a browser that crashed comes back with what it had written. */
        void putBack(List<Cookie> cookies) {
            context.clearCookies();
            context.addCookies(cookies);
        }

        void forget(String cookie) {
            context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(cookie));
        }

        void unplugKey(String key) {
            var request = new JsonObject();
            request.addProperty("authenticatorId", key);
            devtools.send("WebAuthn.removeVirtualAuthenticator", request);
        }

        /** The next verifications by PIN fail, or succeed again. */
        void userVerifies(String key, boolean verified) {
            var request = new JsonObject();
            request.addProperty("authenticatorId", key);
            request.addProperty("isUserVerified", verified);
            devtools.send("WebAuthn.setUserVerified", request);
        }

        void picture(Path file) {
            page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
