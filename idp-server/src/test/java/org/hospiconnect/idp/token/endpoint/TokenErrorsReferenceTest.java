package org.hospiconnect.idp.token.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hospiconnect.idp.ReferencePage;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.TokenRefusal;
import org.hospiconnect.idp.token.authorization.AuthorizationRefusal;
import org.junit.jupiter.api.Test;

/** The page of errors is the enums, in their order; each row says what to do. */
@Requirement({"HC-ERRORS-DOCUMENTED", "HC-ERROR-CODES"})
class TokenErrorsReferenceTest {

    private final List<List<String>> rows = ReferencePage.of("token-errors.md").rows("Code");

    @Test
    void every_refusal_is_documented_as_it_is() {
        var refusals = Stream.concat(
                Arrays.stream(TokenRefusal.values())
                        .map(refusal -> List.of(refusal.name(), refusal.error(), refusal.description())),
                Arrays.stream(AuthorizationRefusal.values())
                        .map(refusal -> List.of(refusal.name(), refusal.error(), refusal.description())));

        assertThat(rows.stream().map(row -> row.subList(0, 3))).containsExactlyElementsOf(refusals.toList());
    }

    @Test
    void every_refusal_says_what_to_do() {
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(4).noneMatch(String::isBlank));
    }
}
