package org.hospiconnect.idp;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What stops a start is told once, in one line, by {@link IdpApplication}: nobody else tells it, with a stack trace, on a log that may not
 * be set up yet.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartReporter implements SpringBootExceptionReporter {

    /** By the framework; the context is missing when the settings could not be read. */
    public StartReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return true;
    }
}
