package org.hospiconnect.journeys;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The operator's socket of the running server, spoken directly: a hundred commands would start a hundred JVMs. The words, then
 * the files they name; back come text, a zero byte and the exit code.
 */
record OperatorDoor(Path socket) {

    /** What a command that must succeed printed. */
    String run(List<Path> files, String... words) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
            out.writeInt(words.length);
            for (String word : words) {
                out.writeUTF(word);
            }
            out.writeInt(files.size());
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                out.writeUTF(file.toString());
                out.writeInt(content.length);
                out.write(content);
            }
            out.flush();
            return answer(Channels.newInputStream(channel).readAllBytes(), words[0]);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private static String answer(byte[] answered, String command) {
        int end = answered.length - 2;
        String text = new String(answered, 0, Math.max(0, end), StandardCharsets.UTF_8);
        if (end < 0 || answered[end] != 0 || answered[end + 1] != 0) {
            throw new IllegalStateException(command + " failed: " + text);
        }
        return text;
    }
}
