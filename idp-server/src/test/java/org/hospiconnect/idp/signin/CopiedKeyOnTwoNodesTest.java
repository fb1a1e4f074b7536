package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.SecondNode;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A copied key is used at one server and its copy at another: the second of two equal counters is refused and told, wherever. */
@JourneyTest
@Import(SignInRoad.class)
@Timeout(120)
class CopiedKeyOnTwoNodesTest {

    private static final String CLONED = "hospiconnect.authenticator.cloned";

    private final SignInRoad road;
    private final CeremonyRunner runner;
    private final AddressSettings address;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    @Autowired
    CopiedKeyOnTwoNodesTest(
            SignInRoad road, CeremonyRunner runner, AddressSettings address, JdbcClient jdbc, MeterRegistry meters) {
        this.road = road;
        this.runner = runner;
        this.address = address;
        this.jdbc = jdbc;
        this.meters = meters;
    }

    @Test
    @Requirement("WEBAUTHN3-7.2-22")
    void the_copy_is_refused_at_the_other_server_and_somebody_is_told() {
        Person person = road.somebody(1);
        SoftwareAuthenticator key = road.enrolledKey(person, true);
        try (var second = new SecondNode(address, "--hospiconnect.audit.node=node-2")) {
            assertThat(signIn(key, runner)).isInstanceOf(Verification.Verified.class);

            assertThat(signIn(key, second.bean(CeremonyRunner.class)))
                    .isEqualTo(new Verification.Refused(RefusalReason.COUNTER_WENT_BACK, Optional.of(person.id())));
        }
        assertThat(reasons(person)).containsExactly("COUNTER_WENT_BACK");
        assertThat(meters.get(CLONED).counter().count()).isPositive();
    }

    /** By a key and by its copy: each says that it was used once. */
    private static Verification signIn(SoftwareAuthenticator key, CeremonyRunner server) {
        var attempt = new SignInAttempt(UUID.randomUUID().toString(), Optional.empty(), "127.0.0.1");
        String options = server.begin("webauthn", attempt).orElseThrow().options();
        return server.finish("webauthn", attempt, new BrowserAnswer(key.get(options, Wrong.COUNTER), ""), "TEST-0001");
    }

    private List<String> reasons(Person person) {
        return jdbc.sql("select reason from trail where person = ? and act = 'SIGN_IN_REFUSED'")
                .param(person.id().toString())
                .query(String.class)
                .list();
    }
}
