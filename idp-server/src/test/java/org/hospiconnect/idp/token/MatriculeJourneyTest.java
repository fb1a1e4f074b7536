package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What docs/how-to/match-accounts-by-matricule.md says that an application may go by. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-MATCHING")
class MatriculeJourneyTest {

    private static final String HERE = "990000115";
    private static final String ELSEWHERE = "990000107";

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    MatriculeJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    void the_matricule_is_the_one_of_the_applications_establishment_and_none_elsewhere() {
        var camille = provider.signIn();

        assertThat(told(camille, of(HERE)))
                .containsEntry("matricule", camille.person().matricule(HERE).orElseThrow());
        assertThat(told(camille, of(ELSEWHERE))).doesNotContainKeys("matricule", "preferred_username");
    }

    @Test
    void two_people_of_one_name_and_birth_date_have_neither_matricule_nor_sub_in_common() {
        var dpi = of(HERE);
        var one = told(provider.signIn(), dpi);
        var other = told(provider.signIn(), dpi);

        assertThat(one.get("family_name")).isEqualTo(other.get("family_name"));
        assertThat(one.get("sub")).isNotEqualTo(other.get("sub"));
        assertThat(one.get("matricule")).isNotNull().isNotEqualTo(other.get("matricule"));
    }

    @Test
    void a_sub_is_the_same_in_the_next_session() {
        var camille = provider.signIn();
        var again = provider.signIn(camille.person(), camille.authenticator());

        assertThat(told(again, of(HERE)).get("sub"))
                .isEqualTo(told(camille, of(HERE)).get("sub"));
    }

    private Application of(String establishment) {
        var dpi = provider.application();
        var changed = ExampleApplication.like(dpi.registered())
                .establishment(Optional.of(establishment))
                .get();
        clients.put(changed);
        return new Application(dpi.issuer(), changed, dpi.secret());
    }

    private Map<String, Object> told(ProviderFixture.SignedIn person, Application dpi) {
        return dpi.userInfo(provider.tokens(person, dpi).text("access_token")).json();
    }
}
