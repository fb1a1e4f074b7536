package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.token.Revocations;
import org.hospiconnect.idp.token.TokenSigner;
import org.hospiconnect.idp.token.Tokens;
import org.hospiconnect.idp.token.dmp.DmpStage.Answer;
import org.hospiconnect.idp.token.dmp.DmpStage.Form;
import org.hospiconnect.idp.token.dmp.DmpStage.SignedIn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** The same walked wrong, in each way: its own reason in the answer and, under the same reference, in the trail. */
@JourneyTest
class DmpRefusedJourneyTest {

    private final DmpStage stage;
    private final TokenSigner signer;
    private final Revocations revocations;

    @Autowired
    DmpRefusedJourneyTest(BeanFactory server, TokenSigner signer, Revocations revocations) {
        this.stage = DmpStage.of(server);
        this.signer = signer;
        this.revocations = revocations;
    }

    /** A name, who is signed in, and what the DPI then sends. */
    record Wrong(Function<DmpRefusedJourneyTest, SignedIn> who, Change change) {

        interface Change {
            Form apply(DmpRefusedJourneyTest test, SignedIn who, Form right);
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(requests(), tokens(), levels(), professionals(), fallen())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Requirement({"RFC8693-2.2.2", "HC-VIHF-TRAIL", "HC-VIHF-RULES"})
    void refused(DmpRefusal expected, Wrong wrong) {
        SignedIn who = wrong.who().apply(this);

        Answer answer = stage.send(who, wrong.change().apply(this, who, DmpStage.form(who)));

        assertThat(answer.json())
                .containsEntry("error", expected.error())
                .containsEntry("reason", expected.reason())
                .doesNotContainKey("access_token");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().containsKey("acr_values")).isEqualTo(expected.asksForStepUp());
        var traced = stage.traced("reference = ?", answer.text("reference"));
        assertThat(traced).containsEntry("act", "VIHF_REFUSED").containsEntry("reason", expected.name());
    }

    private static List<Arguments> requests() {
        return List.of(
                request(DmpRefusal.PARAMETER_MISSING, form -> form.but("patient_ins")),
                request(DmpRefusal.PARAMETER_EMPTY, form -> form.but("patient_ins", "")),
                request(DmpRefusal.PARAMETER_DOUBLED, form -> form.and("patient_ins", DmpFixture.PATIENT)),
                request(DmpRefusal.PARAMETER_OVERSIZED, form -> form.but("purpose_of_use", "n".repeat(41))),
                request(DmpRefusal.PARAMETER_IN_ADDRESS, DmpRefusedJourneyTest::inAddress),
                request(DmpRefusal.MALFORMED_INS, form -> form.but("patient_ins", "269054958815781^^^&1&ISO^NH")),
                request(DmpRefusal.UNKNOWN_PURPOSE, form -> form.but("purpose_of_use", "curiosity")),
                request(DmpRefusal.BREAK_GLASS_WITHOUT_REASON, form -> form.but("purpose_of_use", "bris_de_glace")),
                request(DmpRefusal.NO_MEDICAL_REGULATION, form -> form.but("purpose_of_use", "centre_15")),
                request(DmpRefusal.AUDIENCE_NOT_ALLOWED, form -> form.but("audience", "urn:insi")),
                request(DmpRefusal.REQUESTED_TYPE_NOT_SUPPORTED, form -> form.but("requested_token_type", "urn:x")));
    }

    private static List<Arguments> tokens() {
        return List.of(
                request(DmpRefusal.SUBJECT_TOKEN_INVALID, form -> form.but("subject_token", "a.b.c")),
                wrong(
                        DmpRefusal.TOKEN_OF_ANOTHER_CLIENT,
                        test -> test.stage.camille(),
                        (test, _, form) ->
                                form.but("subject_token", test.stage.camille().accessToken())),
                wrong(
                        DmpRefusal.BOUND_TOKEN_WITHOUT_PROOF,
                        test -> test.stage.camille(),
                        (test, who, form) -> form.but(
                                "subject_token",
                                test.signed(who, claims -> claims.claim("cnf", Map.of("x5t#S256", "x"))))),
                wrong(
                        DmpRefusal.SUBJECT_TOKEN_EXPIRED,
                        test -> test.stage.camille(),
                        (test, who, form) -> form.but(
                                "subject_token",
                                test.signed(who, claims -> claims.expirationTime(Date.from(DmpFixture.SIGNED_IN))))),
                wrong(DmpRefusal.SUBJECT_TOKEN_REVOKED, test -> test.stage.camille(), (test, who, form) -> {
                    var id = claims(who.accessToken()).getJWTID();
                    test.revocations.endToken(id, test.stage.clock().instant());
                    return form;
                }));
    }

