package org.hospiconnect.idp.token.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.ReferencePage;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The page of endpoints is what the provider announces and answers. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-ENDPOINTS-DOCUMENTED")
class EndpointsReferenceJourneyTest {

    /** Not announced anywhere: one finds them by convention. */
    private static final Set<String> WELL_KNOWN =
            Set.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

    /** Of no method and of no such page. */
    private static final Set<Integer> NOTHING_THERE = Set.of(404, 405);

    private final Map<String, Set<String>> documented = ReferencePage.of("endpoints.md").rows("Methods").stream()
            .collect(
                    Collectors.toMap(row -> row.get(1), row -> Set.of(row.get(0).split(", "))));

    private final ProviderFixture provider;
    private final AddressSettings address;

    @Autowired
    EndpointsReferenceJourneyTest(ProviderFixture provider, AddressSettings address) {
        this.provider = provider;
        this.address = address;
    }

    @Test
    void every_announced_address_is_documented_and_no_other() {
        var announced = new TreeSet<>(WELL_KNOWN);
        var metadata = new JsonMapper()
                .readTree(send("GET", "/.well-known/openid-configuration").body());
        metadata.propertyStream()
                .filter(member -> member.getKey().matches(".*_endpoint|jwks_uri"))
                .map(member -> member.getValue().asString())
                .map(announcedAt ->
                        announcedAt.substring(address.issuer().toString().length()))
                .forEach(announced::add);

        assertThat(new TreeSet<>(documented.keySet())).isEqualTo(announced);
    }

    @Test
    void every_documented_method_is_answered_and_no_other() {
        assertThat(documented).allSatisfy((path, methods) -> {
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                boolean isThere = !NOTHING_THERE.contains(send(method, path).statusCode());
                assertThat(isThere).as("%s %s", method, path).isEqualTo(methods.contains(method));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connect/register",
                "/oauth2/register",
                "/oauth2/device_authorization",
                "/oauth2/device_verification",
                "/oauth2/consent",
                "/oauth2/userinfo",
                "/login",
                "/logout"
            })
    void what_the_framework_could_offer_besides_is_not_there(String path) {
        // who does not prove itself hears 401 where the framework asks first
        var proved = provider.application();

        assertThat(send("GET", path).statusCode()).isIn(NOTHING_THERE);
        assertThat(proved.post(path, Map.of("client_id", proved.registered().id(), "scope", "openid"))
                        .status())
                .isIn(NOTHING_THERE);
    }

    @Test
    void every_grant_is_documented() {
        var grants = ReferencePage.of("endpoints.md").rows("Grant").stream()
                .map(List::getFirst)
                .toList();
        var announced = new JsonMapper()
                .readTree(send("GET", "/.well-known/openid-configuration").body())
                .get("grant_types_supported");

        assertThat(grants)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(new JsonMapper().convertValue(announced, String[].class))
                                .toList());
    }

    private java.net.http.HttpResponse<String> send(String method, String path) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address.page(path)))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
