package org.hospiconnect.idp.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RelyingApplication.Profile;

/** A right registration, changed one member at a time. */
public final class ExampleApplication {

    private String id = "dpi";
    private Profile profile = Profile.STANDARD;
    private Set<String> redirectUris = Set.of("https://dpi.example/cb");
    private Set<String> postLogoutRedirectUris = Set.of();
    private String authentication = "client_secret_basic";
    private Optional<String> secretHash = Optional.of("hash");
    private Set<String> scopes = Set.of("openid");
    private Set<String> grants = Set.of("authorization_code");
    private Level leastLevel = Level.SUBSTANTIAL;
    private String tokenAlgorithm = "ES256";
    private Optional<String> establishment = Optional.of("990000115");
    private Optional<RelyingApplication.Dmp> dmp = Optional.empty();
    private boolean enabled = true;
    private ClientKeys keys = ClientKeys.NONE;
    private TokenRules tokens = TokenRules.USUAL;
    private Surroundings surroundings = Surroundings.NONE;
    private Optional<Duration> sessionIdle = Optional.empty();
    private Optional<Duration> sessionLifetime = Optional.empty();
    private SignInRules signIn = SignInRules.NONE;

    private ExampleApplication() {}

    public static ExampleApplication one(String id) {
        var example = new ExampleApplication();
        example.id = id;
        return example;
    }

    public static ExampleApplication like(RelyingApplication known) {
        var example = new ExampleApplication();
        example.id = known.id();
        example.profile = known.profile();
        example.redirectUris = known.redirectUris();
        example.postLogoutRedirectUris = known.postLogoutRedirectUris();
        example.authentication = known.authentication();
        example.secretHash = known.secretHash();
        example.scopes = known.scopes();
        example.grants = known.grants();
        example.leastLevel = known.leastLevel();
        example.tokenAlgorithm = known.tokenAlgorithm();
        example.establishment = known.establishment();
        example.dmp = known.dmp();
        example.enabled = known.enabled();
        example.keys = known.keys();
        example.tokens = known.tokens();
        example.surroundings = known.surroundings();
        example.sessionIdle = known.sessionIdle();
        example.sessionLifetime = known.sessionLifetime();
        example.signIn = known.signIn();
        return example;
    }

    public RelyingApplication get() {
        return new RelyingApplication(
                id,
                "DPI d'exemple",
                profile,
                redirectUris,
                postLogoutRedirectUris,
                authentication,
                secretHash,
                scopes,
                grants,
                leastLevel,
                tokenAlgorithm,
                establishment,
                dmp,
                enabled,
                keys,
                tokens,
                surroundings,
                sessionIdle,
                sessionLifetime,
                signIn);
    }

    public ExampleApplication sessionIdle(Duration changed) {
        sessionIdle = Optional.of(changed);
        return this;
    }

    public ExampleApplication sessionLifetime(Duration changed) {
        sessionLifetime = Optional.of(changed);
        return this;
    }

    public ExampleApplication profile(Profile changed) {
        profile = changed;
        return this;
    }

    public ExampleApplication redirectUris(String... changed) {
        redirectUris = Set.of(changed);
        return this;
    }

    public ExampleApplication postLogoutRedirectUris(String... changed) {
        postLogoutRedirectUris = Set.of(changed);
        return this;
    }

    /** With a secret where the method has one. */
    public ExampleApplication authentication(String method, Optional<String> hash) {
        authentication = method;
        secretHash = hash;
        return this;
    }

    public ExampleApplication scopes(String... changed) {
        scopes = Set.of(changed);
        return this;
    }

    public ExampleApplication grants(Set<String> changed) {
        grants = changed;
        return this;
    }

    public ExampleApplication leastLevel(Level changed) {
        leastLevel = changed;
        return this;
    }

    public ExampleApplication tokenAlgorithm(String changed) {
        tokenAlgorithm = changed;
        return this;
    }

    public ExampleApplication establishment(Optional<String> finess) {
        establishment = finess;
        return this;
    }

    public ExampleApplication dmp(Optional<RelyingApplication.Dmp> changed) {
        dmp = changed;
        return this;
    }

    public ExampleApplication disabled() {
        enabled = false;
        return this;
    }

    public ExampleApplication keys(ClientKeys changed) {
        keys = changed;
        return this;
    }

    public ExampleApplication tokens(TokenRules changed) {
        tokens = changed;
        return this;
    }

    /** With tokens bound to a key. */
    public ExampleApplication bound(TokenRules.Binding binding) {
        return tokens(with(binding, tokens.resources()));
    }

    public ExampleApplication resources(String... changed) {
        return tokens(with(tokens.binding(), Set.of(changed)));
    }

    private TokenRules with(TokenRules.Binding binding, Set<String> resources) {
        return new TokenRules(
                binding,
                tokens.requirePushed(),
                tokens.requireSignedRequest(),
                tokens.subjectType(),
                tokens.sector(),
                tokens.userInfoAlgorithm(),
                resources,
                tokens.acrAliases());
    }

    public ExampleApplication signIn(SignInRules changed) {
        signIn = changed;
        return this;
    }

    public ExampleApplication surroundings(UnaryOperator<Surroundings> change) {
        surroundings = change.apply(surroundings);
        return this;
    }
}
