package org.hospiconnect.idp.token.dmp;

import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/** Finds imported schemas in jars, never on the network. */
class BundledSchemas implements LSResourceResolver {

    private static final Map<String, String> FILES = Map.of(
            "http://www.w3.org/2000/09/xmldsig#", "/schema/xmldsig-core-schema.xsd",
            "http://www.w3.org/2001/04/xmlenc#", "/schema/xenc-schema.xsd");

    static Source source(String file) {
        return new StreamSource(stream(file));
    }

    @Override
    public LSInput resolveResource(
            String type,
            String namespace,
            @Nullable String publicId,
            @Nullable String systemId,
            @Nullable String baseUri) {
        String file = FILES.get(namespace);
        if (file == null) {
            throw new IllegalStateException("no bundled schema of " + namespace);
        }
        try {
            var load = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            LSInput input = load.createLSInput();
            input.setByteStream(stream(file));
            return input;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InputStream stream(String file) {
        return Objects.requireNonNull(BundledSchemas.class.getResourceAsStream(file), file);
    }
}
