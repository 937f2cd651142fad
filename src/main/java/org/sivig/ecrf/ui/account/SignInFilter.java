package org.sivig.ecrf.ui.account;

import com.vaadin.flow.server.HandlerHelper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody do anything with a sign-in that does not hold any more: the session ends, and whoever asked is told so as
 * after any session that is over. With one that is locked nothing is done but to unlock it: the page that is covered waits, as
 * without a line; who loads a page begins anew. While the database cannot say, nothing is allowed that asks {@link AccessPolicy}.
 */
final class SignInFilter extends OncePerRequestFilter {

    private static final Set<String> UNLOCKS = Set.of(Activity.IDLE, Activity.UNLOCK);

    private final SignIns signIns;

    SignInFilter(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            try {
                switch (signIns.state(signedIn)) {
                    case HOLDS -> {
                        // It goes on.
                    }
                    case OVER -> forget(request);
                    case LOCKED -> {
                        if (isOfPage(request)) {
                            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                            return;
                        }
                        if (isPage(request)) {
                            signIns.end(signedIn, SignIns.End.IDLE);
                            forget(request);
                        } else if (!UNLOCKS.contains(request.getServletPath())) {
                            SecurityContextHolder.clearContext();
                        }
                    }
                }
            } catch (DataAccessException | TransactionException away) {
                AccessPolicy.doubt(request, away);
            }
        }
        chain.doFilter(request, response);
    }

    private static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    /** What a page that is open asks by itself. */
    private static boolean isOfPage(HttpServletRequest request) {
        return HandlerHelper.isFrameworkInternalRequest("/*", request);
    }

    private static boolean isPage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && Objects.requireNonNullElse(request.getHeader("Accept"), "").contains(MediaType.TEXT_HTML_VALUE);
    }
}
