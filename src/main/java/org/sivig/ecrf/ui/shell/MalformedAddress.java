package org.sivig.ecrf.ui.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes a percent sign in an address that begins no code for itself, so that the page can say what it did not understand. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MalformedAddress extends OncePerRequestFilter {

    private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null && request.getMethod().equals(HttpMethod.GET.name()) && PERCENT.matcher(query).find()) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(HttpHeaders.LOCATION, "?" + PERCENT.matcher(query).replaceAll("%25"));
        } else {
            chain.doFilter(request, response);
        }
    }
}
