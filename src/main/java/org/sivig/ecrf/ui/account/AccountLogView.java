package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.AccountEntry;
import org.sivig.ecrf.account.AccountLog;
import org.sivig.ecrf.ui.DownloadButton;
import org.sivig.ecrf.ui.Words;
import tools.jackson.databind.json.JsonMapper;

/** What was done about accounts, sites and sign-ins. */
@Route("admin/log")
@RolesAllowed("ADMINISTRATOR")
class AccountLogView extends AdminPage<AccountEntry> {

    private static final int SHOWN = 2_000;

    private final transient AccountLog log;
    private final transient AccessPolicy policy;
    private final Div result = new Div();

    AccountLogView(AccountLog log, AccessPolicy policy, JsonMapper json) {
        super("admin.log");
        this.log = log;
        this.policy = policy;
        Button verify = new Button(getTranslation("admin.log.verify"), click -> verify());
        verify.setId("verify_log");
        DownloadButton download = new DownloadButton("download_log", getTranslation("admin.log.download"), event -> {
            event.setFileName("sivig-accounts.jsonl");
            event.setContentType("application/x-ndjson; charset=utf-8");
            for (AccountEntry entry : log.all(policy)) {
                event.getOutputStream().write((json.writeValueAsString(fields(entry)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        result.getElement().setAttribute("aria-live", "polite");
        tools.add(verify, download);
        addComponentAtIndex(3, result);
        text("at", entry -> Words.dayAndTime(entry.at()));
        text("by", AccountEntry::username);
        text("act", entry -> getTranslation("account.act." + entry.act()));
        text("subject", AccountEntry::subject);
        text("details", entry -> entry.reason().isEmpty() ? entry.details()
                : entry.details().isEmpty() ? entry.reason() : entry.details() + " · " + entry.reason()).setAutoWidth(false).setFlexGrow(3);
        text("address", AccountEntry::address);
        show();
    }

    @Override
    List<AccountEntry> rows() {
        return log.last(SHOWN, policy);
    }

    @Override
    String searched(AccountEntry entry) {
        return String.join(" ", entry.username(), getTranslation("account.act." + entry.act()), entry.subject(), entry.details(),
                entry.reason(), entry.address());
    }

    private static Map<String, Object> fields(AccountEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seq", entry.seq());
        fields.put("at", entry.at().toString());
        fields.put("username", entry.username());
        fields.put("role", entry.role());
        fields.put("act", entry.act().name());
        fields.put("subject", entry.subject());
        fields.put("details", entry.details());
        fields.put("reason", entry.reason());
        fields.put("address", entry.address());
        return fields;
    }

    private void verify() {
        AccountLog.Verified found = log.verify(policy);
        Span said = new Span(found.broken() == 0 ? getTranslation("admin.log.holds", found.records())
                : getTranslation("admin.log.broken", found.broken()));
        said.addClassNames("note", found.broken() == 0 ? "ok" : "err");
        said.setId("log_note");
        result.removeAll();
        result.add(said);
    }
}
