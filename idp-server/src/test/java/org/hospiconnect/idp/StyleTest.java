package org.hospiconnect.idp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Rooms of libraries, names, time, settings: the style sheet as far as a machine can read it. */
@AnalyzeClasses(packages = "org.hospiconnect.idp", importOptions = ImportOption.DoNotIncludeTests.class)
class StyleTest {

    private static final String IDP = "org.hospiconnect.idp";

    @ArchTest
    static final ArchRule webauthn4j_in_its_room = noClasses()
            .that()
            .resideOutsideOfPackage(IDP + ".authenticator.webauthn..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.webauthn4j..")
            .because("WebAuthn4J stops at authenticator.webauthn");

    @ArchTest
    static final ArchRule bouncy_castle_in_its_rooms = noClasses()
            .that()
            .resideOutsideOfPackages(
                    IDP + ".certificate..",
                    IDP + ".authenticator.card..",
                    IDP + ".authenticator.totp..",
                    IDP + ".keys..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("Bouncy Castle has four rooms");

    @ArchTest
    static final ArchRule nimbus_in_its_rooms = noClasses()
            .that()
            .resideOutsideOfPackages(IDP + ".keys..", IDP + ".token..", IDP + ".client..", IDP + ".federation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..")
            .because("Nimbus has four rooms (ADR 0021)");

    @ArchTest
    static final ArchRule authorization_server_in_its_rooms = noClasses()
            .that()
            .resideOutsideOfPackages(IDP, IDP + ".client..", IDP + ".token..", IDP + ".signin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security.oauth2.server.authorization..")
            .because("types of the authorization server stay where its rules are");

    @ArchTest
    static final ArchRule redis_in_redis_classes = noClasses()
            .that(new DescribedPredicate<>("are not named Redis…") {
                @Override
                public boolean test(JavaClass type) {
                    return !outermost(type).getSimpleName().startsWith("Redis");
                }
            })
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..")
            .because("a class that talks to Redis says so in its name");

    @ArchTest
    static final ArchRule time_is_handed_in = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<JavaCall<?>>("now() without a clock") {
                @Override
                public boolean test(JavaCall<?> call) {
                    return call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty();
                }
            })
            .because("time is a Clock; tests move it");

    @ArchTest
    static final ArchRule forbidden_names = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Repository")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .haveSimpleNameStartingWith("Base")
            .orShould()
            .resideInAPackage("..common..")
            .because("a name says the role");

    @ArchTest
    static final ArchRule settings_are_records = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beRecords()
            .andShould()
            .haveSimpleNameEndingWith("Settings")
            .allowEmptyShould(true)
            .because("settings are read once, with their defaults in the record");

    @ArchTest
    static final ArchRule no_field_injection = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .because("constructors show what a class needs");

    @ArchTest
    static final ArchRule no_static_state = fields().that()
            .areStatic()
            .and()
            .areNotFinal()
            .should()
            .bePrivate()
            .andShould()
            .beFinal()
            .allowEmptyShould(true)
            .because("state belongs to a bean or a store");

    @ArchTest
    static final ArchRule no_http_session = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.servlet.http.HttpSession")
            .because("state between requests is ours, found by our own cookies");

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(StyleTest::outermost).orElse(type);
    }
}
