package org.hospiconnect.idp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A store that does not answer, told once for every path: 503, as {@code temporarily_unavailable} (RFC 6749 §4.1.2.1) to
 * applications and as a page to people, with a reference number. Nothing is granted meanwhile.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class StoreOutage extends OncePerRequestFilter {

    /** Request attribute that the page shows. */
    static final String REFERENCE = "reference";

    private static final Logger LOG = LoggerFactory.getLogger(StoreOutage.class);
    private static final int TRY_AGAIN_SECONDS = 5;

    /** Of what applications call, the one address to which they send people. */
    private static final String FOR_PEOPLE = "/oauth2/authorize";

    private static final List<String> FOR_APPLICATIONS = List.of("/oauth2/", "/userinfo", "/session/", "/.well-known/");

    private final Secrets secrets;
    private final JsonMapper json;

    StoreOutage(Secrets secrets, JsonMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException thrown) {
            if (!isOutage(thrown)) {
                throw thrown;
            }
            answer(request, response, thrown);
        } catch (ServletException wrapped) {
            // from a controller it comes wrapped
            if (wrapped.getCause() == null || !isOutage(wrapped.getCause())) {
                throw wrapped;
            }
            answer(request, response, wrapped.getCause());
        }
    }

    private static boolean isOutage(Throwable thrown) {
        return thrown instanceof Unavailable
                || thrown instanceof DataAccessResourceFailureException
                || thrown instanceof TransientDataAccessException
                || thrown instanceof TransactionException
                || isFull(thrown);
    }

    // Redis refuses to write; the driver knows no name for it
    private static boolean isFull(Throwable thrown) {
        return thrown instanceof UncategorizedDataAccessException refused
                && Objects.requireNonNullElse(refused.getMostSpecificCause().getMessage(), "")
                        .contains("OOM command not allowed");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Throwable away) throws IOException {
        String reference = secrets.reference();
        LOG.atError()
                .addKeyValue("reference", reference)
                .addKeyValue("path", request.getRequestURI())
                .addKeyValue("failure", away.getClass().getSimpleName())
                .log("a store does not answer");
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(TRY_AGAIN_SECONDS));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isForApplications(request.getRequestURI())) {
            tell(response, reference);
        } else {
            request.setAttribute(REFERENCE, reference);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isForApplications(String path) {
        return !path.equals(FOR_PEOPLE) && FOR_APPLICATIONS.stream().anyMatch(path::startsWith);
    }

    private void tell(HttpServletResponse response, String reference) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var members = Map.of(
                "error", "temporarily_unavailable",
                "error_description", "Try again in a few seconds",
                "reference", reference);
        json.writeValue(response.getOutputStream(), members);
    }
}
