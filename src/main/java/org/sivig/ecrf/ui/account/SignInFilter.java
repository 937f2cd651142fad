package org.sivig.ecrf.ui.account;

import com.vaadin.flow.server.HandlerHelper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Lets nobody do anything with a sign-in that does not hold any more: the session ends, and whoever asked is told so as
 * after any session that is over. With one that is locked nothing is done but to unlock it: the page that is covered waits, as
 * without a line, and the window in which a provider asks who one is has nobody signed in; who loads any other page begins anew. A sign-in that holds goes on without its session, by what the browser has kept of it. While the database cannot say, nothing is allowed that asks {@link AccessPolicy}.
 */
final class SignInFilter extends OncePerRequestFilter {

    private static final Set<String> UNLOCKS = Set.of(Activity.IDLE, Activity.UNLOCK, Activity.UNLOCK_BY_PASSKEY,
            Activity.UNLOCK_BY_PROVIDER);
    /** Where the window goes in which a provider asks. */
    private static final Pattern ASKED_BY_PROVIDER = Pattern.compile("/oauth2/authorization/.+|/login/oauth2/code/.+");

    /** The cookie, and that a session has given it. */
    private static final String KEPT = "sivig-sign-in";
    /** Where one signs in, perhaps as somebody else. */
    private static final Set<String> NOT_SIGNED_IN = Set.of("/login", "/" + SecondStepView.ROUTE);

    private final SignIns signIns;

    SignInFilter(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            resume(request, response);
        }
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            try {
                switch (signIns.state(signedIn)) {
                    case HOLDS -> {
                        if (isPage(request)) {
                            keep(request, response, signedIn);
                        } else if (isOfSomebodyElse(request, signedIn)) {
                            SecurityContextHolder.clearContext();
                        }
                    }
                    case OVER -> forget(request);
                    case LOCKED -> {
                        if (isOfPage(request)) {
                            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                            return;
                        }
                        if (isPage(request) && !ASKED_BY_PROVIDER.matcher(request.getServletPath()).matches()) {
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

    /** Goes on with a sign-in whose session is on another server, or has gone with it. A session is begun by a page only. */
    private void resume(HttpServletRequest request, HttpServletResponse response) {
        Cookie kept = WebUtils.getCookie(request, KEPT);
        if (kept == null || NOT_SIGNED_IN.contains(request.getServletPath())) {
            return;
        }
        try {
            SignedIn signedIn = signIns.resume(kept.getValue()).orElse(null);
            if (signedIn == null) {
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(signedIn);
            SecurityContextHolder.setContext(context);
            if (isPage(request)) {
                request.getSession().setAttribute(KEPT, signedIn.signIn());
                new HttpSessionSecurityContextRepository().saveContext(context, request, response);
                signIns.resumed(signedIn);
            }
        } catch (DataAccessException | TransactionException away) {
            // Nobody is let in by what cannot be looked at.
        }
    }

    /** Whether the session has pages of somebody who was signed in before, in the same browser. */
    private static boolean isOfSomebodyElse(HttpServletRequest request, SignedIn signedIn) {
        HttpSession session = request.getSession(false);
        Object before = session == null ? null : session.getAttribute(KEPT);
        return before != null && !before.equals(signedIn.signIn());
    }

    /**
     * Gives the browser what it needs for that, once for each sign-in. Who was signed in there before is so no more: neither can that sign-in
     * be gone on with, nor do pages that are still open act for whoever came after.
     */
    private void keep(HttpServletRequest request, HttpServletResponse response, SignedIn signedIn) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        synchronized (WebUtils.getSessionMutex(session)) {
            if (Long.valueOf(signedIn.signIn()).equals(session.getAttribute(KEPT))) {
                return;
            }
            Cookie before = WebUtils.getCookie(request, KEPT);
            if (before != null) {
                signIns.resume(before.getValue()).filter(other -> other.signIn() != signedIn.signIn())
                        .ifPresent(other -> signIns.end(other, SignIns.End.SIGNED_OUT));
            }
            if (isOfSomebodyElse(request, signedIn)) {
                session.invalidate();
                new HttpSessionSecurityContextRepository().saveContext(SecurityContextHolder.getContext(), request, response);
            }
            request.getSession().setAttribute(KEPT, signedIn.signIn());
            response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(KEPT, signIns.keep(signedIn)).path(request.getContextPath() + "/")
                    .httpOnly(true).sameSite("Lax")
                    .secure(request.isSecure() || request.getServletContext().getSessionCookieConfig().isSecure()).build().toString());
        }
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
