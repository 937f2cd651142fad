package org.sivig.ecrf.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.KeyedHash;
import org.sivig.ecrf.account.ScreenLock;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.guide.Guide;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Assets;
import org.sivig.ecrf.ui.Confirmation;
import org.sivig.ecrf.ui.HasHead;
import org.sivig.ecrf.ui.KeyHelp;
import org.sivig.ecrf.ui.LanguageSwitch;
import org.sivig.ecrf.ui.UnreadNote;
import org.sivig.ecrf.ui.Words;
import org.springframework.core.env.Environment;

/** The frame of every page behind the sign-in: one bar above, and the page. */
@Layout
@PermitAll
class MainLayout extends Div implements RouterLayout, BeforeLeaveObserver, AfterNavigationObserver {

    /** The pages of those who administer, below {@code admin/}, in their order. */
    static final List<String> ADMINISTRATION = List.of("sites", "users", "rights", "sessions", "log", "system");

    private final Map<String, Anchor> links = new LinkedHashMap<>();
    private final Div head = new Div();
    private final Div page = new Div();
    /** Our modules are served as they stand: an annotation would ask the build for a bundle of its own. */
    static final String SCRIPT = Assets.context("ecrf/main.js");

    private final Div keys = new Div();
    private final UnreadNote unread = new UnreadNote();
    private @Nullable HasElement shown;

    private final String owner;
    private final String journalKey;
    private final int idle;

    /** As many characters of a name stand in the bar; a longer one would leave a menu without a name. */
    private static final int NAME = 28;
    /** Pages to which only the dashboard leads. */
    private static final List<String> BEHIND_DASHBOARD = List.of("monitoring/", "signals/", "verification-plan/");

    MainLayout(AccessPolicy policy, AuthenticationContext authentication, Environment environment, KeyedHash hash, SignIns signIns,
            ScreenLock lock) {
        idle = (int) signIns.idle().toMinutes();
        Viewer viewer = policy.viewer();
        owner = hash.of("journal-owner", viewer.username()).substring(0, 32);
        journalKey = hash.of("journal-key", viewer.username());
        RouterLink brand = new RouterLink("SIVIG", HomeView.class);
        brand.addClassName("brand");
        Header bar = new Header(brand);
        bar.addClassName("bar");
        if (policy.seesPatients()) {
            link("patients", "patients");
            link("data", "data.title");
            link("findings", "findings.title");
            link("queries", "queries.title");
            link("audit", "audit.title");
            link("dashboard", "dashboard.title");
            link("cohort", "cohort.title");
            link("samples", "samples.title");
        } else if (policy.administers()) {
            ADMINISTRATION.forEach(page -> link("admin/" + page, "admin." + page + ".title"));
        }
        if (!policy.seesPatients() && policy.verifiesAudit()) {
            link("admin/audit", "chains.title");
        }
        links.values().forEach(bar::add);
        head.addClassName("head");
        bar.add(head);
        if (Arrays.asList(environment.getActiveProfiles()).contains("demo")
                || environment.getActiveProfiles().length == 0) {
            Span banner = new Span(getTranslation("demo.banner"));
            banner.addClassNames("pill", "warn", "demo-banner");
            bar.add(banner);
        }
        NativeButton help = new NativeButton("?");
        help.setId("key_help_open");
        help.addClassName("help-open");
        help.setAriaLabel(getTranslation("key-help.open"));
        help.getElement().setAttribute("title", getTranslation("key-help.open")).setAttribute("aria-haspopup", "dialog");
        Span zone = new Span(getTranslation("zone"));
        zone.addClassName("zone");
        zone.getElement().setAttribute("title", Study.ZONE.getId());
        bar.add(zone, help, new LanguageSwitch(), userMenu(viewer, policy.exports(), authentication));
        page.addClassName("page");
        addClassName("shell");
        getElement().setAttribute("data-printed-at", getTranslation("print.at"))
                .setAttribute("data-sheet-of", getTranslation("print.sheet"))
                .setAttribute("data-rows-of", getTranslation("print.rows"))
                .setAttribute("data-zone", Study.ZONE.getId())
                .setAttribute("data-room", getTranslation("key.room"))
                .setAttribute("data-written", getTranslation("key.written", getTranslation("keyboard.Escape")))
                .setAttribute("data-nothing", getTranslation("key.nothing"))
                .setAttribute("data-sort", getTranslation("list.sort-by"));
        Anchor skip = new Anchor("#main", getTranslation("skip"));
        skip.addClassName("skip");
        skip.setRouterIgnore(true);
        Div unsaved = new Div();
        unsaved.setId("unsaved_elsewhere");
        unsaved.getElement().setAttribute("role", "alert").setAttribute("hidden", true);
        bar.add(unsaved);
        getElement().setAttribute("data-unsaved", getTranslation("save.unsaved"))
                .setAttribute("data-resumed", getTranslation("save.resumed"))
                .setAttribute("data-colon", getTranslation("save.colon"))
                .setAttribute("data-idle-soon", getTranslation("idle.soon"))
                .setAttribute("data-idle-go-on", getTranslation("idle.go-on"))
                .setAttribute("data-idle-over", getTranslation("idle.over", idle))
                .setAttribute("data-idle-password", lock.isByPassword() ? getTranslation("login.password") : "")
                .setAttribute("data-idle-unlock", getTranslation("idle.unlock"))
                .setAttribute("data-idle-wrong", getTranslation("account.refused.WRONG_PASSWORD"))
                .setAttribute("data-idle-paused", getTranslation("account.refused.PAUSED"))
                .setAttribute("data-idle-passkey", lock.isByPasskey() ? getTranslation("passkey.use") : "")
                .setAttribute("data-idle-no-passkey", getTranslation("passkey.NotAllowedError"))
                .setAttribute("data-idle-other-passkey", getTranslation("account.refused.PASSKEY_REFUSED"))
                .setAttribute("data-idle-provider", lock.provider() == null ? "" : getTranslation("provider.again", lock.provider()))
                .setAttribute("data-idle-no-provider", getTranslation("account.refused.NOT_VOUCHED"))
                .setAttribute("data-idle-no-window", getTranslation("provider.no-window"))
                .setAttribute("data-idle-away", getTranslation("idle.away"))
                .setAttribute("data-idle-again", getTranslation("idle.again"));
        add(skip, bar, page, keys);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        attached.getUI().getPage().addJsModule(SCRIPT);
        getElement().executeJs("window.sivig.unlock($0, $1); window.sivig.watchIdle($2); window.sivig.tellResumed()", owner, journalKey, idle);
    }

