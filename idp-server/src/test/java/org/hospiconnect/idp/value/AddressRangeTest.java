package org.hospiconnect.idp.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16,    10.1.255.255,       true",
        "10.1.0.0/16,    10.2.0.0,           false",
        "10.1.2.3/16,    10.1.9.9,           true",
        "192.0.2.128/25, 192.0.2.128,        true",
        "192.0.2.128/25, 192.0.2.127,        false",
        "192.0.2.7,      192.0.2.7,          true",
        "192.0.2.7,      192.0.2.8,          false",
        "0.0.0.0/0,      203.0.113.9,        true",
        "0.0.0.0/0,      2001:db8::1,        false",
        "10.1.0.0/16,    ::ffff:10.1.0.1,    true",
        "2001:db8::/32,  2001:db8:ffff::1,   true",
        "2001:db8::/32,  2001:db9::1,        false",
        "10.1.0.0/16,    workstation.example, false"
    })
    void an_address_is_in_a_range(String range, String address, boolean contained) {
        assertThat(AddressRange.of(range).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.1/16",
                "10.1.0/24",
                "10.1.0.0/33",
                "10.1.0.0/-1",
                "10.1.0.0/x",
                "10.1.0.0/",
                "ward.example/8",
                "::/129"
            })
    void what_is_no_range_says_so(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.of(text))
                .withMessageContaining("is no range of addresses");
    }
}
