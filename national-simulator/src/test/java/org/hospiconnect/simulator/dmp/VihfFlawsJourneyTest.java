package org.hospiconnect.simulator.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hospiconnect.simulator.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Genuinely signed VIHF with one thing wrong in what they say; the receiver names that thing. */
class VihfFlawsJourneyTest {

    private static final RunningSimulator SIMULATOR = RunningSimulator.shared();

    @ParameterizedTest
    @CsvFileSource(resources = "/dmp/flaws.csv", delimiter = '|', quoteCharacter = '`', nullValues = "(nothing)")
    @Requirement({"HC-SIM-ATTRIBUTES", "HC-SIM-ROLES", "HC-SIM-PURPOSE", "HC-SIM-TIMES"})
    void spoilt(String subcode, String right, @Nullable String wrong) throws Exception {
        UnaryOperator<String> spoil = text -> {
            assertThat(text).contains(right);
            return text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong == null ? "" : wrong));
        };

        var answer = SIMULATOR.send(
                TestVihf.message(TestVihf.sealedWith(SIMULATOR.seal()).signed(spoil)));

        assertThat(answer.subcode()).as(answer.body()).isEqualTo(subcode);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    @Requirement("HC-SIM-ROLES")
    void a_physician_always_carries_a_savoir_faire() throws Exception {
        var answer = SIMULATOR.send(TestVihf.message(TestVihf.sealedWith(SIMULATOR.seal())
                .signed(text -> text.replaceFirst(
                        "<saml:AttributeValue><Role[^>]*code=\"SM04\".*?</saml:AttributeValue>", ""))));

        assertThat(answer.subcode()).isEqualTo("RoleNotAdmitted");
        assertThat(answer.body()).contains("savoir-faire");
    }

    @Test
    @Requirement("HC-SIM-PURPOSE")
    void a_glass_broken_for_a_reason_opens() throws Exception {
        var answer = SIMULATOR.send(
                TestVihf.message(
                        TestVihf.sealedWith(SIMULATOR.seal())
                                .signed(
                                        text -> text.replace("code=\"normal\"", "code=\"bris_de_glace\"")
                                                .replace(
                                                        "</saml:AttributeStatement>",
                                                        "<saml:Attribute Name=\"Mode_Acces_Raison\"><saml:AttributeValue>Patient inconscient</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_nurse_needs_one_role_only() throws Exception {
        var answer = SIMULATOR.send(TestVihf.message(TestVihf.sealedWith(SIMULATOR.seal())
                .signed(text -> text.replaceFirst(
                                "<saml:AttributeValue><Role[^>]*code=\"SM04\".*?</saml:AttributeValue>", "")
                        .replace("code=\"10\"", "code=\"60\""))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_patient_without_record_is_said_to_have_none() throws Exception {
        String other = "174099935008588^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH";
        var message = TestVihf.message(
                TestVihf.sealedWith(SIMULATOR.seal()).signed(text -> text.replace("{patient}", other)));

        assertThat(SIMULATOR.send(message.replace(TestVihf.PATIENT, other)).subcode())
                .isEqualTo("PatientUnknown");
    }
}
