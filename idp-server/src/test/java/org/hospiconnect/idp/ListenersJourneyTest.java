package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A server with all its listeners, as it starts and stops. */
@JourneyTest
@ExtendWith(OutputCaptureExtension.class)
class ListenersJourneyTest {

    private final AddressSettings address;

    @Autowired
    ListenersJourneyTest(AddressSettings address) {
        this.address = address;
    }

    @Test
    @Requirement({"HC-LISTENS-LOCALLY", "HC-START-WITHOUT-WARNING"})
    void all_listen_on_this_machine_only_and_nothing_is_warned_of(CapturedOutput log) throws IOException {
        int machine = freePort();
        int tls = freePort();

        try (var node = new SecondNode(
                address,
                "--hospiconnect.listener.machine-port=" + machine,
                "--hospiconnect.listener.tls-port=" + tls,
                "--hospiconnect.token.machine-address=https://localhost:" + machine)) {
            for (int port : List.of(URI.create(node.address()).getPort(), machine, tls)) {
                assertThatCode(() -> connect("127.0.0.1", port)).doesNotThrowAnyException();
                // reaches a listener of all addresses, and is not the one of this machine's name
                assertThatThrownBy(() -> connect("127.0.0.2", port)).isInstanceOf(ConnectException.class);
            }

            assertThat(log.getAll()
                            .lines()
                            .filter(line -> line.contains("WARN"))
                            .filter(line -> !line.contains("DuplicateJson"))) // of the test framework
                    .as("but for the reservation of the demo's settings")
                    .allMatch(line -> line.contains("reservation=\"R-DEMO-"));
        }
    }

    private static void connect(String host, int port) throws IOException {
        new Socket(host, port).close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
