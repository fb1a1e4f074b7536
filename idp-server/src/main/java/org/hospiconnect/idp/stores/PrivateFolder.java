package org.hospiconnect.idp.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.hospiconnect.idp.value.Secrets;
import org.jspecify.annotations.Nullable;

/** A folder nobody else on the machine can read: mode 0700, its files 0600. */
record PrivateFolder(Path path) {

    static PrivateFolder of(Path path) {
        try {
            Path folder = Files.createDirectories(path.toAbsolutePath());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return new PrivateFolder(folder);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    PrivateFolder folder(String name) {
        return of(path.resolve(name));
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path write(String name, String content) {
        try {
            Path file = file(name);
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, content);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** The password kept in this file; drawn at the first call. */
    String password(String name) {
        try {
            if (!Files.exists(file(name))) {
                write(name, new Secrets().token());
            }
            return Files.readString(file(name));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** Held until this process ends; null when another process has it. */
    @Nullable
    FileLock lock(String name) {
        try {
            return FileChannel.open(file(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
