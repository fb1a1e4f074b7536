package org.hospiconnect.idp.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A PostgreSQL process of our own, on loopback with a generated password; its data outlive it. */
final class EmbeddedPostgres {

    static final String USER = "hospiconnect";

    private static final String VERSION = "18.6";

    private final ChildProcess process;
    private final int port;
    private final String password;

    private EmbeddedPostgres(ChildProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    static EmbeddedPostgres start(PrivateFolder folder) {
        Path binaries = unpack(folder);
        Path data = folder.file("data");
        Path log = folder.file("postgres.log");
        String password = folder.password("password");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            ChildProcess.run("initdb", initdb(binaries, data, folder.file("password")), log);
        }
        // a server killed before leaves processes that notice it a moment later and hold the data until then
        for (int attempt = 0; attempt < 40; attempt++) {
            int port = PrivateFolder.freePort();
            var process = ChildProcess.start("PostgreSQL", postgres(binaries, data, port), log);
            var started = new EmbeddedPostgres(process, port, password);
            if (started.isReady()) {
                return started;
            }
            pause(Duration.ofMillis(500));
        }
        throw new IllegalStateException("PostgreSQL did not start, see " + log);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    String password() {
        return password;
    }

    /** Fast shutdown: sessions are ended, everything committed is on disk. */
    void stop() {
        process.stop("INT");
    }

    private static List<String> initdb(Path binaries, Path data, Path password) {
        return List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--auth=scram-sha-256",
                "--username=" + USER,
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C");
    }

    private static List<String> postgres(Path binaries, Path data, int port) {
        return List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=300");
    }

    /** Waits until it answers; false when it ended instead. */
    private boolean isReady() {
        registerDriver();
        for (int asked = 0; asked < 600 && process.isAlive(); asked++) {
            try (var connection = DriverManager.getConnection(url(), USER, password)) {
                return connection.isValid(1);
            } catch (SQLException notYet) {
                pause(Duration.ofMillis(50));
            }
        }
        return false;
    }

    // From within the packaged jar the driver is not found by itself.
    private static void registerDriver() {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("the PostgreSQL driver is part of this server", missing);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path unpack(PrivateFolder folder) {
        Path target = folder.file("binaries-" + VERSION);
        if (Files.exists(target.resolve("unpacked"))) {
            return target;
        }
        String archive = "/postgres-linux-" + architecture() + ".txz";
        try (InputStream packed = EmbeddedPostgres.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IllegalStateException(
                        "no embedded PostgreSQL for this machine: set spring.datasource.url to one of yours");
            }
            unpack(new TarArchiveInputStream(new XZInputStream(packed)), target);
            Files.createFile(target.resolve("unpacked"));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
        return target;
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    private static void unpack(TarArchiveInputStream archive, Path target) throws IOException {
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new IllegalStateException("archive entry outside its folder");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(file.getParent());
                Files.deleteIfExists(file);
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(file.getParent());
                Files.deleteIfExists(file);
                Files.copy(archive, file);
                boolean program = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
            }
        }
    }
}
