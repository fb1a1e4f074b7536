package org.hospiconnect.idp.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The one place that every line passes on its way to console or file, whatever pattern or structure the operator has chosen: what
 * strangers wrote ({@link LogText}) is bounded in message, values and exceptions, and the lines they cause ({@link LineRates}) in number.
 */
public class LogLines implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String LEFT_OUT =
            "more than " + LineRates.MOST + " such lines: the others of this minute are left out";

    public LogLines() {}

    /** Logging is set up by now. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            bound(logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        }
    }

    static void bound(Logger logger) {
        var appenders = new ArrayList<Appender<ILoggingEvent>>();
        logger.iteratorForAppenders().forEachRemaining(appenders::add);
        appenders.stream().filter(appender -> !(appender instanceof Bounding)).forEach(appender -> {
            var bounding = new Bounding(appender);
            bounding.setName(appender.getName());
            bounding.setContext(logger.getLoggerContext());
            bounding.start();
            logger.addAppender(bounding);
            logger.detachAppender(appender);
        });
    }

    /** In front of an appender. */
    private static final class Bounding extends AppenderBase<ILoggingEvent> {

        private final Appender<ILoggingEvent> appender;
        private final LineRates rates = new LineRates();

        Bounding(Appender<ILoggingEvent> appender) {
            this.appender = appender;
        }

        @Override
        protected void append(ILoggingEvent event) {
            switch (rates.of(event)) {
                case PRINTED -> appender.doAppend(new BoundedEvent(event));
                case SAID -> appender.doAppend(new BoundedEvent(leftOut(event)));
                case LEFT_OUT -> {}
            }
        }

        // past the loggers: this appender does not take a line while it appends one
        private LoggingEvent leftOut(ILoggingEvent first) {
            var logger = ((LoggerContext) getContext()).getLogger(first.getLoggerName());
            var said = new LoggingEvent(LogLines.class.getName(), logger, Level.WARN, LEFT_OUT, null, null);
            said.addKeyValuePair(new KeyValuePair("line", first.getMessage()));
            return said;
        }

        @Override
        public void stop() {
            super.stop();
            appender.stop();
        }
    }
}
