package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Who may import whom stands in each {@code package-info.java}; here it is checked. */
class ModulesTest {

    private final ApplicationModules modules = ApplicationModules.of(IdpApplication.class);

    @Test
    void modules_import_only_what_they_declare() {
        modules.verify();
    }

    @Test
    void every_module_declares_its_list() {
        assertThat(modules.stream())
                .allSatisfy(module -> assertThat(module.getBasePackage()
                                .getAnnotation(org.springframework.modulith.ApplicationModule.class))
                        .as(module.getIdentifier().toString())
                        .isPresent());
    }
}
