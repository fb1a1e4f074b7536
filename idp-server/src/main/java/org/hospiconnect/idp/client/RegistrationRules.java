package org.hospiconnect.idp.client;

import static org.hospiconnect.idp.client.RegistrationFault.Reason.ALGORITHM_UNKNOWN;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.AUTHENTICATION_UNKNOWN;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.DMP_INCOMPLETE;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.DMP_WITHOUT_EXCHANGE;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.EXCHANGE_WITHOUT_DMP;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.GRANT_MISSING;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.GRANT_OF_PUBLIC_CLIENT;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.GRANT_UNKNOWN;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.ID_MALFORMED;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.LEGACY_PUBLIC_CLIENT;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.NAME_MISSING;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.OFFLINE_WITHOUT_REFRESH;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.REDIRECT_MISSING;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.SCOPE_UNKNOWN;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.SECRET_MISSING;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.SECRET_OF_PUBLIC_CLIENT;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.SESSION_IDLE;
import static org.hospiconnect.idp.client.RegistrationFault.Reason.SESSION_LIFETIME;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hospiconnect.idp.client.RegistrationFault.Reason;

/** What a registration must be before it is kept: pure; every fault is listed, not the first only. */
public final class RegistrationRules {

    public static final String AUTHORIZATION_CODE = "authorization_code";
    public static final String REFRESH_TOKEN = "refresh_token";
    /** OpenID Connect Core §11. */
    public static final String OFFLINE_ACCESS = "offline_access";

    public static final String CLIENT_CREDENTIALS = "client_credentials";
    public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    /** The application may ask what the level of its own people's sessions rests on. */
    public static final String SESSION_ASSURANCE = "assurance:sessions";

    public static final Set<String> SCOPES =
            Set.of("openid", "profile", "email", "offline_access", "rpps", "work_situation", "rie_evidence");
    public static final Set<String> GRANTS =
            Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS, TOKEN_EXCHANGE);
    public static final Set<String> AUTHENTICATIONS = Set.of(
            "client_secret_basic",
            "client_secret_post",
            "private_key_jwt",
            "tls_client_auth",
            "self_signed_tls_client_auth",
            "none");
    public static final Set<String> ALGORITHMS = Set.of("ES256", "RS256", "PS256", "EdDSA");

    /** RFC 6749 §3.3, within reason. */
    private static final Pattern MACHINE_SCOPE = Pattern.compile("(?=[^:/.]*[:/.])[\\x21-\\x7e&&[^\"\\\\]]{3,100}");

    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(4);

    private RegistrationRules() {}

    public static List<RegistrationFault> faults(RelyingApplication application) {
        var faults = new ArrayList<RegistrationFault>();
        check(faults, application.id().matches("[A-Za-z0-9._-]{1,64}"), ID_MALFORMED, application.id());
        check(faults, !application.name().isBlank(), NAME_MISSING, "name");
        checkRedirects(faults, application);
        checkAuthentication(faults, application);
        checkWords(faults, application);
        checkDmp(faults, application);
        checkSession(faults, application);
        faults.addAll(ClientKeyRules.faults(application));
        faults.addAll(TokenRuleFaults.of(application));
        return List.copyOf(faults);
    }

    private static void checkRedirects(List<RegistrationFault> faults, RelyingApplication application) {
        boolean needsAddress = application.mayUse(AUTHORIZATION_CODE);
        check(faults, !needsAddress || !application.redirectUris().isEmpty(), REDIRECT_MISSING, "redirect-uris");
        application.redirectUris().stream()
                .sorted()
                .forEach(uri -> AddressRules.fault(uri).ifPresent(faults::add));
        application.postLogoutRedirectUris().stream()
                .sorted()
                .forEach(uri -> AddressRules.fault(uri).ifPresent(faults::add));
    }

    private static void checkAuthentication(List<RegistrationFault> faults, RelyingApplication application) {
        String method = application.authentication();
        boolean open = application.isPublic();
        check(faults, AUTHENTICATIONS.contains(method), AUTHENTICATION_UNKNOWN, method);
        check(faults, !application.hasSecret() || application.secretHash().isPresent(), SECRET_MISSING, "secret");
        check(faults, !open || application.secretHash().isEmpty(), SECRET_OF_PUBLIC_CLIENT, "secret");
        boolean legacy = application.profile() == RelyingApplication.Profile.LEGACY;
        check(faults, !(open && legacy), LEGACY_PUBLIC_CLIENT, "profile");
        for (String grant : List.of(CLIENT_CREDENTIALS, TOKEN_EXCHANGE)) {
            check(faults, !open || !application.mayUse(grant), GRANT_OF_PUBLIC_CLIENT, grant);
        }
    }

    private static void checkWords(List<RegistrationFault> faults, RelyingApplication application) {
        application.scopes().stream()
                .sorted()
                .forEach(scope ->
                        check(faults, SCOPES.contains(scope) || isOwn(application, scope), SCOPE_UNKNOWN, scope));
        application.grants().stream()
                .sorted()
                .forEach(grant -> check(faults, GRANTS.contains(grant), GRANT_UNKNOWN, grant));
        check(faults, !application.grants().isEmpty(), GRANT_MISSING, "grants");
        boolean offline = application.scopes().contains(OFFLINE_ACCESS);
        check(faults, !offline || application.mayUse(REFRESH_TOKEN), OFFLINE_WITHOUT_REFRESH, "scopes");
        String algorithm = application.tokenAlgorithm();
        check(faults, ALGORITHMS.contains(algorithm), ALGORITHM_UNKNOWN, algorithm);
    }

    /** A machine's word has a colon, slash or dot, so that it is never one of ours. */
    private static boolean isOwn(RelyingApplication application, String scope) {
        return scope.equals(SESSION_ASSURANCE)
                ? !application.isPublic()
                : application.mayUse(CLIENT_CREDENTIALS)
                        && MACHINE_SCOPE.matcher(scope).matches();
    }

    /** Only stricter than what holds for all (RIE v2 EXI RIE-PS 13), and longer than a report of activity is apart. */
    private static void checkSession(List<RegistrationFault> faults, RelyingApplication application) {
        boolean idle = isWithin(application.sessionIdle(), SHORTEST_IDLE, LONGEST_IDLE);
        check(faults, idle, SESSION_IDLE, "session-idle: 2m to 30m");
        boolean lifetime = isWithin(application.sessionLifetime(), SHORTEST_LIFETIME, LONGEST_LIFETIME);
        check(faults, lifetime, SESSION_LIFETIME, "session-lifetime: 5m to 4h");
    }

    private static boolean isWithin(Optional<Duration> given, Duration shortest, Duration longest) {
        return given.map(time -> time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0)
                .orElse(true);
    }

    private static void checkDmp(List<RegistrationFault> faults, RelyingApplication application) {
        boolean exchanges = application.mayUse(TOKEN_EXCHANGE);
        check(faults, application.dmp().isEmpty() || exchanges, DMP_WITHOUT_EXCHANGE, "dmp");
        check(faults, application.dmp().isPresent() || !exchanges, EXCHANGE_WITHOUT_DMP, "grants");
        application
                .dmp()
                .ifPresent(dmp -> check(
                        faults,
                        !dmp.lpsName().isBlank()
                                && !dmp.lpsVersion().isBlank()
                                && !dmp.homologation().isBlank(),
                        DMP_INCOMPLETE,
                        "dmp: lps-name, lps-version, homologation"));
    }

    static void check(List<RegistrationFault> faults, boolean right, Reason reason, String where) {
        if (!right) {
            faults.add(new RegistrationFault(reason, where));
        }
    }
}
