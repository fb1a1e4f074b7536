package org.hospiconnect.idp.authenticator.webauthn;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.CeremonySettings;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.journeys.FidoRoot;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Wrong;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** People with keys, and the two ceremonies around them. */
class WebAuthnFixture {

    static final String ORIGIN = "http://localhost:9000";

    final WebAuthnEnrolment enrolment;
    final WebAuthnSignIn signIn;
    final Authenticators authenticators;
    final FidoRoot root;
    private final People people;
    private final Clock clock;

    WebAuthnFixture(
            WebAuthnEnrolment enrolment,
            WebAuthnSignIn signIn,
            Authenticators authenticators,
            People people,
            Clock clock,
            DevelopmentAuthority authority) {
        this.enrolment = enrolment;
        this.signIn = signIn;
        this.authenticators = authenticators;
        this.people = people;
        this.clock = clock;
        authority.makeFor(List.of());
        Path file = TestStores.FOLDER.resolve("development/fido-root.p12");
        this.root = FidoRoot.read(file, DevelopmentAuthority.PASSWORD);
    }

    SoftwareAuthenticator attestedKey() {
        return SoftwareAuthenticator.attested(root, ORIGIN);
    }

    Verification signInWith(SoftwareAuthenticator key, Optional<PersonId> person, Wrong... wrong) {
        Challenge challenge = signIn.begin(new SignInAttempt("s1", Optional.empty(), "127.0.0.1"));
        var forPerson = new Challenge(
                challenge.kind(),
                challenge.nonce(),
                challenge.options(),
                challenge.owner(),
                person,
                challenge.expiresAt());
        return signIn.finish(forPerson, bytes(key.get(challenge.options(), wrong)));
    }

    Result register(Person person, SoftwareAuthenticator key) {
        Challenge challenge = enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));
        return enrolment.finish(challenge, person, bytes(key.create(challenge.options())));
    }

    Authenticator enrol(Person person, SoftwareAuthenticator key) {
        var attested = (Result.Attested) register(person, key);
        var plain = authenticator(person, attested.handle(), attested.material());
        var enrolled = new Authenticator(
                plain.id(),
                person.id(),
                "webauthn",
                attested.handle(),
                attested.material(),
                attested.counter(),
                attested.facts(),
                "Ma clé",
                attested.attestation(),
                plain.evidence(),
                attested.reservation(),
                Authenticator.State.ACTIVE,
                plain.enrolledAt(),
                plain.endsAt());
        if (!authenticators.add(enrolled)) {
            throw new IllegalStateException("already enrolled");
        }
        return enrolled;
    }

    Authenticator authenticator(Person person, Bytes handle, Bytes material) {
        return new Authenticator(
                UUID.randomUUID().toString(),
                person.id(),
                "webauthn",
                handle,
                material,
                0,
                KeyFacts.of("model"),
                "Ma clé",
                Attestation.ABSENT,
                Optional.of(ExampleProof.identity()),
                Optional.empty(),
                Authenticator.State.ACTIVE,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(1096)));
    }

    Person somebody(String population) {
        var person = ExamplePerson.one().population(population).get();
        people.add(person);
        return person;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // not @Configuration: the scan of a journey would find it, and its silent trail with it
    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan(
            basePackageClasses = {WebAuthnSignIn.class, DevelopmentAuthority.class, People.class, Authenticators.class})
    @ConfigurationPropertiesScan(basePackageClasses = People.class)
    @EnableConfigurationProperties({
        WebAuthnSettings.class,
        AddressSettings.class,
        DataSettings.class,
        CeremonySettings.class
    })
    @Import(WebAuthnFixture.class)
    static class Modules {
        @org.springframework.context.annotation.Bean
        org.hospiconnect.idp.assurance.LevelRules levels() {
            return ExampleProof.rules();
        }

        @org.springframework.context.annotation.Bean
        org.hospiconnect.idp.audit.AuditTrail trail() {
            return org.mockito.Mockito.mock(org.hospiconnect.idp.audit.AuditTrail.class);
        }

        @org.springframework.context.annotation.Bean
        org.hospiconnect.idp.keys.DeploymentSecrets deploymentSecrets() {
            var secrets = org.mockito.Mockito.mock(org.hospiconnect.idp.keys.DeploymentSecrets.class);
            org.mockito.Mockito.when(secrets.of("key-decoys")).thenReturn(Bytes.of(new byte[32]));
            return secrets;
        }
    }
}
