package org.hospiconnect.journeys;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** axe-core in the pages of a browser profile: what of WCAG 2.2 A and AA a machine can find. */
final class Axe {

    /** The target size of 2.2 is off unless it's asked for. */
    private static final String RUN = """
            async () => (await axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
              rules: { 'target-size': { enabled: true } }
            })).violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html + ' ' + node.failureSummary))
            """;

    private Axe() {}

    /** From now on each page of this profile has it, whatever its content policy. */
    static void into(BrowserContext context) {
        context.addInitScript(script());
    }

    /** One line a violation, in light and in dark. */
    static List<String> violations(Page page) {
        var found = new ArrayList<String>();
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (Object violation : (List<?>) page.evaluate(RUN)) {
                found.add(page.url() + " " + scheme + " " + violation);
            }
        }
        return found;
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
