package org.hospiconnect.idp.token.dmp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class DmpExchangeTest {

    @Test
    @Requirement({"RFC8693-2.2.1", "RFC8693-3", "HC-VIHF-TRAIL"})
    void the_assertion_comes_as_base64url_of_its_xml() {
        var attempt = new ExchangeAttempt();

        var answer = attempt.send();

        var token = answer.getAccessToken();
        String xml = new String(Base64.getUrlDecoder().decode(token.getTokenValue()), UTF_8);
        assertThat(xml).startsWith("<saml2:Assertion ").contains(DmpFixture.PATIENT.replace("&", "&amp;"));
        assertThat(token.getTokenType().getValue()).isEqualTo("N_A");
        assertThat(token.getIssuedAt()).isEqualTo(DmpFixture.NOW);
        assertThat(token.getExpiresAt()).isEqualTo(DmpFixture.NOW.plus(ExchangeAttempt.lifetime()));
        assertThat(answer.getRefreshToken()).isNull();
        assertThat(answer.getAdditionalParameters())
                .isEqualTo(Map.of("issued_token_type", "urn:ietf:params:oauth:token-type:saml2"));
        AuditEntry traced = attempt.recorded.getFirst();
        assertThat(traced.act()).isEqualTo(Act.VIHF_ISSUED);
        assertThat(xml).contains("ID=\"" + traced.details().get("token") + "\"");
    }

    @Test
    @Requirement({"RFC8693-2.2.1", "HC-VIHF-CONTEXT"})
    void the_context_comes_as_a_jwt_and_needs_no_seal() throws Exception {
        var attempt = new ExchangeAttempt().set("requested_token_type", "urn:ietf:params:oauth:token-type:jwt");
        attempt.seal = Optional.empty();

        var answer = attempt.send();

        var jwt = SignedJWT.parse(answer.getAccessToken().getTokenValue());
        assertThat(jwt.getJWTClaimsSet().getStringClaim("patient_ins")).isEqualTo(DmpFixture.PATIENT);
        assertThat(jwt.getJWTClaimsSet().getJWTID())
                .isEqualTo(attempt.recorded.getFirst().details().get("token"));
        assertThat(answer.getAdditionalParameters())
                .isEqualTo(Map.of("issued_token_type", "urn:ietf:params:oauth:token-type:jwt"));
    }

    @Test
    @Requirement("RFC8693-2.1")
    void without_a_wanted_type_it_is_the_context() {
        var attempt = new ExchangeAttempt();
        attempt.parameters.remove("requested_token_type");

        assertThat(attempt.send().getAdditionalParameters())
                .containsEntry("issued_token_type", "urn:ietf:params:oauth:token-type:jwt");
    }

    @Test
    @Requirement("HC-VIHF-ATTRIBUTES")
    void a_reason_of_several_lines_becomes_one() {
        var attempt = breakGlass(new ExchangeAttempt()).set("access_reason", " coma\r\n\tseul  ");

        String xml = new String(
                Base64.getUrlDecoder().decode(attempt.send().getAccessToken().getTokenValue()), UTF_8);

        assertThat(xml).contains("<saml2:AttributeValue>coma seul</saml2:AttributeValue>");
    }

    @Test
    @Requirement("HC-VIHF-TRAIL")
    void the_trail_has_the_opening_without_the_patients_number() {
        var attempt = new ExchangeAttempt();

        attempt.send();

        assertThat(attempt.recorded).singleElement().satisfies(entry -> {
            assertThat(entry.person()).isEqualTo(attempt.person.id().toString());
            assertThat(entry.client()).isEqualTo("sample-dpi");
            assertThat(entry.session()).isEqualTo("sid-1");
            assertThat(entry.details())
                    .containsEntry("patient", "TEST ending in 15780")
                    .containsEntry("purpose", "normal")
                    .containsEntry("structure", "1990000115");
            assertThat(entry.toString()).doesNotContain("269054958815780", "89970000009");
        });
    }

    @Test
    @Requirement("HC-VIHF-TRAIL")
    void an_opening_that_cannot_be_traced_does_not_happen() {
        var silent = new DmpTrail(
                new Recorder(_ -> {
                    throw new Unavailable("PostgreSQL", new IllegalStateException());
                }),
                new AcrNames("a/", Set.of()),
                new Secrets());

        assertThatThrownBy(() -> silent.issued(entry -> entry, "id")).isInstanceOf(Unavailable.class);
    }

    static Stream<Arguments> refused() {
        return Stream.of(requests(), clients(), subjects(), standings()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource
    @Requirement({"RFC8693-2.2.2", "HC-VIHF-TRAIL", "HC-VIHF-RULES"})
    void refused(DmpRefusal expected, Consumer<ExchangeAttempt> wrong) {
        var attempt = new ExchangeAttempt();
        wrong.accept(attempt);

        var refusal = catchThrowableOfType(OAuth2AuthenticationException.class, attempt::send);

        assertThat(refusal.getError().getErrorCode()).isEqualTo(expected.error());
        assertThat(attempt.recorded).singleElement().satisfies(entry -> {
            assertThat(entry.act()).isEqualTo(Act.VIHF_REFUSED);
            assertThat(entry.reason()).isEqualTo(expected.name());
            assertThat(((DmpError) refusal.getError()).more())
                    .containsEntry("reason", expected.reason())
                    .containsEntry("reference", entry.reference());
        });
        boolean stepUp = expected.error().equals("insufficient_user_authentication");
        assertThat(((DmpError) refusal.getError()).more().containsKey("acr_values"))
                .isEqualTo(stepUp);
    }

    @Test
    void every_reason_has_been_tried() {
        Set<DmpRefusal> tried = Stream.concat(refused(), DmpRulesTest.refused())
                .map(arguments -> (DmpRefusal) arguments.get()[0])
                .collect(Collectors.toSet());
        tried.add(DmpRefusal.BACKUP_MODE); // by the table of levels: no sign-in of Part 1 reaches it

        assertThat(tried).isEqualTo(EnumSet.allOf(DmpRefusal.class));
    }

    private static List<Arguments> requests() {
        return List.of(
                wrong(DmpRefusal.PARAMETER_MISSING, a -> a.parameters.remove("patient_ins")),
                wrong(DmpRefusal.PARAMETER_MISSING, a -> a.parameters.remove("purpose_of_use")),
                wrong(DmpRefusal.PARAMETER_MISSING, a -> a.parameters.remove("audience")),
                wrong(DmpRefusal.PARAMETER_EMPTY, a -> a.set("patient_ins", "")),
                wrong(DmpRefusal.PARAMETER_EMPTY, a -> a.set("access_reason", "   ")),
                wrong(DmpRefusal.PARAMETER_EMPTY, a -> a.set("subject_token", "")),
                wrong(DmpRefusal.PARAMETER_DOUBLED, a -> a.set("patient_ins", DmpFixture.PATIENT, DmpFixture.PATIENT)),
                wrong(DmpRefusal.PARAMETER_DOUBLED, a -> a.set("audience", "urn:dmp", "urn:other")),
                wrong(DmpRefusal.PARAMETER_DOUBLED, a -> a.set("grant_type", "token-exchange", "authorization_code")),
                wrong(DmpRefusal.PARAMETER_OVERSIZED, a -> a.set("subject_token", "a".repeat(8193))),
                wrong(DmpRefusal.PARAMETER_OVERSIZED, a -> a.set("access_reason", "a".repeat(501))),
                wrong(DmpRefusal.PARAMETER_IN_ADDRESS, a -> a.inAddress = true),
                wrong(DmpRefusal.SUBJECT_TOKEN_TYPE_NOT_SUPPORTED, a -> a.set("subject_token_type", "id_token")),
                wrong(DmpRefusal.REQUESTED_TYPE_NOT_SUPPORTED, a -> a.set("requested_token_type", "saml1")),
                wrong(DmpRefusal.ACTOR_TOKEN_NOT_SUPPORTED, a -> a.set("actor_token", "x")),
                wrong(DmpRefusal.RESOURCE_NOT_SUPPORTED, a -> a.set("resource", "https://dmp.example")),
                wrong(DmpRefusal.SCOPE_NOT_SUPPORTED, a -> a.set("scope", "openid")),
                wrong(DmpRefusal.AUDIENCE_NOT_ALLOWED, a -> a.set("audience", "urn:other")),
                wrong(DmpRefusal.MALFORMED_INS, a -> a.set("patient_ins", "269054958815780")),
                wrong(DmpRefusal.TEST_INS, a -> a.testIns = false),
                wrong(DmpRefusal.UNKNOWN_PURPOSE, a -> a.set("purpose_of_use", "NORMAL")),
                wrong(DmpRefusal.MALFORMED_REASON, a -> breakGlass(a).set("access_reason", "arrêt\u0001cardiaque")),
                wrong(DmpRefusal.MALFORMED_REASON, a -> breakGlass(a).set("access_reason", "\uD83D")),
                wrong(DmpRefusal.BREAK_GLASS_WITHOUT_REASON, a -> breakGlass(a)));
    }

    private static List<Arguments> clients() {
        return List.of(
                wrong(DmpRefusal.GRANT_NOT_ALLOWED, a -> a.grant = AuthorizationGrantType.CLIENT_CREDENTIALS),
                wrong(DmpRefusal.AUDIENCE_NOT_ALLOWED, a -> a.application = DmpFixture.application(Optional.empty())),
                wrong(DmpRefusal.SAML_NOT_ALLOWED, a -> a.application = DmpFixture.application(Optional.of(noSaml()))),
                wrong(DmpRefusal.SEAL_MISSING, a -> a.seal = Optional.empty()),
                wrong(DmpRefusal.SEAL_NOT_VALID, a -> later(a, Instant.parse("2040-01-01T00:00:00Z"))),
                wrong(DmpRefusal.SEAL_NOT_VALID, a -> later(a, Instant.parse("2025-12-31T23:59:59Z"))));
    }

    private static List<Arguments> subjects() {
        return List.of(
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.set("subject_token", "not.a.token")),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.set("subject_token", a.subjectToken() + "=")),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.set("subject_token", a.subjectToken() + "\n")),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.signer = OneKey.made()),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.set("subject_token", unsigned(a.subjectToken()))),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.tokenType = "JWT"),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.tokenType = "vihf-context+jwt"),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.claims.issuer("https://other.example")),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.claims.claim("sid", null)),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.claims.expirationTime(null)),
                wrong(DmpRefusal.SUBJECT_TOKEN_INVALID, a -> a.claims.jwtID(null)),
                wrong(DmpRefusal.SUBJECT_TOKEN_REVOKED, a -> a.ended = Set.of("family.token")),
                wrong(DmpRefusal.SUBJECT_TOKEN_REVOKED, a -> a.ended = Set.of("family")),
                wrong(DmpRefusal.SUBJECT_TOKEN_EXPIRED, a -> a.now = DmpFixture.NOW.plus(60, ChronoUnit.SECONDS)),
                wrong(DmpRefusal.TOKEN_OF_ANOTHER_CLIENT, a -> a.claims.claim("client_id", "pacs")),
                wrong(DmpRefusal.BOUND_TOKEN_WITHOUT_PROOF, a -> a.claims.claim("cnf", Map.of("jkt", "x"))));
    }

    private static List<Arguments> standings() {
        return List.of(
                wrong(DmpRefusal.SESSION_ENDED, a -> a.fallen = Optional.of(Standing.Reason.SESSION_ENDED)),
                wrong(DmpRefusal.ZONE_NOT_TAKEN, a -> a.fallen = Optional.of(Standing.Reason.ZONE_NOT_TAKEN)),
                wrong(DmpRefusal.PERSON_NOT_ACTIVE, a -> a.fallen = Optional.of(Standing.Reason.PERSON_NOT_ACTIVE)),
                wrong(DmpRefusal.CLIENT_DISABLED, a -> a.fallen = Optional.of(Standing.Reason.CLIENT_DISABLED)),
                wrong(
                        DmpRefusal.AUTHENTICATOR_NOT_USABLE,
                        a -> a.fallen = Optional.of(Standing.Reason.AUTHENTICATOR_NOT_USABLE)),
                wrong(DmpRefusal.BEYOND_REGISTRATION, a -> a.fallen = Optional.of(Standing.Reason.BEYOND_REGISTRATION)),
                wrong(DmpRefusal.LEVEL_TOO_LOW, a -> a.fallen = Optional.of(Standing.Reason.LEVEL_TOO_LOW)),
                wrong(
                        DmpRefusal.NO_VERIFIED_RPPS,
                        a -> a.person = DmpFixture.person(List.of(), a.person.workSituations())),
                wrong(
                        DmpRefusal.RPPS_CHECK_TOO_OLD,
                        a -> a.person = DmpFixture.person(
                                List.of(DmpFixture.rpps(Optional.of(Instant.parse("2014-01-01T00:00:00Z")))),
                                a.person.workSituations())));
    }

    private static Arguments wrong(DmpRefusal expected, Consumer<ExchangeAttempt> change) {
        return arguments(expected, change);
    }

    private static ExchangeAttempt breakGlass(ExchangeAttempt attempt) {
        return attempt.set("purpose_of_use", "bris_de_glace");
    }

    private static RelyingApplication.Dmp noSaml() {
        return new RelyingApplication.Dmp("DPI", "1.0", Optional.empty(), "HOMOL-0001", false);
    }

    private static void later(ExchangeAttempt attempt, Instant now) {
        attempt.now = now;
        attempt.person = DmpFixture.person(List.of(DmpFixture.rpps(Optional.of(now))), attempt.person.workSituations());
        attempt.claims.expirationTime(java.util.Date.from(now.plusSeconds(60)));
    }

    /** The token of {@code alg: none}, which no library may take. */
    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(UTF_8));
        return header + "." + token.split("\\.", -1)[1] + ".x";
    }
}
