package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.ProviderRefused;
import org.sivig.ecrf.ui.TitledPage;

/** The end of the window in which somebody has shown to their provider again who they are: it closes, or says what went wrong. */
@Route(value = AgainView.ROUTE, autoLayout = false)
@AnonymousAllowed
class AgainView extends Main implements BeforeEnterObserver, TitledPage {

    static final String ROUTE = "provider-asked";
    private ProviderRefused.@Nullable Why refused;

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refused = why(event);
    }

    /** Why nobody is signed in, as the address tells; null when it tells nothing. */
    static ProviderRefused.@Nullable Why why(BeforeEnterEvent event) {
        String told = event.getLocation().getQueryParameters().getSingleParameter(LoginView.PROVIDER).orElse("");
        return Arrays.stream(ProviderRefused.Why.values()).filter(why -> why.name().equals(told)).findFirst().orElse(null);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        addClassName("login");
        Paragraph said = new Paragraph(getTranslation(refused == null ? "provider.shown" : "login.provider." + refused));
        said.setId("provider_said");
        said.addClassNames("note", refused == null ? "ok" : "err");
        said.getElement().setAttribute("role", "status");
        add(new H1("SIVIG eCRF"), said, new Paragraph(getTranslation("provider.close")));
        if (refused == null) {
            getElement().executeJs("window.close()");
        }
    }

    @Override
    public String title() {
        return getTranslation("provider.title");
    }
}
