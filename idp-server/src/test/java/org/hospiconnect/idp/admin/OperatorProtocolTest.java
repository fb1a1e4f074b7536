package org.hospiconnect.idp.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.admin.OperatorProtocol.Asked;
import org.hospiconnect.idp.admin.OperatorProtocol.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorProtocolTest {

    private static final List<String> IMPORT = List.of("people", "import", "f.csv", "--apply");
    private static final byte[] CALL = written(new Asked(
            IMPORT, Map.of("f.csv", new Content("matricule;finess\nK1;990000115\nK2;990000115\n".getBytes(UTF_8)))));

    @Test
    void what_was_asked_arrives() throws IOException {
        Asked asked = OperatorProtocol.read(stream(CALL));

        assertThat(asked.arguments()).isEqualTo(IMPORT);
        assertThat(asked.files())
                .hasEntrySatisfying(
                        "f.csv",
                        content ->
                                assertThat(new String(content.bytes(), UTF_8)).endsWith("K2;990000115\n"));
    }

    static IntStream everyCut() {
        return IntStream.range(0, CALL.length);
    }

    @ParameterizedTest
    @Requirement("HC-OPERATOR-WHOLE")
    @MethodSource("everyCut")
    void a_call_that_is_cut_anywhere_is_no_call(int length) {
        assertThatThrownBy(() -> OperatorProtocol.read(stream(Arrays.copyOf(CALL, length))))
                .isInstanceOf(IOException.class);
    }

    private static DataInputStream stream(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static byte[] written(Asked asked) {
        var bytes = new ByteArrayOutputStream();
        try {
            OperatorProtocol.write(new DataOutputStream(bytes), asked);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