    private void link(String path, String key) {
        Anchor link = new Anchor(path, getTranslation(key));
        link.addClassName("nav-link");
        links.put(path, link);
    }

    /** A question does not outlive its page, nor is it answered by that: what was typed comes back with the page. */
    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        UI ui = event.getUI();
        if (!event.getLocation().getPath().equals(ui.getInternals().getActiveViewLocation().getPath())) {
            ui.getChildren().filter(child -> child instanceof Dialog || child instanceof ConfirmDialog).toList()
                    .forEach(Component::removeFromParent);
        }
    }

    /** Marks the link under whose path the page is. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        getElement().executeJs("window.sivig.moved($0)", event.getLocation().getPath());
        Map<String, List<String>> parameters = event.getLocation().getQueryParameters().getParameters();
        unread.tell(shown instanceof UnreadNote.Reader reader ? reader.unread(parameters) : UnreadNote.all(parameters));
        String here = event.getLocation().getPath() + "/";
        links.forEach((path, link) -> {
            if (here.startsWith(path + "/") || path.equals("dashboard") && BEHIND_DASHBOARD.stream().anyMatch(here::startsWith)) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }

    private MenuBar userMenu(Viewer viewer, boolean exports, AuthenticationContext authentication) {
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        menu.addClassName("user-menu");
        String name = viewer.displayName();
        var user = menu.addItem(name.length() <= NAME ? name : name.substring(0, NAME - 1).strip() + "…");
        user.setAriaLabel(getTranslation("user.menu", viewer.displayName()));
        user.getSubMenu().addItem(getTranslation("role." + viewer.role())).setEnabled(false);
        user.getSubMenu().addItem(getTranslation("zone")).setEnabled(false);
        user.getSubMenu().addItem(getTranslation("account.title"), click -> getUI().ifPresent(ui -> ui.navigate("account")));
        if (exports) {
            user.getSubMenu().addItem(getTranslation("packages.title"), click -> getUI().ifPresent(ui -> ui.navigate("export")));
        }
        user.getSubMenu().addItem(getTranslation("guide"), click -> getUI().ifPresent(ui -> ui.navigate(Guide.PATH)));
        user.getSubMenu().addItem(getTranslation("sign-out"), click ->
                getElement().executeJs("return window.sivig.countKept()").then(Integer.class, kept -> {
                    if (kept == 0) {
                        signOut(authentication);
                    } else {
                        new Confirmation(new Words(this), getTranslation("sign-out"), getTranslation("sign-out.kept", kept),
                                "sign_out_confirm", getTranslation("sign-out.anyway"), () -> signOut(authentication)).irrevocable().open();
                    }
                }));
        return menu;
    }

    private void signOut(AuthenticationContext authentication) {
        getElement().executeJs("window.sivig.forget()").then(done -> authentication.logout());
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        page.removeAll();
        head.removeAll();
        page.add(unread);
        page.getElement().appendChild(content.getElement());
        shown = content;
        if (content instanceof HasHead page) {
            head.add(page.head());
        }
        keys.removeAll();
        keys.add(content instanceof KeyHelp.Page page ? page.keys() : new KeyHelp());
    }
}
