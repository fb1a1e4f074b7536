package org.hospiconnect.idp.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.Establishment;
import org.hospiconnect.idp.directory.Establishments;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The use case of registering: rules, secret, trail. */
@Component
public class Registrations {

    private final Clients clients;
    private final Establishments establishments;
    private final ClientSecrets secrets;
    private final TokenKeys tokenKeys;
    private final LongestSession longest;
    private final SignInWords words;
    private final AuditTrail trail;
    private final RegistrationTrail told;

    Registrations(
            Clients clients,
            Establishments establishments,
            ClientSecrets secrets,
            TokenKeys tokenKeys,
            LongestSession longest,
            SignInWords words,
            AuditTrail trail,
            JsonMapper json) {
        this.tokenKeys = tokenKeys;
        this.longest = longest;
        this.words = words;
        this.clients = clients;
        this.establishments = establishments;
        this.secrets = secrets;
        this.trail = trail;
        this.told = new RegistrationTrail(json);
    }

    /** What came of a registration. */
    public sealed interface Result {

        /** Kept; {@code secret} is there when one was generated that no file has. */
        record Kept(Change change, Optional<String> secret) implements Result {

            @Override
            public String toString() {
                return "Kept[" + change + "]";
            }
        }

        record Refused(List<RegistrationFault> faults) implements Result {}
    }

    public enum Change {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /** What registering this would change, a line a member; empty when there is no such application yet. */
    public Optional<List<String>> changes(ApplicationSettings wanted) {
        return clients.find(wanted.id()).map(known -> told.changes(known, wanted.toApplication(known.secretHash())));
    }

    /** Adds or changes by id; an application that has a secret keeps it while it proves itself by one. */
    @Transactional
    public Result register(ApplicationSettings wanted, String actor) {
        Optional<RelyingApplication> known = clients.find(wanted.id());
        boolean none = !wanted.toApplication(Optional.empty()).hasSecret();
        Optional<String> fromFile =
                wanted.secretFile().map(Path::of).filter(Files::exists).map(Registrations::read);
        boolean kept = wanted.secretFile().isEmpty()
                && known.flatMap(RelyingApplication::secretHash).isPresent();
        Optional<ClientSecrets.Issued> issued =
                none || fromFile.isPresent() || kept ? Optional.empty() : Optional.of(secrets.issue());
        Optional<String> hash = none ? Optional.empty() : hash(fromFile, issued, known);
        RelyingApplication application = wanted.toApplication(hash);
        var faults = faults(application);
        if (!faults.isEmpty()) {
            return new Result.Refused(faults);
        }
        if (known.filter(application::equals).isPresent()) {
            return new Result.Kept(Change.UNCHANGED, Optional.empty());
        }
        clients.put(application);
        trail.record(told.entry(known, application).actor(actor));
        issued.ifPresent(secret -> wanted.secretFile().map(Path::of).ifPresent(file -> write(file, secret.secret())));
        return new Result.Kept(
                known.isPresent() ? Change.CHANGED : Change.ADDED,
                issued.filter(_ -> wanted.secretFile().isEmpty()).map(ClientSecrets.Issued::secret));
    }

    private List<RegistrationFault> faults(RelyingApplication application) {
        var faults = new ArrayList<>(RegistrationRules.faults(application));
        establishment(application).ifPresent(faults::add);
        sessions(application).forEach(faults::add);
        words(application.signIn()).forEach(faults::add);
        if (faults.isEmpty()) {
            Stream.concat(Stream.of(application.tokenAlgorithm()), application.tokens().userInfoAlgorithm().stream())
                    .filter(algorithm -> !tokenKeys.prepare(algorithm))
                    .map(algorithm -> new RegistrationFault(
                            RegistrationFault.Reason.ALGORITHM_UNKNOWN,
                            algorithm
                                    + " keys can't be made in a PKCS#11 token (hospiconnect.keys.pkcs11.signing-keys)"))
                    .forEach(faults::add);
        }
        return List.copyOf(faults);
    }

    // It would never count, and who reads the registration would believe that it does.
    private Stream<RegistrationFault> sessions(RelyingApplication application) {
        var idle = application
                .sessionIdle()
                .filter(wanted -> wanted.compareTo(longest.idle()) > 0)
                .map(_ -> new RegistrationFault(
                        RegistrationFault.Reason.SESSION_IDLE, "session-idle: others' end after " + longest.idle()));
        var lifetime = application
                .sessionLifetime()
                .filter(wanted -> wanted.compareTo(longest.lifetime()) > 0)
                .map(_ -> new RegistrationFault(
                        RegistrationFault.Reason.SESSION_LIFETIME,
                        "session-lifetime: others' end after " + longest.lifetime()));
        return Stream.concat(idle.stream(), lifetime.stream());
    }

    // Everybody would be shut out.
    private Stream<RegistrationFault> words(SignInRules rules) {
        return Stream.concat(
                unknown(rules.kinds(), words.kinds(), RegistrationFault.Reason.KIND_UNKNOWN),
                unknown(rules.zones(), words.zones(), RegistrationFault.Reason.ZONE_UNKNOWN));
    }

    private static Stream<RegistrationFault> unknown(
            Set<String> named, Set<String> known, RegistrationFault.Reason reason) {
        return named.stream()
                .filter(word -> !known.contains(word))
                .sorted()
                .map(word -> new RegistrationFault(
                        reason, word + "; known: " + known.stream().sorted().toList()));
    }

    // Whose matricule would the application get?
    private Optional<RegistrationFault> establishment(RelyingApplication application) {
        return application
                .establishment()
                .filter(finess -> establishments.find(finess).isEmpty())
                .map(finess -> new RegistrationFault(
                        RegistrationFault.Reason.ESTABLISHMENT_UNKNOWN,
                        finess + " is no establishment of the directory; known: "
                                + establishments.all().stream()
                                        .map(Establishment::finess)
                                        .sorted()
                                        .toList()));
    }

    // A secret that is still right keeps its hash, so that an unchanged application is seen as unchanged.
    private Optional<String> hash(
            Optional<String> fromFile, Optional<ClientSecrets.Issued> issued, Optional<RelyingApplication> known) {
        Optional<String> kept = known.flatMap(RelyingApplication::secretHash);
        if (fromFile.isPresent()) {
            return kept.filter(hash -> secrets.matches(fromFile.get(), hash)).or(() -> fromFile.map(secrets::hash));
        }
        return issued.map(ClientSecrets.Issued::hash).or(() -> kept);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    private static void write(Path file, String secret) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret);
        } catch (IOException unable) {
            throw new UncheckedIOException("cannot write " + file, unable);
        }
    }
}
