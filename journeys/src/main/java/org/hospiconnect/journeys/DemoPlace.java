package org.hospiconnect.journeys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the running demo is: {@code --idp=URL --dpi=URL --simulator=URL --data=FOLDER --launcher=FILE --matricule=… --checked-by=…}.
 *
 * @param data folder of the demo, with {@code development/fido-root.p12}
 * @param launcher the operator's command
 * @param matricule of the physician who walks the road
 * @param checkedBy matricule of who verified the identity at the desk
 */
record DemoPlace(
        String idp, String dpi, String simulator, Path data, String launcher, String matricule, String checkedBy) {

    static DemoPlace of(String[] arguments) {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.replaceFirst("^--", "").split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
        Function<String, Function<String, String>> read = name -> usual -> given.getOrDefault(name, usual);
        return new DemoPlace(
                read.apply("idp").apply("http://localhost:9000"),
                read.apply("dpi").apply("http://localhost:8080"),
                read.apply("simulator").apply("http://localhost:9100"),
                Path.of(read.apply("data").apply(".hospiconnect")),
                read.apply("launcher").apply("./hospiconnect"),
                read.apply("matricule").apply("V00101"),
                read.apply("checked-by").apply("V00112"));
    }

    FidoRoot fidoRoot() {
        Path file = data.resolve("development/fido-root.p12");
        StepFailed.unless(Files.isReadable(file), "no " + file + ": start the demo first, or say --data=FOLDER");
        return FidoRoot.read(file, "development");
    }
}
