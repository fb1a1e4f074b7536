package org.hospiconnect.idp.token.possession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.ProofKey;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Clients whose clocks are wrong, with nonces of ours. */
@JourneyTest
@Import(ProviderFixture.class)
class DpopClockJourneyTest {

    private static final ProofKey KEY = ProofKey.fresh();

    private final ProviderFixture provider;
    private final ServerNonces nonces;
    private final StringRedisTemplate redis;

    @Autowired
    DpopClockJourneyTest(ProviderFixture provider, ServerNonces nonces, StringRedisTemplate redis) {
        this.provider = provider;
        this.nonces = nonces;
        this.redis = redis;
    }

    private String proof(String address, String method, String token, int seconds) {
        var at = Date.from(Instant.now().plusSeconds(seconds));
        return KEY.proof(
                method,
                address,
                nonces.current(),
                claims -> claims.issueTime(at).claim("ath", ProofKey.hash(token)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, -120, 120, 3600})
    @Requirement({"RFC9449-4.3", "HC-DPOP-CLOCK"})
    void our_nonce_says_when_a_proof_was_made_and_each_is_taken_once(int seconds) {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);
        String atToken = proof(dpi.issuer() + "/oauth2/token", "POST", "", seconds);
        String token = dpi.redeem(code, "DPoP", atToken).text("access_token");
        String atUserInfo = proof(dpi.issuer() + "/userinfo", "GET", token, seconds);

        var first = dpi.get("/userinfo", "Authorization", "DPoP " + token, "DPoP", atUserInfo);
        var second = dpi.get("/userinfo", "Authorization", "DPoP " + token, "DPoP", atUserInfo);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(401);
    }

    @Test
    @Requirement("RFC9449-11.1")
    void a_proof_is_remembered_longer_than_its_nonce_is_good() {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);

        assertThat(dpi.redeem(code, "DPoP", proof(dpi.issuer() + "/oauth2/token", "POST", "", 0))
                        .status())
                .isEqualTo(200);

        assertThat(redis.keys("hc:once:{dpop:*").stream().mapToLong(redis::getExpire))
                .anyMatch(life -> life > ServerNonces.LIFE.toSeconds());
    }
}
