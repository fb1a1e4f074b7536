package org.hospiconnect.idp.token;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file of requests as the usual editors read it: {@code @name = value}, {@code ### title}, {@code {{name}}}. */
record HttpFile(Map<String, String> variables, List<Block> blocks) {

    private static final Pattern VARIABLE = Pattern.compile("(?m)^@([a-z_]+) = (\\S+)$");
    private static final Pattern USE = Pattern.compile("\\{\\{([a-z_]+)}}");

    /** One request, nothing filled in yet. */
    record Block(String title, String text) {

        HttpRequest.Builder request(Map<String, String> values) {
            String[] parts = filled(text, values).split("\n\n", 2);
            List<String> lines = parts[0].lines().toList();
            String[] target = lines.getFirst().split(" ", 2);
            var body = parts.length == 1
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(parts[1].strip());
            var request = HttpRequest.newBuilder(URI.create(target[1])).method(target[0], body);
            lines.stream()
                    .skip(1)
                    .map(line -> line.split(": ", 2))
                    .forEach(header -> request.header(header[0], header[1]));
            return request;
        }
    }

    HttpFile {
        variables = Map.copyOf(variables);
        blocks = List.copyOf(blocks);
    }

    static HttpFile parse(String text) {
        String[] parts = text.split("(?m)^### ");
        Map<String, String> variables = VARIABLE.matcher(parts[0])
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        return new HttpFile(
                variables,
                Arrays.stream(parts)
                        .skip(1)
                        .map(part -> part.split("\n", 2))
                        .map(part -> new Block(part[0], part[1].strip()))
                        .toList());
    }

    private static String filled(String text, Map<String, String> values) {
        var known = new HashMap<>(values);
        return USE.matcher(text)
                .replaceAll(use -> Matcher.quoteReplacement(known.getOrDefault(use.group(1), use.group())));
    }
}
