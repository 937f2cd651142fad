package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sivig.ecrf.account.FirstShown;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** Lets who has signed in on a page of Vaadin come in. */
@Component
class Arrival {

    static final String SHOWN = FirstShown.class.getName();

    private final VaadinDefaultRequestCache asked;

    Arrival(VaadinDefaultRequestCache asked) {
        this.asked = asked;
    }

    /** Puts it into a session of another number, in the place of what was known of the password. */
    void signIn(SignedIn signedIn) {
        put(signedIn, request(), response());
        VaadinService.reinitializeSession(VaadinServletRequest.getCurrent());
    }

    /** The same of who signs in past a page; what a page has sent with an earlier token is not taken any more. */
    static void signIn(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        put(signedIn, request, response);
        request.changeSessionId();
        new HttpSessionCsrfTokenRepository().saveToken(null, request, response);
    }

    /** Puts it into the session there is. */
    static void put(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        request.getSession().removeAttribute(SHOWN);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    /** To the page that was asked for. */
    void goOn() {
        SavedRequest page = asked.getRequest(request(), response());
        asked.removeRequest(request(), response());
        UI.getCurrent().getPage().setLocation(page == null ? "." : page.getRedirectUrl());
    }

    private static HttpServletRequest request() {
        return VaadinServletRequest.getCurrent().getHttpServletRequest();
    }

    private static HttpServletResponse response() {
        return VaadinServletResponse.getCurrent().getHttpServletResponse();
    }
}
