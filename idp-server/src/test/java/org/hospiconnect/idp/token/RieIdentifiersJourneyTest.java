package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.RppsNumber;
import org.hospiconnect.idp.token.ProviderFixture.SignedIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Under which identifiers and names applications know somebody. */
@JourneyTest
@Import(ProviderFixture.class)
class RieIdentifiersJourneyTest {

    private final ProviderFixture provider;
    private final People people;

    @Autowired
    RieIdentifiersJourneyTest(ProviderFixture provider, People people) {
        this.provider = provider;
        this.people = people;
    }

    @Test
    @Requirement("RIE-01-RPPS")
    void whoever_has_both_numbers_is_known_by_the_rpps_number_alone() {
        String number = ProviderFixture.rpps();
        String adeli = "ZZ" + number.substring(4);

        String told = toldOf(Identifier.of(Identifier.Type.ADELI, adeli), rpps(number));

        assertThat(told).contains("\"rpps\":\"" + number + "\"").doesNotContain(adeli);
        assertThat(toldOf(Identifier.of(Identifier.Type.ADELI, adeli.replace('Z', 'Y'))))
                .doesNotContain("rpps", adeli.replace('Z', 'Y'));
    }

    @Test
    @Requirement("RIE-11-IDENTIFIER")
    void whoever_has_no_rpps_number_has_an_identifier_of_ours_which_no_later_number_changes() {
        SignedIn somebody = provider.signIn();
        var dpi = provider.application();
        has(somebody);
        Map<String, Object> before = userInfo(somebody, dpi);

        has(somebody, rpps(ProviderFixture.rpps()));
        Map<String, Object> after = userInfo(somebody, dpi);

        assertThat(before).doesNotContainKey("rpps");
        assertThat(UUID.fromString(String.valueOf(before.get("sub"))).version()).isEqualTo(4);
        assertThat(after).containsKey("rpps").containsEntry("sub", before.get("sub"));
        assertThat(userInfo(provider.signIn(), dpi).get("sub")).isNotEqualTo(before.get("sub"));
    }

    @Test
    @Requirement("RIE-12-NAMES")
    void the_names_of_exercise_are_told_and_no_others() {
        SignedIn somebody = provider.signIn();
        people.change(ExamplePerson.like(somebody.person())
                .civilName("NAISSANCE", "Prénom d'état civil")
                .exerciseName("EXERCICE", "Dominique")
                .get());

        var told = userInfo(somebody, provider.application());

        assertThat(told).containsEntry("family_name", "EXERCICE").containsEntry("given_name", "Dominique");
        assertThat(told.toString()).doesNotContain("NAISSANCE", "état civil");
    }

    private static Identifier rpps(String number) {
        return Identifier.rpps(new RppsNumber(number), Optional.of(Instant.parse("2026-01-05T08:00:00Z")));
    }

    private String toldOf(Identifier... identifiers) {
        SignedIn somebody = provider.signIn();
        has(somebody, identifiers);
        var dpi = provider.application();
        return dpi.userInfo(provider.tokens(somebody, dpi).text("access_token")).body();
    }

    private void has(SignedIn somebody, Identifier... identifiers) {
        people.change(ExamplePerson.like(somebody.person())
                .identifiers(List.of(identifiers))
                .get());
    }

    private Map<String, Object> userInfo(SignedIn somebody, Application dpi) {
        return dpi.userInfo(provider.tokens(somebody, dpi).text("access_token")).json();
    }
}
