package org.hospiconnect.idp;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.value.Unavailable;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.Environment;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Why the server does not start, in one line that names the setting to look at. */
final class StartFailure {

    private StartFailure() {}

    static String sentence(Throwable failure, Environment settings) {
        return causes(failure)
                .map(cause -> sentenceOf(cause, settings))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> otherwise(deepest(failure), settings));
    }

    private static Optional<String> sentenceOf(Throwable cause, Environment settings) {
        return switch (cause) {
            case PortInUseException taken ->
                Optional.of("port " + taken.getPort() + " is taken: " + setting(taken.getPort(), settings));
            case ConnectorStartFailedException taken ->
                Optional.of("port " + taken.getPort() + " can't be opened: " + setting(taken.getPort(), settings));
            case SQLException away when !url(settings).isEmpty() -> Optional.of(postgres(away, settings));
            case FileSystemException unusable -> Optional.of(file(unusable, settings));
            // the lines around the mark may hold secrets
            case MarkedYAMLException malformed ->
                Optional.of("a settings file is no YAML"
                        + Optional.ofNullable(malformed.getProblemMark())
                                .map(mark -> ", line " + (mark.getLine() + 1))
                                .orElse("")
                        + ": " + oneLine(malformed.getProblem()));
            case ConfigDataNotFoundException absent -> Optional.of(oneLine(absent.getMessage()));
            case NoSuchSslBundleException absent ->
                Optional.of("there is no spring.ssl.bundle named " + absent.getBundleName()
                        + " (hospiconnect.listener.bundle)");
            default -> setting(cause).or(() -> ours(cause));
        };
    }

    private static Optional<String> setting(Throwable cause) {
        return switch (cause) {
            case UnboundConfigurationPropertiesException unknown ->
                Optional.of("unknown settings: "
                        + unknown.getUnboundProperties().stream()
                                .map(property -> property.getName().toString())
                                .sorted()
                                .toList());
            case ConfigurationPropertiesBindException wrong
            when wrong.getCause() == null -> Optional.of(oneLine(wrong.getMessage()));
            case BindException wrong
            when !isSaidBetterBelow(wrong) -> Optional.of(wrong.getName() + ": " + whatIsWrong(wrong));
            default -> Optional.empty();
        };
    }

    private static Optional<String> ours(Throwable cause) {
        boolean said = switch (cause) {
            case IllegalStateException own -> own.getCause() == null && isOurs(own);
            case IllegalArgumentException own -> isOurs(own);
            case Unavailable own -> own.getCause() == null;
            default -> false;
        };
        return Optional.of(oneLine(cause.getMessage())).filter(_ -> said);
    }

    private static String otherwise(Throwable cause, Environment settings) {
        String url = url(settings);
        return url.isEmpty() || url.startsWith("jdbc:postgresql:")
                ? "cannot start: " + oneLine(cause.toString())
                : "spring.datasource.url: it is written jdbc:postgresql://HOST:5432/DATABASE";
    }

    private static boolean isSaidBetterBelow(BindException wrong) {
        return deepest(wrong) instanceof UnboundConfigurationPropertiesException
                || (deepest(wrong) instanceof RuntimeException own && isOurs(own));
    }

    private static String whatIsWrong(BindException wrong) {
        Class<?> type = wrong.getTarget().getType().resolve(Object.class);
        if (type.isEnum()) {
            return "it is one of "
                    + Stream.of(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        Throwable cause = deepest(wrong);
        return cause instanceof NumberFormatException ? "it is a number" : oneLine(cause.getMessage());
    }

    private static String file(FileSystemException unusable, Environment settings) {
        String why = switch (unusable) {
            case AccessDeniedException _ -> "this account may not use it";
            case NoSuchFileException _ -> "it is not there and can't be made";
            case FileAlreadyExistsException _ -> "it is a file and no folder";
            default -> oneLine(Optional.ofNullable(unusable.getReason()).orElse("it can't be used"));
        };
        Path data = Path.of(settings.getProperty("hospiconnect.data.folder", ".hospiconnect"));
        String file = Optional.ofNullable(unusable.getFile()).orElse("a file");
        boolean ours = Path.of(file).toAbsolutePath().startsWith(data.toAbsolutePath());
        return file + ": " + why + (ours ? " (hospiconnect.data.folder)" : "");
    }

    private static String postgres(SQLException failure, Environment settings) {
        String where = address(url(settings)) + " (spring.datasource.url): " + oneLine(failure.getMessage());
        return isConnection(failure) ? "PostgreSQL does not answer at " + where : "PostgreSQL refuses at " + where;
    }

    private static String url(Environment settings) {
        return settings.getProperty("spring.datasource.url", "");
    }

    private static boolean isConnection(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
    }

    private static boolean isOurs(RuntimeException failure) {
        return Stream.of(failure.getStackTrace())
                .limit(3)
                .anyMatch(frame -> frame.getClassName().startsWith("org.hospiconnect."));
    }

    private static String setting(int port, Environment settings) {
        String own = Stream.of(
                        "management.server.port",
                        "hospiconnect.listener.tls-port",
                        "hospiconnect.listener.machine-port")
                .filter(name -> Integer.toString(port).equals(settings.getProperty(name)))
                .findFirst()
                .orElse("server.port");
        return "set another with " + own;
    }

    // an address may carry a password in its parameters, or before its host by mistake
    private static String address(String url) {
        int parameters = url.indexOf('?');
        return (parameters < 0 ? url : url.substring(0, parameters)).replaceAll("//[^/]*@", "//");
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        return Optional.ofNullable(message).orElse("").replaceAll("\\s+", " ");
    }

    private static Throwable deepest(Throwable failure) {
        return causes(failure).reduce((_, last) -> last).orElse(failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
