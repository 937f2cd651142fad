package org.sivig.ecrf.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** From where the present request comes; empty texts outside of one. */
final class Here {

    private static final int MOST = 300;

    private Here() {
    }

    /** The address of the network, as the proxy in front tells it where one is trusted. */
    static String address() {
        return request().map(HttpServletRequest::getRemoteAddr).orElse("");
    }

    /** What the browser says it is, cut to 300 characters. */
    static String browser() {
        return request().map(each -> each.getHeader("User-Agent")).map(each -> each.substring(0, Math.min(MOST, each.length())))
                .orElse("");
    }

    private static Optional<HttpServletRequest> request() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .filter(ServletRequestAttributes.class::isInstance).map(ServletRequestAttributes.class::cast)
                .map(ServletRequestAttributes::getRequest);
    }
}
