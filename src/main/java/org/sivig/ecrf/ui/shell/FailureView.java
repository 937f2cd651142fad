package org.sivig.ecrf.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;
import org.springframework.security.access.AccessDeniedException;

/** The page at this address could not be shown: why, and the way to try again. */
@AnonymousAllowed
class FailureView extends Main implements HasErrorParameter<Exception>, TitledPage {

    FailureView() {
        setId("main");
        addClassName("content");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Words words = new Words(this);
        add(new H1(words.of("error.page")));
        Exception caught = parameter.getException();
        if (caught instanceof AccessDeniedException || caught instanceof PatientNotFoundException) {
            add(new Paragraph(words.of("life.denied")));
            return HttpServletResponse.SC_FORBIDDEN;
        }
        Failure failure = Failure.of(caught, "Showing /" + event.getLocation().getFirstSegment());
        Anchor again = new Anchor(event.getLocation().getPathWithQueryParameters(), words.of("error.page.again"));
        again.setRouterIgnore(true);
        add(new Paragraph(words.failure(failure)), again);
        return failure.isPassing() ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String title() {
        return getTranslation("error.page");
    }
}
