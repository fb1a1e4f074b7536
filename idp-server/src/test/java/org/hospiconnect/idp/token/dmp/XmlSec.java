package org.hospiconnect.idp.token.dmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The verifier that isn't ours: {@code xmlsec1} of Debian. */
record XmlSec(Path authorityPem) {

    /** What the tool said. */
    public record Answer(int exitCode, String text) {}

    Answer verify(byte[] assertion) throws IOException, InterruptedException {
        Path file = Files.createTempFile("vihf", ".xml");
        Path said = Files.createTempFile("xmlsec1", ".txt");
        try {
            Files.write(file, assertion);
            Process process = started(file, said);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("xmlsec1 does not end");
            }
            return new Answer(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(file);
            Files.delete(said);
        }
    }

    private Process started(Path file, Path said) {
        var command = List.of(
                "xmlsec1",
                "--verify",
                "--enabled-reference-uris",
                "same-doc",
                "--enabled-key-data",
                "x509",
                "--trusted-pem",
                authorityPem.toString(),
                "--id-attr:ID",
                "urn:oasis:names:tc:SAML:2.0:assertion:Assertion",
                file.toString());
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException missing) {
            throw new AssertionError(
                    "xmlsec1 is missing: the VIHF must be verified by a tool that isn't ours (apt-get install xmlsec1)",
                    missing);
        }
    }
}
