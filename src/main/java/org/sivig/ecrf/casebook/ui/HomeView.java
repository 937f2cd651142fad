package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.sivig.ecrf.account.AccessPolicy;

/** The start: the patients, or for those who see none, a word about it. */
@Route("")
@PermitAll
class HomeView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final AccessPolicy policy;

    HomeView(AccessPolicy policy) {
        this.policy = policy;
        setId("main");
        addClassName("content");
        add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (policy.seesPatients()) {
            event.forwardTo(PatientsView.class);
        }
    }

    @Override
    public String getPageTitle() {
        return "SIVIG eCRF";
    }
}
