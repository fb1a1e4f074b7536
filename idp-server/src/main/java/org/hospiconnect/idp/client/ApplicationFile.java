package org.hospiconnect.idp.client;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.error.YAMLException;

/** The YAML file of one application; its keys are those of {@code hospiconnect.client.applications}. */
public final class ApplicationFile {

    private static final int MOST_BYTES = 64 * 1024;

    private ApplicationFile() {}

    /** Throws {@link IllegalArgumentException} with a sentence for the operator: no YAML, an unknown key, a wrong value. */
    public static ApplicationSettings read(Bytes yaml) {
        if (yaml.length() > MOST_BYTES) {
            throw new IllegalArgumentException("the file of one application has at most " + MOST_BYTES + " bytes");
        }
        try {
            var binder = new Binder(ConfigurationPropertySources.from(sources(yaml)));
            var whole = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, _ -> true);
            return binder.bindOrCreate("", Bindable.of(ApplicationSettings.class), whole);
        } catch (BindException wrong) {
            throw new IllegalArgumentException(sentence(wrong), wrong);
        } catch (YAMLException malformed) {
            throw new IllegalArgumentException("no YAML: " + oneLine(malformed), malformed);
        }
    }

    private static MutablePropertySources sources(Bytes yaml) {
        var sources = new MutablePropertySources();
        try {
            new YamlPropertySourceLoader()
                    .load("application file", new ByteArrayResource(yaml.toArray()))
                    .forEach(sources::addLast);
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory are readable", impossible);
        }
        return sources;
    }

    private static String sentence(BindException wrong) {
        Throwable cause = Stream.<Throwable>iterate(wrong, found -> found.getCause() != null, Throwable::getCause)
                .map(Throwable::getCause)
                .reduce(wrong, (_, last) -> last);
        if (cause instanceof UnboundConfigurationPropertiesException unknown) {
            return "unknown keys: "
                    + unknown.getUnboundProperties().stream()
                            .map(property -> property.getName().toString())
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        return "wrong value of " + wrong.getName() + ": " + choices(wrong).orElseGet(() -> oneLine(cause));
    }

    private static Optional<String> choices(BindException wrong) {
        return Optional.ofNullable(wrong.getTarget().getType().resolve())
                .filter(Class::isEnum)
                .map(type -> "it is one of "
                        + Stream.of(type.getEnumConstants())
                                .filter(choice -> choice != Level.REFUSED)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")));
    }

    private static String oneLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    }
}
