package org.hospiconnect.dpi.signin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hospiconnect.dpi.DpiSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The DPI's own accounts: a small file, and, in memory only, the {@code sub} that
 * first came with each matricule.
 *
 * <p>A matricule introduces a person once; from then on {@code sub} is who they are, and the same matricule under another
 * {@code sub} is a stranger: matricules are given again, local ids never.
 */
@Component
public class Accounts {

    private final Map<String, Account> byMatricule;
    private final ConcurrentHashMap<String, String> subjects = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, String> names = new ConcurrentHashMap<>();

    /** What this person may do here is the DPI's affair, not the provider's. */
    record Account(String matricule, String ward) {}

    Accounts(DpiSettings settings, JsonMapper json) {
        try (InputStream file = settings.accounts().getInputStream()) {
            this.byMatricule = List.of(json.readValue(file, Account[].class)).stream()
                    .collect(Collectors.toUnmodifiableMap(Account::matricule, Function.identity()));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    Optional<Account> find(SignedIn person) {
        var account = person.matricule()
                .map(byMatricule::get)
                .filter(known -> subjects.computeIfAbsent(known.matricule(), first -> person.subject())
                        .equals(person.subject()));
        account.ifPresent(_ -> names.put(person.subject(), person.name()));
        return account;
    }

    /** How to call somebody whom we know; an access token says {@code sub} only. */
    public Optional<String> nameOf(String subject) {
        return Optional.ofNullable(names.get(subject));
    }
}
