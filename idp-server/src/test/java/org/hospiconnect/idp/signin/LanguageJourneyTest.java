package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** In which of its two languages a page speaks. */
@JourneyTest
@Import(SignInRoad.class)
class LanguageJourneyTest {

    private final SignInRoad road;
    private final Visitor visitor = new Visitor();

    @Autowired
    LanguageJourneyTest(SignInRoad road) {
        this.road = road;
    }

    @ParameterizedTest
    @Requirement("HC-LANGUAGES")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, fr",
                "-, -, en-US;q=0.9, en",
                "-, -, 'de, en;q=0.7, fr;q=0.3', en",
                "-, -, 'en;q=0.3, fr;q=0.7', fr",
                "-, -, 'de, es;q=0.5', fr",
                "-, fr, en, fr",
                "-, en, fr, en",
                "-, de, en, en",
                "-, <script>, fr, fr",
                "en, fr, fr, en",
                "pl fr-CA en, en, en, fr",
                "de, en, fr, en"
            })
    void the_application_then_the_cookie_then_the_browser_then_french(
            String asked, String cookie, String accepted, String spoken) throws Exception {
        String query = asked == null ? "" : "?ui_locales=" + asked.replace(" ", "%20");
        var request = HttpRequest.newBuilder(URI.create(road.page("/enrol" + query)));
        if (cookie != null) {
            request.header("Cookie", "hc_lang=" + cookie);
        }
        if (accepted != null) {
            request.header("Accept-Language", accepted);
        }
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());

            assertThat(Jsoup.parse(answer.body()).expectFirst("html").attr("lang"))
                    .isEqualTo(spoken);
        }
    }

    @Test
    @Requirement("HC-LANGUAGES")
    void what_an_application_wishes_holds_for_its_sign_in_and_what_a_person_presses_has_the_last_word() {
        String client = "app-" + UUID.randomUUID();
        road.register(client, Level.SUBSTANTIAL);
        Page wished = visitor.visit(road.request(client, Map.of("ui_locales", "en")));
        assertThat(language(wished)).isEqualTo("en");
        assertThat(language(refused(wished))).isEqualTo("en");
        assertThat(language(visitor.visit(road.page("/enrol")))).isEqualTo("fr");

        Page pressed = visitor.visit(wished.at() + "&lang=fr");

        assertThat(language(pressed)).isEqualTo("fr");
        assertThat(language(refused(pressed))).isEqualTo("fr");
        assertThat(language(visitor.visit(wished.at().toString()))).isEqualTo("fr");
        assertThat(language(visitor.visit(road.request(client, Map.of("ui_locales", "en")))))
                .isEqualTo("en");
    }

    private Page refused(Page page) {
        return visitor.submit(page, "form:has(input[name=credential])", Map.of("failure", "NotAllowedError"));
    }

    private static String language(Page page) {
        return page.element("html").attr("lang");
    }
}
