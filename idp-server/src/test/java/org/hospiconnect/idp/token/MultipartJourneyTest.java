package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Parameters come as {@code application/x-www-form-urlencoded} (RFC 6749 appendix B); nobody reads files into a folder of ours. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-WIRE-NO-FILES")
class MultipartJourneyTest {

    private static final String BOUNDARY = "----between";

    private final ProviderFixture provider;

    @Autowired
    MultipartJourneyTest(ProviderFixture provider) {
        this.provider = provider;
    }

    @Test
    void a_form_of_parts_is_read_by_nobody() throws Exception {
        var app = provider.publicApplication();
        String code = provider.code(provider.signIn(), app);
        var form = Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                app.registered().id(),
                "redirect_uri",
                ProviderFixture.REDIRECT,
                "code_verifier",
                Application.VERIFIER,
                "code",
                code);

        assertThat(send(app, form)).isBetween(400, 499);

        assertThat(app.redeem(code).status()).isEqualTo(200);
    }

    private static int send(Application app, Map<String, String> form) throws IOException, InterruptedException {
        var body = new StringBuilder();
        form.forEach(
                (name, value) -> body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name)
                        .append("\"\r\n\r\n" + value + "\r\n"));
        var request = HttpRequest.newBuilder(URI.create(app.issuer() + "/oauth2/token"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(body + "--" + BOUNDARY + "--\r\n"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
