package org.hospiconnect.idp.admin;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.net.ExtendedSocketOptions;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Where operators' commands come in: {@code operator.sock} in the data folder, mode 0600. The other side's OS user, as the
 * kernel says it, is the actor in the trail; only the server's own user and root are heard.
 */
@Component
class OperatorSocket implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);

    private final Path path;
    private final OperatorDesk desk;
    private volatile @Nullable ServerSocketChannel server;

    OperatorSocket(DataSettings data, OperatorDesk desk) {
        this.path = data.folder().resolve("operator.sock");
        this.desk = desk;
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.deleteIfExists(path);
            var opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            opened.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            server = opened;
            Thread.ofVirtual().name("operator").start(() -> acceptWhileOpen(opened));
        } catch (IOException unable) {
            throw new UncheckedIOException("cannot open " + path, unable);
        }
    }

    @Override
    public void stop() {
        try {
            ServerSocketChannel open = server;
            server = null;
            if (open != null) {
                open.close();
                Files.deleteIfExists(path);
            }
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    private void acceptWhileOpen(ServerSocketChannel opened) {
        while (opened.isOpen()) {
            try {
                SocketChannel caller = opened.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (ClosedChannelException stopped) {
                return;
            } catch (IOException failed) {
                LOG.atWarn().setCause(failed).log("operator's socket");
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            UserPrincipal user =
                    caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            OutputStream out = Channels.newOutputStream(caller);
            var printer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
            int code = 1;
            // the kernel's numbers, not names: a container's user may have none
            if (user.getName().equals("root") || user.equals(Files.getOwner(path))) {
                var asked = OperatorProtocol.read(
                        new DataInputStream(new BufferedInputStream(Channels.newInputStream(caller))));
                code = desk.run("os:" + user.getName(), asked.arguments(), files(asked), printer);
            } else {
                printer.println("only the server's own user and root are heard");
            }
            printer.flush();
            out.write(new byte[] {OperatorProtocol.END, (byte) code});
        } catch (IOException gone) {
            LOG.atInfo().addKeyValue("cause", gone.getMessage()).log("an operator's call ended early");
        }
    }

    private static Map<String, Bytes> files(OperatorProtocol.Asked asked) {
        return asked.files().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> Bytes.of(file.getValue().bytes())));
    }
}
