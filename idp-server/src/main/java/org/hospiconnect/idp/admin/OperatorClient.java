package org.hospiconnect.idp.admin;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator's side of the socket: {@code OperatorClient SOCKET WORD…}. Plain Java, so that it starts at once; sends with
 * the words the content of those that name a file, prints what comes back, exits with the command's code.
 */
public final class OperatorClient {

    private OperatorClient() {}

    public static void main(String[] arguments) {
        System.exit(run(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length)));
    }

    private static int run(Path socket, List<String> words) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
            OperatorProtocol.write(out, new OperatorProtocol.Asked(words, files(words)));
            return print(Channels.newInputStream(channel));
        } catch (IOException unreachable) {
            System.err.println("No server answers at " + socket + ": start it with ./hospiconnect serve or demo.");
            return 1;
        }
    }

    private static Map<String, OperatorProtocol.Content> files(List<String> words) throws IOException {
        var files = new LinkedHashMap<String, OperatorProtocol.Content>();
        for (String word : words) {
            Path file = Path.of(word);
            if (Files.isRegularFile(file)
                    && Files.isReadable(file)
                    && Files.size(file) <= OperatorProtocol.MOST_BYTES) {
                files.put(word, new OperatorProtocol.Content(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static int print(InputStream answer) throws IOException {
        for (int read = answer.read(); read >= 0; read = answer.read()) {
            if (read == OperatorProtocol.END) {
                System.out.flush();
                return Math.max(0, answer.read());
            }
            System.out.write(read);
            if (read == '\n') {
                System.out.flush();
            }
        }
        System.err.println("The server ended the connection.");
        return 1;
    }
}
