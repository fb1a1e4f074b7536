package org.hospiconnect.idp.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code WORD --name value --flag}: positional words and options, each at most once. */
record Options(List<String> positional, Map<String, String> named) {

    Options {
        positional = List.copyOf(positional);
        named = Map.copyOf(named);
    }

    /** {@code flags} take no value. Throws {@link IllegalArgumentException} with a sentence for the operator. */
    static Options of(List<String> arguments, String... flags) {
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
            boolean flag = Arrays.asList(flags).contains(name);
            if (!flag && rest.isEmpty()) {
                throw new IllegalArgumentException("--" + name + " needs a value");
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

    boolean has(String flag) {
        return named.containsKey(flag);
    }

    void refuseOthers(String... known) {
        named.keySet().stream()
                .filter(name -> !Arrays.asList(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("unknown option --" + name);
                });
    }
}
