package org.hospiconnect.idp.authenticator.webauthn;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The policies of this deployment, side by side: a population has one. */
record KeyPolicies(Map<String, AttestationPolicy> byPopulation) {

    KeyPolicies {
        byPopulation = Map.copyOf(byPopulation);
    }

    /** {@link IllegalStateException} when a population stands in two. */
    static KeyPolicies of(Collection<AttestationPolicy> policies) {
        return new KeyPolicies(policies.stream()
                .flatMap(policy -> policy.populations().stream().map(population -> Map.entry(population, policy)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Does any population have keys that do not name their holder? */
    boolean takeKeysWithoutName() {
        return byPopulation.values().stream()
                .anyMatch(policy -> policy.residentKey() != AttestationPolicy.ResidentKey.REQUIRED);
    }

    AttestationPolicy of(String population) {
        return byPopulation.getOrDefault(population, AttestationPolicy.USUAL);
    }
}
