package org.sivig.ecrf.ui.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody do anything with a sign-in that does not hold any more: the session ends, and whoever asked is told so as
 * after any session that is over. While the database cannot say, nothing is allowed that asks {@link AccessPolicy}.
 */
final class SignInFilter extends OncePerRequestFilter {

    private final SignIns signIns;

    SignInFilter(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            try {
                if (!signIns.holds(signedIn)) {
                    HttpSession session = request.getSession(false);
                    if (session != null) {
                        session.invalidate();
                    }
                    SecurityContextHolder.clearContext();
                }
            } catch (DataAccessException | TransactionException away) {
                AccessPolicy.doubt(request, away);
            }
        }
        chain.doFilter(request, response);
    }
}
