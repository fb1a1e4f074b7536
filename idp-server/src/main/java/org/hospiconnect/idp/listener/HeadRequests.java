package org.hospiconnect.idp.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code HEAD} of what anybody reads is answered as {@code GET}, whose filters of the framework know no other method; the container
 * leaves the body out (RFC 9110 §9.3.2).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeadRequests extends OncePerRequestFilter {

    HeadRequests() {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.HEAD.matches(request.getMethod()) || !ServedMethods.isRead(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var read = new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return HttpMethod.GET.name();
            }
        };
        chain.doFilter(read, response);
    }
}
