package org.hospiconnect.simulator;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line, without a stack trace, what stops a start that the operator can mend. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class OneLineReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart line) {
                return say(String.valueOf(line.getMessage()));
            }
            if (cause instanceof PortInUseException taken) {
                return say("Port " + taken.getPort()
                        + " is taken: free it, or move the simulator with server.port (https) "
                        + "or hospiconnect.simulator.http-port.");
            }
        }
        return false;
    }

    private static boolean say(String line) {
        System.err.println("national-simulator: " + line);
        return true;
    }
}
