package org.hospiconnect.idp.admin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes through the operator's socket. Asked: number of arguments, each argument, number of files, each with its name,
 * length and content. Answered: text, then a zero byte and the exit code.
 */
final class OperatorProtocol {

    static final int END = 0;

    /** The largest file, and all of them together. */
    static final int MOST_BYTES = 100 * 1024 * 1024;

    private static final int MOST_ARGUMENTS = 64;

    private OperatorProtocol() {}

    /** What was asked; {@code files} by the argument that named them. */
    record Asked(List<String> arguments, Map<String, Content> files) {}

    /** The bytes of a file. */
    static final class Content {

        private final byte[] bytes;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    static void write(DataOutputStream out, Asked asked) throws IOException {
        out.writeInt(asked.arguments().size());
        for (String argument : asked.arguments()) {
            out.writeUTF(argument);
        }
        out.writeInt(asked.files().size());
        for (var file : asked.files().entrySet()) {
            out.writeUTF(file.getKey());
            out.writeInt(file.getValue().bytes.length);
            out.write(file.getValue().bytes);
        }
        out.flush();
    }

    /** Throws {@link IOException} on more than its bounds allow, and on a call that ended before it was whole. */
    static Asked read(DataInputStream in) throws IOException {
        var arguments = new ArrayList<String>();
        for (int left = bounded(in.readInt(), MOST_ARGUMENTS); left > 0; left--) {
            arguments.add(in.readUTF());
        }
        var files = new LinkedHashMap<String, Content>();
        int room = MOST_BYTES;
        for (int left = bounded(in.readInt(), MOST_ARGUMENTS); left > 0; left--) {
            String name = in.readUTF();
            int length = bounded(in.readInt(), room);
            room -= length;
            files.put(name, new Content(whole(in, length)));
        }
        return new Asked(List.copyOf(arguments), files);
    }

    // half a file may be a right one: it must never count as the whole
    private static byte[] whole(DataInputStream in, int length) throws IOException {
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("the file ended early");
        }
        return content;
    }

    private static int bounded(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("more than " + most);
        }
        return number;
    }
}
