package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.Test;

/** Names of sessions by sector; here the sector of an application is its name, and nobody named "public" has one. */
@Requirement("OIDCC-8.1-SID")
public class SessionNamesTest {

    public static final Subjects SUBJECTS = new ByName();
    public static final SessionNames NAMES = new SessionNames(SUBJECTS, () -> Bytes.of(new byte[32]));

    private static final String SID = new Secrets().next(16).toBase64Url();

    private record ByName() implements Subjects {

        @Override
        public String of(String person, RelyingApplication application) {
            return person;
        }

        @Override
        public Optional<String> sector(RelyingApplication application) {
            return Optional.of(application.id()).filter(id -> !id.equals("public"));
        }
    }

    @Test
    void a_sector_has_one_name_for_a_session_that_no_other_sector_has() {
        String one = NAMES.of(SID, of("one.example"));

        assertThat(one).hasSize(43).doesNotContain(SID).isEqualTo(NAMES.of(SID, of("one.example")));
        assertThat(NAMES.of(SID, of("other.example")).substring(0, 21)).isNotEqualTo(one.substring(0, 21));
        assertThat(NAMES.of(SID, of("other.example")).substring(22)).isNotEqualTo(one.substring(22));
        assertThat(NAMES.of(new Secrets().next(16).toBase64Url(), of("one.example")))
                .isNotEqualTo(one);
        assertThat(NAMES.of(SID, of("public"))).isEqualTo(SID);
    }

    @Test
    void a_name_is_read_back_and_so_is_what_was_given_before_names_were() {
        assertThat(read(NAMES.of(SID, of("one.example")))).contains(SID);
        assertThat(read(NAMES.of(SID, of("public")))).contains(SID);
        assertThat(read(SID)).contains(SID);
        assertThat(NAMES.sid(new JWTClaimsSet.Builder().build())).isEmpty();
    }

    @Test
    void without_the_key_a_name_says_nothing() {
        var stranger = new SessionNames(new ByName(), () -> new Secrets().next(32));

        assertThat(stranger.sid(claims(NAMES.of(SID, of("one.example")))))
                .isPresent()
                .isNotEqualTo(Optional.of(SID));
    }

    private static Optional<String> read(String name) {
        return NAMES.sid(claims(name));
    }

    private static JWTClaimsSet claims(String sid) {
        return new JWTClaimsSet.Builder().claim("sid", sid).build();
    }

    private static RelyingApplication of(String sector) {
        return ExampleApplication.one(sector).get();
    }
}
