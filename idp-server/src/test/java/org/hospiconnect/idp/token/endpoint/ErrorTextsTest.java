package org.hospiconnect.idp.token.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.TokenRefusal;
import org.hospiconnect.idp.token.authorization.AuthorizationRefusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorTextsTest {

    static Stream<String> texts() {
        return Stream.concat(
                Arrays.stream(AuthorizationRefusal.values())
                        .flatMap(refusal -> Stream.of(refusal.error(), refusal.description())),
                Arrays.stream(TokenRefusal.values())
                        .flatMap(refusal -> Stream.of(refusal.error(), refusal.description())));
    }

    @ParameterizedTest
    @MethodSource("texts")
    @Requirement("RFC6749-5.2-TEXT")
    void an_error_and_its_description_have_the_characters_of_the_standard(String text) {
        assertThat(text).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }
}
