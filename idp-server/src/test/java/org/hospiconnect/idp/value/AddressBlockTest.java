package org.hospiconnect.idp.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Requirement("HC-STRANGERS-STORE")
class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,                    192.0.2.7",
        "2001:db8:0:1::7,              20010db800000001/64",
        "2001:db8:0:1:ffff:1:2:3,      20010db800000001/64",
        "2001:db8:0:2::7,              20010db800000002/64",
        "fe80::1%1,                    fe80000000000000/64",
        "::ffff:192.0.2.7,             192.0.2.7",
        "not:an:address,               not:an:address"
    })
    void an_address_is_its_customers(String address, String block) {
        assertThat(AddressBlock.of(address)).isEqualTo(block);
    }
}
