package org.hospiconnect.idp.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The listener for applications that show a certificate answers nobody else: pages are not for machines. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class MachineDoor extends OncePerRequestFilter {

    private static final Set<String> FOR_MACHINES = Set.of(
            "/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/userinfo", "/session/activity");

    /** Of each session an address of its own. */
    private static final String ASSURANCE = "/assurance/sessions/";

    private final ListenerSettings settings;

    MachineDoor(ListenerSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean machine = settings.machinePort()
                .filter(port -> port == request.getLocalPort())
                .isPresent();
        String path = request.getRequestURI();
        if (machine && !FOR_MACHINES.contains(path) && !path.startsWith(ASSURANCE)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }
}
