package org.sivig.ecrf.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.sivig.ecrf.ui.TitledPage;

/** There is no page at this address. */
@AnonymousAllowed
class NotFoundView extends Main implements HasErrorParameter<NotFoundException>, TitledPage {

    NotFoundView() {
        setId("main");
        addClassName("content");
        add(new H1(getTranslation("error.not-found")), new Paragraph(getTranslation("error.not-found.help")),
                new RouterLink(getTranslation("home.title"), HomeView.class));
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        attached.getUI().getPage().addJsModule(MainLayout.SCRIPT); // the focus is kept here too
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String title() {
        return getTranslation("error.not-found");
    }
}
