package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.token.clientauthentication.ClientAssertions;

/** An application that proves itself in any way, its own or not. */
public record ProvingApplication(Application dpi) {

    public static final ClientKey KEY = ClientKey.of("ES256");

    public static ProvingApplication bySecret(ProviderFixture provider, Clients clients, String method) {
        var known = provider.application();
        var changed = ExampleApplication.like(known.registered())
                .authentication(method, known.registered().secretHash())
                .get();
        clients.put(changed);
        return new ProvingApplication(new Application(known.issuer(), changed, known.secret()));
    }

    public static ProvingApplication byKey(ProviderFixture provider, Clients clients, Profile profile, ClientKey key) {
        var known = provider.application();
        var changed = ExampleApplication.like(known.registered())
                .profile(profile)
                .authentication("private_key_jwt", Optional.empty())
                .keys(key.registered())
                .bound(profile == Profile.FAPI2 ? TokenRules.Binding.DPOP : TokenRules.Binding.NONE)
                .get();
        clients.put(changed);
        return new ProvingApplication(new Application(known.issuer(), changed, known.secret()));
    }

    public static ProvingApplication byKey(ProviderFixture provider, Clients clients) {
        return byKey(provider, clients, Profile.STANDARD, KEY);
    }

    public Application.Answer call(ClientEndpoint at, String method, Map<String, String> request) {
        var form = new LinkedHashMap<>(request);
        switch (method) {
            case "client_secret_basic" -> {
                String pair = dpi.registered().id() + ":" + dpi.secret();
                return dpi.post(at.path(), Application.form(form), "Authorization", basic(pair));
            }
            case "client_secret_post" -> {
                form.put("client_id", dpi.registered().id());
                form.put("client_secret", dpi.secret());
            }
            default -> {
                form.put("client_assertion_type", ClientAssertions.TYPE);
                form.put("client_assertion", KEY.sign(claims().build()));
            }
        }
        return dpi.post(at.path(), Application.form(form));
    }

    public Application.Answer asserting(ClientEndpoint at, String assertion) {
        var form = at.request(dpi);
        form.put("client_assertion_type", ClientAssertions.TYPE);
        form.put("client_assertion", assertion);
        return dpi.post(at.path(), Application.form(form));
    }

    public JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(dpi.registered().id())
                .subject(dpi.registered().id())
                .audience(dpi.issuer())
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(in(60));
    }

    /** Signed as it is written. */
    public static String signedPayload(String payload) {
        try {
            var header = new JWSHeader(JWSAlgorithm.ES256);
            var input = header.toBase64URL() + "." + Base64URL.encode(payload);
            return input + "." + new ECDSASigner(KEY.key().toECKey()).sign(header, input.getBytes(UTF_8));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /** Seconds since 1970, as {@code exp} has them. */
    public static long end(int seconds) {
        return Instant.now().plusSeconds(seconds).getEpochSecond();
    }

    public static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
