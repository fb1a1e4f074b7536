package org.hospiconnect.idp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The last signed end of this server's chain, in its own folder as well, {@code trail-end-NODE.jws}: whoever owns the database can
 * remove the end of the chain with its signature there, and not here.
 */
@Component
class SignedEndFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SignedEndFiles.class);
    private static final String NAMED = "trail-end-%s.jws";

    private final Path folder;
    private final Path own;

    SignedEndFiles(DataSettings data, AuditSettings settings) {
        this.folder = data.folder().toAbsolutePath();
        this.own = folder.resolve(NAMED.formatted(word(settings.node())));
    }

    private static String word(String node) {
        return node.matches("[A-Za-z0-9_-]{1,64}")
                ? node
                : Bytes.of(node.getBytes(UTF_8)).sha256().toBase64Url();
    }

    /** File → JWS; a server that had another name has left one, too. What can't be read is the empty text. */
    Map<Path, String> all() {
        var found = new TreeMap<Path, String>();
        try (var files = Files.newDirectoryStream(folder, NAMED.formatted("*"))) {
            files.forEach(file -> found.put(file, read(file)));
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    /** The one of this server. */
    Optional<String> ofThisServer() {
        return Files.notExists(own) ? Optional.empty() : Optional.of(read(own));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            LOG.atError().addKeyValue("file", file).setCause(unreadable).log("a signed end of the trail can't be read");
            return "";
        }
    }

    /** In the place of the one before, whole or not at all; the trail goes on without. */
    void keep(String jws) {
        Path whole = folder.resolve(own.getFileName() + ".new");
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var anew = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try {
            try (var channel = FileChannel.open(whole, anew, mine)) {
                channel.write(ByteBuffer.wrap(jws.getBytes(UTF_8)));
                channel.force(true);
            }
            Files.move(whole, own, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unable) {
            LOG.atWarn()
                    .addKeyValue("file", own)
                    .addKeyValue("cause", unable.getClass().getSimpleName())
                    .log("the signed end of the trail is not kept outside the database");
        }
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
