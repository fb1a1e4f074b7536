package org.hospiconnect.idp.authenticator.webauthn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.journeys.FidoRoot;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A BLOB as FIDO makes them, signed by whichever key of the development authority is named. */
record ModelList(long serial, LocalDate nextUpdate, List<Map<String, Object>> entries) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    static ModelList number(long serial, LocalDate nextUpdate) {
        return new ModelList(serial, nextUpdate, List.of());
    }

    /** @param reports {@code STATUS} or {@code STATUS@2026-12-01} */
    ModelList with(UUID model, FidoRoot root, String... reports) {
        var more = new ArrayList<>(entries);
        more.add(Map.of(
                "aaguid",
                model,
                "metadataStatement",
                Map.of(
                        "description",
                        "Clé d’essai",
                        "icon",
                        "data:image/png;base64," + PIXEL,
                        "keyProtection",
                        List.of("hardware", "secure_element"),
                        "attestationRootCertificates",
                        List.of(base64(root.certificate()))),
                "statusReports",
                Arrays.stream(reports).map(ModelList::report).toList(),
                "timeOfLastStatusChange",
                "2026-01-01"));
        return new ModelList(serial, nextUpdate, more);
    }

    private static Map<String, String> report(String words) {
        int at = words.indexOf('@');
        return at < 0
                ? Map.of("status", words)
                : Map.of("status", words.substring(0, at), "effectiveDate", words.substring(at + 1));
    }

    String payload() {
        return JSON.writeValueAsString(
                Map.of("legalHeader", "fictional", "no", serial, "nextUpdate", nextUpdate, "entries", entries));
    }

    /** By {@code server}, whose certificate is made out to {@code localhost}. */
    String signed() {
        return signed("server", "RS256", payload());
    }

    /** @param name of a PKCS#12 file of the development authority */
    static String signed(String name, String algorithm, String payload) {
        try (var file = Files.newInputStream(TestStores.FOLDER.resolve("development/" + name + ".p12"))) {
            char[] password = DevelopmentAuthority.PASSWORD.toCharArray();
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            String alias = Collections.list(store.aliases()).getFirst();
            var chain = Arrays.stream(store.getCertificateChain(alias)).map(ModelList::base64);
            String signed =
                    encoded(JSON.writeValueAsString(Map.of("alg", algorithm, "typ", "JWT", "x5c", chain.toList())))
                            + "." + encoded(payload);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((PrivateKey) store.getKey(alias, password));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException(unfit);
        }
    }

    /** Of the certificate behind {@link #signed()}. */
    static BigInteger signer() {
        try (var file = Files.newInputStream(TestStores.FOLDER.resolve("development/server.p12"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, DevelopmentAuthority.PASSWORD.toCharArray());
            String alias = Collections.list(store.aliases()).getFirst();
            return ((X509Certificate) store.getCertificate(alias)).getSerialNumber();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The entry of a model with one member, or one of its statement, as somebody wrote it who was not careful. */
    static String oddly(String payload, UUID model, String member) {
        var root = (ObjectNode) JSON.readTree(payload);
        var odd = (ObjectNode) JSON.readTree("{" + member + "}");
        root.path("entries")
                .valueStream()
                .map(ObjectNode.class::cast)
                .filter(entry -> entry.path("aaguid").asString().equals(model.toString()))
                .forEach(entry ->
                        (odd.has("statusReports") ? entry : (ObjectNode) entry.path("metadataStatement")).setAll(odd));
        return root.toString();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void writeTo(Path file) throws IOException {
        Files.writeString(file, signed());
    }
}
