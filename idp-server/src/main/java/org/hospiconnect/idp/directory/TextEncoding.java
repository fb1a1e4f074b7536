package org.hospiconnect.idp.directory;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/** Which encoding a file is in: UTF-8 when every byte fits, with or without byte order mark, else Windows-1252. */
final class TextEncoding {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int ROOM = 8192;

    private TextEncoding() {}

    /** Empty when the bytes are no text. */
    static Optional<Charset> of(Bytes content) {
        byte[] bytes = content.toArray();
        for (byte one : bytes) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(isUtf8(ByteBuffer.wrap(bytes)) ? StandardCharsets.UTF_8 : WINDOWS_1252);
    }

    static BufferedReader reader(Bytes content, Charset charset) {
        byte[] bytes = content.toArray();
        boolean marked = bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF
                && charset.equals(StandardCharsets.UTF_8);
        int start = marked ? 3 : 0;
        return new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(bytes, start, bytes.length - start), charset));
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var room = CharBuffer.allocate(ROOM);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            room.clear();
            result = decoder.decode(bytes, room, true);
        }
        return !result.isError();
    }
}
