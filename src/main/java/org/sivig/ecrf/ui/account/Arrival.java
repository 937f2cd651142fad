package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sivig.ecrf.account.PasswordShown;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** Lets who has signed in on a page of Vaadin come in. */
@Component
class Arrival {

    static final String SHOWN = PasswordShown.class.getName();

    private final VaadinDefaultRequestCache asked;

    Arrival(VaadinDefaultRequestCache asked) {
        this.asked = asked;
    }

    /** Puts it into a session of another number, in the place of what was known of the password. */
    void signIn(SignedIn signedIn) {
        HttpServletRequest request = request();
        request.getSession().removeAttribute(SHOWN);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response());
        VaadinService.reinitializeSession(VaadinServletRequest.getCurrent());
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
