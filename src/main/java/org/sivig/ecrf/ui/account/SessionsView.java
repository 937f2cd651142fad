package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.OpenSignIn;
import org.sivig.ecrf.account.Sessions;
import org.sivig.ecrf.ui.Confirmation;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;

/** Who is signed in now, and from where. */
@Route("admin/sessions")
@RolesAllowed("ADMINISTRATOR")
class SessionsView extends AdminPage<OpenSignIn> {

    private final transient Sessions sessions;
    private final Paragraph trouble = new Paragraph();

    SessionsView(Sessions sessions) {
        super("admin.sessions");
        this.sessions = sessions;
        Button others = new Button(getTranslation("admin.sessions.end-others"), click -> Proven.then(this::confirmOthers));
        others.setId("end_others");
        tools.add(others);
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        addComponentAtIndex(3, trouble);
        text("person", OpenSignIn::username);
        text("role", each -> getTranslation("role." + each.role()));
        text("since", each -> Words.dayAndTime(each.started()));
        text("last", each -> Words.dayAndTime(each.lastAction()));
        text("shown", each -> each.shown().stream().sorted().map(factor -> getTranslation("factor." + factor))
                .collect(Collectors.joining(" + ")));
        text("address", OpenSignIn::address);
        text("browser", row -> BrowserName.of(row.browser())).setAutoWidth(false).setFlexGrow(3);
        grid.addComponentColumn(each -> {
            if (each.isThis()) {
                return new Span(getTranslation("account.sessions.this"));
            }
            Button end = new Button(getTranslation("account.sessions.end"),
                    click -> Proven.then(() -> confirm(each)));
            end.setAriaLabel(endOf(each));
            return end;
        }).setHeader(getTranslation("account.sessions.do")).setAutoWidth(true);
        show();
    }

    private String endOf(OpenSignIn session) {
        return getTranslation("admin.sessions.end.of", session.username(), Words.dayAndTime(session.started()));
    }

    private void confirm(OpenSignIn session) {
        new Confirmation(words, endOf(session), getTranslation("admin.sessions.end.what"), "end_confirm",
                getTranslation("account.sessions.end"), () -> act(() -> sessions.end(session))).open();
    }

    private void confirmOthers() {
        new Confirmation(words, getTranslation("admin.sessions.end-others"), getTranslation("admin.sessions.end-others.what"),
                "end_others_confirm", getTranslation("admin.sessions.end-others"), () -> act(sessions::endOthers)).open();
    }

    private void act(Runnable end) {
        trouble.setVisible(false);
        attempt("Ending sessions", end, why -> {
            trouble.setText(why);
            trouble.setVisible(true);
        });
    }

    @Override
    void show() {
        showAmong(sessions.all(), row -> row.username() + " " + getTranslation("role." + row.role()) + " " + row.address() + " " + BrowserName.of(row.browser()));
    }
}
