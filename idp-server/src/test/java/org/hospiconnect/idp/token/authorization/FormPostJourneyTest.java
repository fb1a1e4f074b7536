package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.HtmlUtils;

/** The page that brings an answer to the application by POST: what is in its form, whatever the answer. */
@JourneyTest
@Import({ProviderFixture.class, SignInRoad.class})
class FormPostJourneyTest {

    private static final Pattern FORM =
            Pattern.compile("<form [^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<(?:input|button|select|textarea)\\b[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    private final ProviderFixture provider;
    private final SignInRoad road;
    private final Clients clients;
    private final MovableClock clock;

    @Autowired
    FormPostJourneyTest(ProviderFixture provider, SignInRoad road, Clients clients, MovableClock clock) {
        this.provider = provider;
        this.road = road;
        this.clients = clients;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    /** What a browser would post, and nothing else may be there. */
    private static Map<String, String> posted(Application.Answer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.location()).isEmpty();
        var form = FORM.matcher(page.body());
        assertThat(form.find()).isTrue();
        assertThat(HtmlUtils.htmlUnescape(form.group(1))).isEqualTo(ProviderFixture.REDIRECT);
        var fields = new LinkedHashMap<String, String>();
        FIELD.matcher(form.group(2))
                .results()
                .map(java.util.regex.MatchResult::group)
                .forEach(field -> {
                    var name = NAME.matcher(field);
                    if (name.find()) {
                        var value = VALUE.matcher(field);
                        assertThat(value.find()).as(field).isTrue();
                        assertThat(fields.put(name.group(1), HtmlUtils.htmlUnescape(value.group(1))))
                                .isNull();
                    }
                });
        assertThat(form.find()).as("one form").isFalse();
        return fields;
    }

    private static Map<String, String> request(Application client) {
        var request = new LinkedHashMap<>(client.request());
        request.put("response_mode", "form_post");
        return request;
    }

    @Test
    @Requirement("OAFPRM-2-ONLY")
    void a_code_is_posted_with_state_and_issuer_and_nothing_of_ours() {
        var client = provider.application();

        var fields = posted(client.authorize(provider.signIn(), request(client)));

        assertThat(fields)
                .containsOnlyKeys("code", "state", "iss")
                .containsEntry("state", client.request().get("state"))
                .containsEntry("iss", client.issuer());
        assertThat(client.redeem(fields.getOrDefault("code", "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "scope,openid admin,invalid_scope",
        "response_type,token,unsupported_response_type",
        "prompt,none login,invalid_request",
        "max_age,-1,invalid_request",
        "request_uri,https://localhost:8443/r,request_uri_not_supported"
    })
    @Requirement("OAFPRM-2-ONLY")
    void an_error_is_posted_with_state_and_issuer_and_nothing_of_ours(String name, String value, String error) {
        var client = provider.application(RelyingApplication.Profile.LEGACY);
        var request = request(client);
        request.put(name, value);

        var fields = posted(client.authorize(provider.signIn(), request));

        assertThat(fields)
                .containsOnlyKeys("error", "error_description", "state", "iss")
                .containsEntry("error", error);
    }

    /** One browser in which somebody signed in, for modules of the plan Form Post Basic. */
    private final class Browser {

        private final String client = "app-" + UUID.randomUUID();
        private final String secret = road.register(client, Level.SUBSTANTIAL);
        private final Visitor visitor = new Visitor();
        private final KeyAtPage key = new KeyAtPage(visitor, road.enrolledKey(road.somebody(1), true));

        Page visit(Map<String, String> more) {
            var parameters = new LinkedHashMap<>(more);
            parameters.put("response_mode", "form_post");
            return visitor.visit(road.request(client, parameters));
        }

        /** The ID token that the form on this page is worth. */
        Application.Answer tokens(Page page) {
            assertThat(page.at().getPath()).isEqualTo("/oauth2/authorize");
            assertThat(page.document().select("form").eachAttr("action")).containsExactly(road.callback());
            var fields = page.document().select("form [name]");
            assertThat(fields.eachAttr("name")).containsExactlyInAnyOrder("code", "state", "iss");
            var registered = clients.find(client).orElseThrow();
            var application = new Application(road.page(""), registered, secret);
            String code = fields.select("[name=code]").val();
            return application.redeem(Map.of("code", code, "redirect_uri", road.callback()));
        }
    }

    private static JWTClaimsSet claims(Application.Answer tokens) throws ParseException {
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet();
    }

    /** {@code prompt=login}, and {@code max_age=1} after more than a second: another proof, later. */
    @ParameterizedTest
    @CsvSource({"prompt,login", "max_age,1"})
    @Requirement({"OAFPRM-2-ONLY", "OIDCC-3.1.2.1"})
    void a_new_sign_in_is_asked_and_its_answer_is_posted(String name, String value) throws ParseException {
        var browser = new Browser();
        var first = claims(browser.tokens(browser.key.signIn(browser.visit(Map.of()))));
        clock.advance(Duration.ofSeconds(2));

        var asked = browser.visit(Map.of(name, value));
        var second = claims(browser.tokens(browser.key.signIn(asked)));

        assertThat(asked.at().getPath()).startsWith("/signin");
        assertThat(second.getSubject()).isEqualTo(first.getSubject());
        assertThat(second.getLongClaim("auth_time")).isGreaterThan(first.getLongClaim("auth_time"));
    }

    @ParameterizedTest
    @CsvSource({"prompt,none", "max_age,10000", "id_token_hint,"})
    @Requirement({"OAFPRM-2-ONLY", "OIDCC-3.1.2.1", "OIDCC-3.1.2.1-HINT"})
    void who_is_signed_in_is_told_of_at_once_by_the_same_form(String name, String value) throws ParseException {
        var browser = new Browser();
        var tokens = browser.tokens(browser.key.signIn(browser.visit(Map.of())));
        var more = new LinkedHashMap<>(Map.of("prompt", "none"));
        more.put(name, value == null ? tokens.text("id_token") : value);

        var again = claims(browser.tokens(browser.visit(more)));

        assertThat(again.getSubject()).isEqualTo(claims(tokens).getSubject());
        assertThat(again.getLongClaim("auth_time")).isEqualTo(claims(tokens).getLongClaim("auth_time"));
    }

    @Test
    @Requirement({"OAFPRM-2-ONLY", "OIDCC-3.1.2.6"})
    void nobody_signed_in_is_an_error_that_is_posted() {
        var client = provider.application(RelyingApplication.Profile.LEGACY);
        var silent = request(client);
        silent.put("prompt", "none");

        var fields = posted(client.get("/oauth2/authorize?" + Application.form(silent), "Accept", "text/html"));

        assertThat(fields).containsOnlyKeys("error", "state", "iss").containsEntry("error", "login_required");
    }
}
