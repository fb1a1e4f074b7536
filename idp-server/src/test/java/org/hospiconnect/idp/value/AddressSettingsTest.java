package org.hospiconnect.idp.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("OIDCD-3-ISSUER")
class AddressSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example.fr",
                "https://idp.example.fr:8443",
                "http://localhost:9000",
                "http://[::1]:9000"
            })
    void scheme_host_and_port_are_an_issuer(String issuer) {
        assertThat(new AddressSettings(URI.create(issuer)).page("/x")).isEqualTo(issuer + "/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example.fr/",
                "https://idp.example.fr/realm",
                "https://idp.example.fr?a=b",
                "https://idp.example.fr#a",
                "https://user@idp.example.fr",
                "https:///",
                "ftp://idp.example.fr",
                "idp.example.fr"
            })
    void anything_more_or_less_is_refused_by_name(String issuer) {
        assertThatThrownBy(() -> new AddressSettings(URI.create(issuer)))
                .hasMessageStartingWith("hospiconnect.address.issuer: " + issuer);
    }
}
