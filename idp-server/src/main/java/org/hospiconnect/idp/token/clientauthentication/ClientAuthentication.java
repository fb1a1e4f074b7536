package org.hospiconnect.idp.token.clientauthentication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.Possession;
import org.hospiconnect.idp.token.ProvedClient;
import org.hospiconnect.idp.token.TokenRefusal;
import org.hospiconnect.idp.token.possession.DpopProofs;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** Is it the client that it says it is? Only by the way that this client registered, for every endpoint alike. */
@Component
public class ClientAuthentication implements AuthenticationProvider {

    private final Clients clients;
    private final RegisteredClientRepository registered;
    private final Map<String, ClientProving> ways;
    private final DpopProofs proofs;

    ClientAuthentication(
            Clients clients, RegisteredClientRepository registered, List<ClientProving> ways, DpopProofs proofs) {
        this.proofs = proofs;
        this.clients = clients;
        this.registered = registered;
        this.ways = ways.stream().collect(Collectors.toUnmodifiableMap(ClientProving::method, Function.identity()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2ClientAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        if (!(authentication.getCredentials() instanceof ClientProof proof)) {
            throw new IllegalStateException("ClientProofs reads every request");
        }
        RelyingApplication client = clients.find(proof.client())
                .filter(RelyingApplication::enabled)
                .orElseThrow(() -> CountedError.of(TokenRefusal.CLIENT_NOT_AUTHENTICATED));
        refusal(client, proof).ifPresent(refusal -> {
            throw CountedError.of(refusal);
        });
        RegisteredClient known = registered.findByClientId(client.id());
        if (known == null) {
            throw CountedError.of(TokenRefusal.CLIENT_NOT_AUTHENTICATED); // disabled since
        }
        Possession possession = proof.call().possession();
        proofs.claim(possession);
        return new ProvedClient(known, client, possession);
    }

    private Optional<TokenRefusal> refusal(RelyingApplication client, ClientProof proof) {
        return Optional.ofNullable(ways.get(client.authentication()))
                .filter(way -> way.way() == proof.way())
                .map(way -> way.refusal(client, proof))
                .orElse(Optional.of(TokenRefusal.OTHER_PROOF_REGISTERED));
    }
}
