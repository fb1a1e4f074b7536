package org.hospiconnect.idp.authenticator.webauthn;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Where a BLOB, or a list of revoked certificates, comes from: an address, a file, or a folder whose youngest file counts. Bounded in
 * size, one minute, no redirect.
 */
record MetadataSource(String place) {

    /** The real one has some 10 MB. */
    static final int LARGEST = 32 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OK = 200;

    /** {@link IOException} when nothing could be read, with what stood in the way. */
    String read() throws IOException {
        return new String(bytes(LARGEST), StandardCharsets.US_ASCII).strip();
    }

    /** The same of whatever is there, no longer than {@code largest}. */
    byte[] bytes(int largest) throws IOException {
        return isAddress() ? fetched(largest) : content(file(), largest);
    }

    private boolean isAddress() {
        return place.startsWith("https://") || place.startsWith("http://");
    }

    private byte[] fetched(int largest) throws IOException {
        try (var http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(place)).build();
            var body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest);
            HttpResponse<byte[]> answer = within(http.sendAsync(request, body));
            if (answer.statusCode() != OK) {
                throw new IOException("the answer was " + answer.statusCode());
            }
            return answer.body();
        }
    }

    /** For the whole answer: one that trickles is none. */
    private static HttpResponse<byte[]> within(CompletableFuture<HttpResponse<byte[]>> pending) throws IOException {
        try {
            return pending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            pending.cancel(true);
            throw new IOException("no answer: " + failed, failed);
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("stopped while it was read", stopped);
        }
    }

    private Path file() throws IOException {
        Path path = Path.of(place);
        if (!Files.isDirectory(path)) {
            return path;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new IOException("no file in " + path));
        }
    }

    private static byte[] content(Path file, int largest) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] read = content.readNBytes(largest + 1);
            if (read.length > largest) {
                throw new IOException("larger than " + largest + " bytes");
            }
            return read;
        }
    }
}
