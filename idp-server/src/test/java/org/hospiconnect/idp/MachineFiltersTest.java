package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hospiconnect.idp.listener.HeaderValues;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What is left out for speed is nothing that looks at a request of an application. */
@JourneyTest
class MachineFiltersTest {

    private final SecurityFilterChain protocol;
    private final SecurityFilterChain machines;
    private final FilterChainProxy all;

    @Autowired
    MachineFiltersTest(
            @Qualifier("protocol") SecurityFilterChain protocol,
            @Qualifier("machines") SecurityFilterChain machines,
            FilterChainProxy all) {
        this.protocol = protocol;
        this.machines = machines;
        this.all = all;
    }

    @Test
    @Requirement("HC-MACHINE-FILTERS")
    void a_request_of_an_application_passes_every_filter_but_those_named() {
        assertThat(names(machines)).doesNotContainAnyElementsOf(MachineFilters.IDLE);
        var kept = protocol.getFilters().stream()
                .filter(filter -> !MachineFilters.IDLE.contains(name(filter)))
                .toList();
        assertThat(machines.getFilters()).isEqualTo(kept);
        // a name that the framework has no more would keep nothing out
        assertThat(names(protocol)).containsAll(MachineFilters.IDLE);
        assertThat(names(machines))
                .contains("PossessionFilter", "OAuth2ClientAuthenticationFilter", "HeaderWriterFilter")
                .endsWith(
                        "AuthorizationFilter",
                        "ActivityEndpoint",
                        "AssuranceEndpoint",
                        "OAuth2TokenEndpointFilter",
                        "OAuth2TokenIntrospectionEndpointFilter",
                        "OAuth2TokenRevocationEndpointFilter",
                        "OAuth2PushedAuthorizationRequestEndpointFilter");
    }

    @Test
    @Requirement("HC-MACHINE-FILTERS")
    void only_what_proves_an_application_goes_that_way() {
        var taken = Map.of(
                "POST /oauth2/token", true,
                "POST /oauth2/par", true,
                "POST /oauth2/introspect", true,
                "POST /oauth2/revoke", true,
                "POST /session/activity", true,
                "GET /assurance/sessions/x", true,
                "GET /oauth2/token", false,
                "POST /oauth2/authorize", false,
                "POST /userinfo", false,
                "POST /oauth2/token/", false);
        assertThat(taken)
                .allSatisfy((asked, isMachines) ->
                        assertThat(machines.matches(request(asked))).isEqualTo(isMachines));
        assertThat(all.getFilterChains()).startsWith(machines, protocol);
    }

    @Test
    @Requirement("HC-FIREWALL-HEADERS")
    void headers_are_judged_as_the_framework_judges_them() {
        var framework = new StrictHttpFirewall();
        for (char letter = 0; letter < Character.MAX_VALUE; letter++) {
            String text = "a" + letter + "b";
            assertThat(HeaderValues.isValue(text))
                    .as("value %04x", (int) letter)
                    .isEqualTo(lets(framework, "X-A", text));
            assertThat(HeaderValues.isName(text)).as("name %04x", (int) letter).isEqualTo(lets(framework, text, "b"));
        }
    }

    private static boolean lets(StrictHttpFirewall framework, String name, String value) {
        var request = new MockHttpServletRequest("GET", "/");
        request.addHeader(name, value);
        try {
            framework.getFirewalledRequest(request).getHeader(name);
            return true;
        } catch (RequestRejectedException refused) {
            return false;
        }
    }

    private static MockHttpServletRequest request(String asked) {
        String[] words = asked.split(" ", 2);
        return new MockHttpServletRequest(words[0], words[1]);
    }

    private static List<String> names(SecurityFilterChain chain) {
        return chain.getFilters().stream().map(MachineFiltersTest::name).collect(Collectors.toList());
    }

    private static String name(Filter filter) {
        return filter.getClass().getSimpleName();
    }
}
