package org.hospiconnect.idp;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.value.Unavailable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.Environment;

/** Why the server does not start, in one line that names the setting to look at. */
final class StartFailure {

    private StartFailure() {}

    static String sentence(Throwable failure, Environment settings) {
        return causes(failure)
                .map(cause -> sentenceOf(cause, settings))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> "cannot start: "
                        + causes(failure).reduce((_, last) -> last).orElse(failure));
    }

    private static Optional<String> sentenceOf(Throwable cause, Environment settings) {
        return switch (cause) {
            case PortInUseException taken ->
                Optional.of("port " + taken.getPort() + " is taken: " + setting(taken.getPort(), settings));
            case ConnectorStartFailedException taken ->
                Optional.of("port " + taken.getPort() + " can't be opened: " + setting(taken.getPort(), settings));
            case SQLException away
            when !settings.getProperty("spring.datasource.url", "").isEmpty() && isConnection(away) ->
                Optional.of(
                        "PostgreSQL does not answer at " + address(settings.getProperty("spring.datasource.url", ""))
                                + " (spring.datasource.url): " + oneLine(away.getMessage()));
            case UnboundConfigurationPropertiesException unknown ->
                Optional.of("unknown settings: "
                        + unknown.getUnboundProperties().stream()
                                .map(property -> property.getName().toString())
                                .sorted()
                                .toList());
            case ConfigurationPropertiesBindException wrong
            when wrong.getCause() == null -> Optional.of(oneLine(wrong.getMessage()));
            case IllegalStateException ours
            when ours.getCause() == null && isOurs(ours) -> Optional.of(oneLine(ours.getMessage()));
            case IllegalArgumentException ours when isOurs(ours) -> Optional.of(oneLine(ours.getMessage()));
            case Unavailable ours when ours.getCause() == null -> Optional.of(oneLine(ours.getMessage()));
            default -> Optional.empty();
        };
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

    // an address may carry a password in its parameters
    private static String address(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        return Optional.ofNullable(message).orElse("").replaceAll("\\s+", " ");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
