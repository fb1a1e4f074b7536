package org.hospiconnect.idp.token.endpoint;

import static java.util.Map.entry;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.client.TokenRules.SubjectType;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.token.Activities;
import org.hospiconnect.idp.token.ClientJwts;
import org.hospiconnect.idp.token.PersonClaim;
import org.hospiconnect.idp.token.ProtocolEndpoints;
import org.hospiconnect.idp.token.TokenSettings;
import org.hospiconnect.idp.token.authorization.AuthorizationChecks;
import org.hospiconnect.idp.token.clientauthentication.ClientProving;
import org.hospiconnect.idp.token.possession.DpopProofs;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;
import org.springframework.stereotype.Component;

/** What this provider says of itself: only what is on, read from where it is decided. */
@Component
class Discovery {

    private static final List<String> TOKEN_CLAIMS =
            List.of("iss", "sub", "aud", "exp", "iat", "nonce", "azp", "sid", "auth_time", "acr", "amr");

    /** A member of ours: where applications report that a person is there. */
    private static final String ACTIVITY = "session_activity_endpoint";

    private final AddressSettings address;
    private final AcrNames acrNames;
    private final KeyRing keys;
    private final List<TokenGrant> grants;
    private final List<ClientProving> ways;
    private final TokenSettings settings;

    Discovery(
            AddressSettings address,
            AcrNames acrNames,
            KeyRing keys,
            List<TokenGrant> grants,
            List<ClientProving> ways,
            TokenSettings settings) {
        this.settings = settings;
        this.address = address;
        this.acrNames = acrNames;
        this.keys = keys;
        this.grants = List.copyOf(grants);
        this.ways = List.copyOf(ways);
    }

    /** OpenID Connect Discovery 1.0. */
    void describe(OidcProviderConfiguration.Builder metadata) {
        metadata.claims(members -> {
            oauth(members);
            members.putAll(openId());
        });
    }

    /** RFC 8414. */
    void describe(OAuth2AuthorizationServerMetadata.Builder metadata) {
        metadata.claims(this::oauth);
    }

    private void oauth(Map<String, Object> members) {
        // the framework announces what none of our clients can have
        aliases(members);
        members.put("dpop_signing_alg_values_supported", DpopProofs.algorithms()); // RFC 9449 §5.1
        var authentications = ways.stream().map(ClientProving::method).sorted().toList();
        var confidential = authentications.stream()
                .filter(method -> !method.equals("none"))
                .toList();
        members.put(
                "grant_types_supported",
                grants.stream().map(TokenGrant::type).sorted().toList());
        members.put(
                "scopes_supported", RegistrationRules.SCOPES.stream().sorted().toList());
        members.put("token_endpoint_auth_methods_supported", authentications);
        members.put("revocation_endpoint_auth_methods_supported", authentications);
        members.put("introspection_endpoint_auth_methods_supported", confidential); // RFC 7662 §2.1
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            members.put(endpoint + "_endpoint_auth_signing_alg_values_supported", ClientJwts.names());
        }
        members.put("response_modes_supported", AuthorizationChecks.MODES);
        members.put("request_parameter_supported", true); // RFC 9101 §10.5
        members.put("request_uri_parameter_supported", false); // but for pushed ones
        members.put("request_object_signing_alg_values_supported", ClientJwts.names());
        members.put("authorization_response_iss_parameter_supported", true); // RFC 9207 §3
    }

    /** RFC 8705 §3.3 and §5. */
    private void aliases(Map<String, Object> members) {
        members.keySet().remove("tls_client_certificate_bound_access_tokens");
        settings.machineAddress().ifPresent(machine -> {
            members.put("tls_client_certificate_bound_access_tokens", true);
            members.put(
                    "mtls_endpoint_aliases",
                    Map.of(
                            "token_endpoint",
                            machine + "/oauth2/token",
                            "revocation_endpoint",
                            machine + "/oauth2/revoke",
                            "introspection_endpoint",
                            machine + "/oauth2/introspect",
                            "pushed_authorization_request_endpoint",
                            machine + "/oauth2/par",
                            "userinfo_endpoint",
                            machine + "/userinfo",
                            ACTIVITY,
                            machine + Activities.PATH));
        });
    }

    private Map<String, Object> openId() {
        return Map.ofEntries(
                entry(ACTIVITY, address.page(Activities.PATH)),
                entry("end_session_endpoint", address.page(ProtocolEndpoints.LOGOUT)),
                entry("backchannel_logout_supported", true),
                entry("backchannel_logout_session_supported", true),
                entry("id_token_signing_alg_values_supported", algorithms()),
                entry("userinfo_signing_alg_values_supported", algorithms()),
                entry("subject_types_supported", subjectTypes()),
                entry("acr_values_supported", acrNames.announced()),
                entry("claims_supported", claims()),
                entry("prompt_values_supported", AuthorizationChecks.PROMPTS),
                entry("display_values_supported", AuthorizationChecks.DISPLAYS),
                entry("ui_locales_supported", List.of("fr", "en")),
                entry("claims_parameter_supported", true));
    }

    private static List<String> subjectTypes() {
        return Stream.of(SubjectType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> claims() {
        return Stream.concat(TOKEN_CLAIMS.stream(), PersonClaim.ALL.stream().map(PersonClaim::name))
                .toList();
    }

    // each is there for the application that is registered with it; RS256 has to be (Core §15.1)
    private List<String> algorithms() {
        return keys.algorithms().stream().map(JWSAlgorithm::getName).sorted().toList();
    }
}
