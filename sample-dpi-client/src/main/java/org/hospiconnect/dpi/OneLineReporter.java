package org.hospiconnect.dpi;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line, without a stack trace, that the port is taken. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class OneLineReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                System.err.println("sample-dpi-client: port " + taken.getPort()
                        + " is taken: free it, or move the DPI with server.port and hospiconnect.dpi.address.");
                return true;
            }
        }
        return false;
    }
}
