package org.hospiconnect.idp.admin;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code WORD --name value --flag}: positional words and options, each at most once. */
record Options(List<String> positional, Map<String, String> named) {

    Options {
        positional = List.copyOf(positional);
        named = Map.copyOf(named);
    }

    /** The options of a command; flags take no value. */
    record Known(List<String> valued, List<String> flags) {

        static Known values(String... names) {
            return new Known(List.of(names), List.of());
        }

        static Known flags(String... names) {
            return new Known(List.of(), List.of(names));
        }

        private String all() {
            return Stream.concat(valued.stream(), flags.stream())
                    .map(name -> "--" + name)
                    .collect(Collectors.joining(", "));
        }
    }

    /** Throws {@link IllegalArgumentException} with a sentence for the operator. */
    static Options of(List<String> arguments, Known known) {
        var positional = new ArrayList<String>();
        var named = new LinkedHashMap<String, String>();
        var rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            if (!word.startsWith("--")) {
                positional.add(word);
                continue;
            }
            String name = word.substring(2);
            boolean flag = known.flags().contains(name);
            if (!flag && !known.valued().contains(name)) {
                throw new IllegalArgumentException("unknown option --" + name + "; there are " + known.all());
            }
            if (!flag && rest.isEmpty()) {
                throw new IllegalArgumentException("the value of --" + name + " is missing");
            }
            if (named.put(name, flag ? "" : rest.removeFirst()) != null) {
                throw new IllegalArgumentException("--" + name + " stands twice");
            }
        }
        return new Options(positional, named);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /** One of the words of an enumeration; else a sentence that lists them. */
    <E extends Enum<E>> Optional<E> word(String name, Class<E> words) {
        return value(name)
                .map(given -> Arrays.stream(words.getEnumConstants())
                        .filter(known -> known.name().equals(given))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("--" + name + " " + given + ": one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")))));
    }

    Optional<LocalDate> date(String name) {
        return value(name).map(given -> {
            try {
                return LocalDate.parse(given);
            } catch (DateTimeParseException wrong) {
                throw new IllegalArgumentException("--" + name + " " + given + ": a date is written 2027-01-31", wrong);
            }
        });
    }

    boolean has(String flag) {
        return named.containsKey(flag);
    }
}
