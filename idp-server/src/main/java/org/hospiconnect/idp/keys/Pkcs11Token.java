package org.hospiconnect.idp.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.HexFormat;
import java.util.Optional;
import org.hospiconnect.idp.keys.KeySettings.Pkcs11;
import org.springframework.stereotype.Component;

/** The PKCS#11 token of the settings, open; a start without it says in one line what is wrong. */
@Component
class Pkcs11Token {

    private static final String SETTINGS = "hospiconnect.keys.pkcs11";

    private final Optional<Pkcs11> settings;
    private final Optional<Open> open;

    Pkcs11Token(KeySettings keys) {
        this.settings = Optional.ofNullable(keys.pkcs11());
        this.open = settings.map(Pkcs11Token::open);
    }

    /** @param provider who works with the token's keys */
    record Open(Provider provider, KeyStore keys) {}

    /** Where signing keys are made, if that was chosen. */
    Optional<Open> forSigning() {
        return open.filter(_ -> settings.filter(Pkcs11::signingKeys).isPresent());
    }

    /** Whatever it is used for. */
    Optional<Open> open() {
        return open;
    }

    /** The label of the key that wraps, if the token has it. */
    Optional<String> keyEncryptionKey() {
        return settings.flatMap(Pkcs11::keyEncryptionKey);
    }

    /** What takes a private key out of it by hand: OpenSC's tool, which asks for the PIN. */
    Optional<String> removal(String kid) {
        return settings.map(named -> "pkcs11-tool --module " + named.library()
                + named.slot().map(slot -> " --slot " + slot).orElse("")
                + " --login --delete-object --type privkey --id "
                + HexFormat.of().formatHex(kid.getBytes(StandardCharsets.UTF_8)));
    }

    private static Open open(Pkcs11 token) {
        if (!Files.isReadable(token.library())) {
            throw new IllegalStateException(SETTINGS + ".library: no file " + token.library());
        }
        char[] pin = pin(token).toCharArray();
        try {
            Provider provider = Security.getProvider("SunPKCS11").configure(configuration(token));
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, pin);
            return new Open(provider, keys);
        } catch (GeneralSecurityException | IOException | ProviderException | IllegalArgumentException refused) {
            throw new IllegalStateException(SETTINGS + ": the token does not open (library " + token.library()
                    + ", slot " + token.slot().map(Object::toString).orElse("the first") + "): " + reason(refused));
        }
    }

    // two dashes: what follows is the configuration itself
    private static String configuration(Pkcs11 token) {
        return "--name = HospiConnect\nlibrary = " + token.library().toAbsolutePath() + "\n"
                + token.slot().map(slot -> "slot = " + slot).orElse("slotListIndex = 0")
                + "\nattributes(*, CKO_PRIVATE_KEY, *) = { CKA_SENSITIVE = true CKA_EXTRACTABLE = false }\n";
    }

    private static String pin(Pkcs11 token) {
        Optional<String> pin =
                token.pin().or(() -> Optional.ofNullable(token.pinFile()).map(Pkcs11Token::read));
        return pin.filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalStateException("no PIN: " + SETTINGS + ".pin or .pin-file"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IllegalStateException(SETTINGS + ".pin-file: can't read " + file);
        }
    }

    // "load failed" says nothing, its cause does: CKR_PIN_INCORRECT, CKR_SLOT_ID_INVALID
    private static String reason(Throwable refused) {
        Throwable last = refused;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.toString() : last.getMessage();
    }
}
