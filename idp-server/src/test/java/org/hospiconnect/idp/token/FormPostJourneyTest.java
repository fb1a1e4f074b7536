package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.RelyingApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.HtmlUtils;

/** The page that brings an answer to the application by POST: what is in its form, whatever the answer. */
@JourneyTest
@Import(ProviderFixture.class)
class FormPostJourneyTest {

    private static final Pattern FORM =
            Pattern.compile("<form [^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<(?:input|button|select|textarea)\\b[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    private final ProviderFixture provider;

    @Autowired
    FormPostJourneyTest(ProviderFixture provider) {
        this.provider = provider;
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
}
