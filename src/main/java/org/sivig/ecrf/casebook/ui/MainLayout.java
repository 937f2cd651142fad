package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.account.ui.LanguageSwitch;
import org.springframework.core.env.Environment;

/** The frame of every page behind the sign-in: one bar above, and the page. */
@Layout
@JavaScript("context://ecrf.js")
@JavaScript("context://matrix.js")
@PermitAll
class MainLayout extends Div implements RouterLayout {

    /** A page that shows something of its own in the bar. */
    interface HasHead {
        Component head();
    }

    private final Div head = new Div();
    private final Div page = new Div();

    MainLayout(AccessPolicy policy, AuthenticationContext authentication, Environment environment) {
        Viewer viewer = policy.viewer();
        RouterLink brand = new RouterLink("SIVIG", HomeView.class);
        brand.addClassName("brand");
        Header bar = new Header(brand);
        bar.addClassName("bar");
        if (policy.seesPatients()) {
            RouterLink patients = new RouterLink(getTranslation("patients"), PatientsView.class);
            patients.addClassName("nav-link");
            bar.add(patients);
            Anchor data = new Anchor("data", getTranslation("data.title"));
            data.addClassName("nav-link");
            bar.add(data);
            RouterLink findings = new RouterLink(getTranslation("findings.title"), FindingsView.class);
            findings.addClassName("nav-link");
            bar.add(findings);
            Anchor queries = new Anchor("queries", getTranslation("queries.title"));
            queries.addClassName("nav-link");
            bar.add(queries);
            Anchor audit = new Anchor("audit", getTranslation("audit.title"));
            audit.addClassName("nav-link");
            bar.add(audit);
            Anchor dashboard = new Anchor("dashboard", getTranslation("dashboard.title"));
            dashboard.addClassName("nav-link");
            bar.add(dashboard);
            Anchor samples = new Anchor("samples", getTranslation("samples.title"));
            samples.addClassName("nav-link");
            bar.add(samples);
        } else if (policy.verifiesAudit()) {
            Anchor chains = new Anchor("admin/audit", getTranslation("chains.title"));
            chains.addClassName("nav-link");
            bar.add(chains);
        }
        head.addClassName("head");
        bar.add(head);
        if (Arrays.asList(environment.getActiveProfiles()).contains("demo")
                || environment.getActiveProfiles().length == 0) {
            Span banner = new Span(getTranslation("demo.banner"));
            banner.addClassNames("pill", "warn", "demo-banner");
            bar.add(banner);
        }
        bar.add(new LanguageSwitch(), userMenu(viewer, authentication));
        page.addClassName("page");
        addClassName("shell");
        Anchor skip = new Anchor("#main", getTranslation("skip"));
        skip.addClassName("skip");
        skip.setRouterIgnore(true);
        add(skip, bar, page);
    }

    private MenuBar userMenu(Viewer viewer, AuthenticationContext authentication) {
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_SMALL);
        menu.addClassName("user-menu");
        var user = menu.addItem(viewer.displayName());
        user.setAriaLabel(getTranslation("user.menu", viewer.displayName()));
        user.getSubMenu().addItem(getTranslation("role." + viewer.role())).setEnabled(false);
        user.getSubMenu().addItem(getTranslation("sign-out"), click -> {
            getElement().executeJs("window.sivig.forget()").then(done -> authentication.logout());
        });
        return menu;
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        page.removeAll();
        head.removeAll();
        page.getElement().appendChild(content.getElement());
        if (content instanceof HasHead page) {
            head.add(page.head());
        }
    }
}
