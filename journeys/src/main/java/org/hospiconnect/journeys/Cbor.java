package org.hospiconnect.journeys;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;

/** The few shapes of CBOR that authenticators write; numbers may be names, as in COSE. */
final class Cbor {

    private Cbor() {}

    /** {@code map} in its own order; values are numbers, texts, byte arrays, lists and maps. */
    static byte[] of(Map<?, ?> map) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = (CBORGenerator)
                new CBORFactory().createGenerator(tools.jackson.core.ObjectWriteContext.empty(), bytes)) {
            write(generator, map);
        }
        return bytes.toByteArray();
    }

    private static void write(CBORGenerator generator, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                generator.writeStartObject(map, map.size());
                map.forEach((name, member) -> {
                    if (name instanceof Number number) {
                        generator.writePropertyId(number.longValue());
                    } else {
                        generator.writeName(name.toString());
                    }
                    write(generator, member);
                });
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray(list, list.size());
                list.forEach(member -> write(generator, member));
                generator.writeEndArray();
            }
            case byte[] bytes -> generator.writeBinary(bytes);
            case Number number -> generator.writeNumber(number.longValue());
            default -> generator.writeString(value.toString());
        }
    }
}
