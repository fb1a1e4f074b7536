package org.hospiconnect.idp.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An exception and its causes: their messages often repeat what was sent. */
record BoundedThrown(IThrowableProxy thrown) implements IThrowableProxy {

    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy thrown) {
        return thrown == null ? null : new BoundedThrown(thrown);
    }

    @Override
    public @Nullable String getMessage() {
        return bounded(thrown.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return bounded(thrown.getOverridingMessage());
    }

    private static @Nullable String bounded(@Nullable String message) {
        return message == null ? null : LogText.message(message);
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return of(thrown.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Arrays.stream(thrown.getSuppressed()).map(BoundedThrown::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public String getClassName() {
        return thrown.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return thrown.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return thrown.getCommonFrames();
    }

    @Override
    public boolean isCyclic() {
        return thrown.isCyclic();
    }
}
