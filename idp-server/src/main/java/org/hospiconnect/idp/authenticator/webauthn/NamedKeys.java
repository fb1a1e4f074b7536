package org.hospiconnect.idp.authenticator.webauthn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.webauthn.WebAuthnOptions.Descriptor;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;

/**
 * Which keys a typed name asks for. A name that nobody has, or whose person has no key, asks for decoys: as many as somebody has whom the
 * name draws, as long, of the same transports, and the same each time (WebAuthn L3 §14.6.2). What takes time is done
 * for every name: the same is asked of the store, and as much is found there.
 *
 * @param names whose a typed name is
 * @param read reads a person who is not looked at
 * @param secret 256 bits that all nodes share
 */
record NamedKeys(
        Function<String, Optional<Person>> names,
        Consumer<PersonId> read,
        Authenticators authenticators,
        Supplier<Bytes> secret) {

    /** As many keys are named to the browser at most: those that were enrolled last. */
    static final int MOST = 20;

    /** Whom decoys belong to: no key of anybody answers for them. */
    static final PersonId NOBODY = new PersonId(new UUID(0, 0));

    private static final Comparator<Descriptor> ORDER =
            Comparator.comparing(key -> key.id().toBase64Url());

    /** Where nobody has a key yet. */
    private static final List<Descriptor> USUAL = List.of(new Descriptor(Bytes.of(new byte[64]), List.of("usb")));

    /** By id, which tells nothing of when they were enrolled. */
    record Named(PersonId person, List<Descriptor> keys) {

        Named {
            keys = keys.stream().sorted(ORDER).toList();
        }
    }

    Named of(String name, Instant now) {
        Optional<PersonId> person = names.apply(name).map(Person::id);
        PersonId drawn = drawn(name);
        // of people one is found for every name, of lists two; the third question finds nothing
        read.accept(person.isEmpty() ? drawn : NOBODY);
        List<Descriptor> own = keys(person.orElse(NOBODY), now);
        List<Descriptor> decoys = decoys(name, keys(drawn, now));
        keys(own.isEmpty() ? drawn : NOBODY, now);
        return person.isEmpty() || own.isEmpty() ? new Named(NOBODY, decoys) : new Named(person.get(), own);
    }

    private PersonId drawn(String name) {
        ByteBuffer place = ByteBuffer.wrap(mac("place", name));
        return authenticators
                .someHolder(WebAuthnSignIn.KIND, new PersonId(new UUID(place.getLong(), place.getLong())))
                .orElse(NOBODY);
    }

    private List<Descriptor> keys(PersonId person, Instant now) {
        List<Descriptor> all = authenticators.of(person).stream()
                .filter(known -> known.kind().equals(WebAuthnSignIn.KIND) && known.isUsableAt(now))
                .map(Descriptor::of)
                .toList();
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    private List<Descriptor> decoys(String name, List<Descriptor> like) {
        List<Descriptor> shapes = like.isEmpty() ? USUAL : like;
        return shapes.stream()
                .map(shape -> new Descriptor(id(shape.id(), name), shape.transports()))
                .toList();
    }

    // of the key that it is like: it comes and goes with it, as a real one does, and never changes its length
    private Bytes id(Bytes like, String name) {
        ByteBuffer id = ByteBuffer.allocate(like.length());
        for (int block = 0; id.hasRemaining(); block++) {
            byte[] made = mac("id " + like.toBase64Url() + " " + block, name);
            id.put(made, 0, Math.min(made.length, id.remaining()));
        }
        return Bytes.of(id.array());
    }

    private byte[] mac(String what, String name) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get().toArray(), "HmacSHA256"));
            return mac.doFinal((what + "|" + name).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }
}
