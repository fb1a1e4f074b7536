package org.hospiconnect.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The generator knows what browsers and applications know. */
@AnalyzeClasses(packages = "org.hospiconnect.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class StyleTest {

    @ArchTest
    static final ArchRule nothing_of_the_provider = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hospiconnect.idp..")
            .because("what is measured comes in by the doors that everybody uses");

    @ArchTest
    static final ArchRule names_say_the_role = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|Service|Repository)|.*\\.(Abstract|Base)[A-Z].*")
            .because("a name says the role");
}
