package org.hospiconnect.idp.listener;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The timer {@code http.server.requests} with the tags of Spring's own, at a tenth of its cost, which was as much as a third of a
 * signature. Each tag is one of a few words of ours, never what a stranger sent; endpoints that answer before the dispatcher have
 * their address as {@code uri}.
 */
public final class RequestMeters implements Filter {

    static final String NAME = "http.server.requests";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final String OTHER = "UNKNOWN";
    private static final String NONE = "none";
    private static final int HUNDRED = 100;

    private final MeterRegistry meters;
    private final Set<String> endpoints;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    public RequestMeters(MeterRegistry meters, Set<String> endpoints) {
        this.meters = meters;
        this.endpoints = Set.copyOf(endpoints);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long began = System.nanoTime();
        String failure = "Error";
        try {
            chain.doFilter(request, response);
            failure = NONE;
        } catch (IOException | ServletException | RuntimeException failed) {
            failure = failed.getClass().getSimpleName();
            throw failed;
        } finally {
            var seen = series((HttpServletRequest) request, (HttpServletResponse) response, failure);
            timers.computeIfAbsent(seen, this::timer).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    private Series series(HttpServletRequest request, HttpServletResponse response, String failure) {
        int status = failure.equals(NONE) ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
        return new Series(method, uri(request, status), status, failure);
    }

    private String uri(HttpServletRequest request, int status) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
            return pattern;
        }
        if (endpoints.contains(request.getRequestURI())) {
            return request.getRequestURI();
        }
        return switch (status / HUNDRED) {
            case 3 -> "REDIRECTION";
            default -> status == HttpServletResponse.SC_NOT_FOUND ? "NOT_FOUND" : OTHER;
        };
    }

    private Timer timer(Series of) {
        return Timer.builder(NAME)
                .tag("method", of.method())
                .tag("uri", of.uri())
                .tag("status", Integer.toString(of.status()))
                .tag("outcome", outcome(of.status()))
                .tag("exception", of.failure())
                .tag("error", of.failure())
                .register(meters);
    }

    /** The words of Spring's own tag. */
    static String outcome(int status) {
        return switch (status / HUNDRED) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> OTHER;
        };
    }

    /** What one timer counts. */
    private record Series(String method, String uri, int status, String failure) {}
}
