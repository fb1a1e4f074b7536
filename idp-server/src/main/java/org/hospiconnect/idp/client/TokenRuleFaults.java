package org.hospiconnect.idp.client;

import static org.hospiconnect.idp.client.RegistrationFault.Reason.ALGORITHM_UNKNOWN;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.FAPI2_ALGORITHM;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.FAPI2_AUTHENTICATION;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.FAPI2_BINDING;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.ORIGIN_MALFORMED;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.RESOURCE_MALFORMED;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.SECTOR_NEEDED;
import static org.hospiconnect.idp.client.RegistrationRules.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.client.TokenRules.Binding;
import org.hospiconnect.idp.client.TokenRules.SubjectType;

/** What the token rules and surroundings of a registration must be, and what the profile {@code fapi2} asks besides. */
final class TokenRuleFaults {

    /** FAPI 2.0 §5.3.2.1: no secrets. */
    private static final Set<String> FAPI2_AUTHENTICATIONS =
            Set.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");

    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[\\x21-\\x7e&&[^#]]+");

    private TokenRuleFaults() {}

    static List<RegistrationFault> of(RelyingApplication application) {
        var faults = new ArrayList<RegistrationFault>();
        TokenRules tokens = application.tokens();
        tokens.userInfoAlgorithm()
                .ifPresent(name -> check(
                        faults, RegistrationRules.ALGORITHMS.contains(name), ALGORITHM_UNKNOWN, "userinfo " + name));
        tokens.resources().stream()
                .sorted()
                .forEach(resource -> check(faults, isResource(resource), RESOURCE_MALFORMED, resource));
        checkSector(faults, application);
        checkSurroundings(faults, application.surroundings());
        if (application.profile() == Profile.FAPI2) {
            checkFapi2(faults, application);
        }
        return List.copyOf(faults);
    }

    /** OpenID Connect Core §8.1: several hosts give several names unless one host stands for them. */
    private static void checkSector(List<RegistrationFault> faults, RelyingApplication application) {
        boolean pairwise = application.tokens().subjectType() == SubjectType.PAIRWISE;
        long hosts = application.redirectUris().stream()
                .filter(address -> AddressRules.fault(address).isEmpty())
                .map(address -> URI.create(address).getHost())
                .distinct()
                .count();
        boolean clear = hosts <= 1 || application.tokens().sector().isPresent();
        check(faults, !pairwise || clear, SECTOR_NEEDED, "tokens: sector");
    }

    private static void checkSurroundings(List<RegistrationFault> faults, Surroundings surroundings) {
        surroundings.browserOrigins().stream()
                .sorted()
                .forEach(origin -> check(faults, AddressRules.isOrigin(origin), ORIGIN_MALFORMED, origin));
        surroundings.backchannelLogoutUri().flatMap(AddressRules::https).ifPresent(faults::add);
        surroundings.interfaces().stream()
                .sorted()
                .forEach(address -> check(faults, isResource(address), RESOURCE_MALFORMED, address));
    }

    private static void checkFapi2(List<RegistrationFault> faults, RelyingApplication application) {
        String method = application.authentication();
        check(faults, FAPI2_AUTHENTICATIONS.contains(method), FAPI2_AUTHENTICATION, method);
        Binding binding = application.tokens().binding();
        check(faults, binding != Binding.NONE, FAPI2_BINDING, "tokens: binding");
        String algorithm = application.tokenAlgorithm();
        // §5.4.1: PS256, ES256, EdDSA
        check(faults, !algorithm.equals("RS256"), FAPI2_ALGORITHM, algorithm);
    }

    /** RFC 8707 §2: absolute, no fragment. */
    private static boolean isResource(String resource) {
        return RESOURCE.matcher(resource).matches();
    }
}