    private static List<Arguments> levels() {
        var ward = DmpStage.ward();
        return List.of(
                person(
                        DmpRefusal.LEVEL_TOO_LOW,
                        test -> test.stage.signedIn(DmpStage.physician(ward), ExampleProof.grounds(true, false))),
                person(
                        DmpRefusal.SINGLE_FACTOR_ONLY,
                        test -> test.stage.signedIn(DmpStage.physician(ward), ExampleProof.grounds(false, true))));
    }

    private static List<Arguments> professionals() {
        var ward = DmpStage.ward();
        var noSavoirFaire = DmpFixture.situation(DmpFixture.PHYSICIAN, Optional.empty(), false);
        return List.of(
                professional(DmpRefusal.NO_VERIFIED_RPPS, () -> DmpStage.person(List.of(), ward)),
                professional(
                        DmpRefusal.RPPS_CHECK_TOO_OLD,
                        () -> DmpStage.person(
                                List.of(DmpFixture.rpps(Optional.of(Instant.parse("2014-01-01T00:00:00Z")))), ward)),
                professional(DmpRefusal.NO_WORK_SITUATION, DmpStage::physician),
                professional(
                        DmpRefusal.WORK_SITUATION_NOT_CHOSEN,
                        () -> DmpStage.physician(ward, DmpStage.at("1990000222"))),
                professional(DmpRefusal.SAVOIR_FAIRE_MISSING, () -> DmpStage.physician(noSavoirFaire)),
                professional(DmpRefusal.SEAL_MISSING, () -> DmpStage.physician(DmpStage.at("1990000999"))));
    }

    private static List<Arguments> fallen() {
        return List.of(
                person(DmpRefusal.PERSON_NOT_ACTIVE, DmpRefusedJourneyTest::suspended),
                person(DmpRefusal.SESSION_ENDED, test -> {
                    SignedIn camille = test.stage.camille();
                    test.stage.sessions().end(camille.session().sid());
                    return camille;
                }),
                person(DmpRefusal.AUTHENTICATOR_NOT_USABLE, test -> {
                    SignedIn camille = test.stage.camille();
                    var means = camille.session().proofs().getFirst().authenticator();
                    test.stage.authenticators().changeState(means, Authenticator.State.REVOKED);
                    return camille;
                }));
    }

    private static Arguments professional(DmpRefusal expected, Supplier<Person> who) {
        return person(expected, test -> test.stage.signedIn(who.get()));
    }

    private static Arguments request(DmpRefusal expected, Function<Form, Form> change) {
        return wrong(expected, test -> test.stage.camille(), (_, _, form) -> change.apply(form));
    }

    private static Arguments person(DmpRefusal expected, Function<DmpRefusedJourneyTest, SignedIn> who) {
        return wrong(expected, who, (_, _, form) -> form);
    }

    private static Arguments wrong(
            DmpRefusal expected, Function<DmpRefusedJourneyTest, SignedIn> who, Wrong.Change change) {
        return arguments(expected, new Wrong(who, change));
    }

    private static Form inAddress(Form form) {
        form.query = "?patient_ins=x";
        return form;
    }

    private SignedIn suspended() {
        SignedIn camille = stage.camille();
        stage.suspend(camille.person());
        return camille;
    }

    /** The subject token again, with a change that only the issuer could make. */
    private String signed(SignedIn who, UnaryOperator<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder(claims(who.accessToken()));
        return signer.sign(
                Tokens.ACCESS_TOKEN, JWSAlgorithm.ES256, change.apply(claims).build());
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
