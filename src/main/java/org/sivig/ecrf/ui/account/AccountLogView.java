package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.router.Route;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.AccountAct;
import org.sivig.ecrf.account.AccountEntry;
import org.sivig.ecrf.account.AccountLog;
import org.sivig.ecrf.account.AccountLogList;
import org.sivig.ecrf.account.Refusal;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.DownloadButton;
import org.sivig.ecrf.ui.ListPage;
import org.sivig.ecrf.ui.WholeFile;
import org.sivig.ecrf.ui.Words;
import tools.jackson.databind.json.JsonMapper;

/** What was done about accounts, sites and sign-ins, and what somebody was refused. */
@Route(AccountLogView.ROUTE)
@RolesAllowed("ADMINISTRATOR")
class AccountLogView extends ListPage<AccountEntry> {

    static final String ROUTE = "admin/log";

    private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z_]+\\b");
    private static final Pattern DAY = Pattern.compile("\\b((?:from |until )?)(\\d{4})-(\\d{2})-(\\d{2})\\b");

    private final Words words = new Words(this);
    private final transient AccountLogList list;
    private final transient AccountLog log;
    private final transient AccessPolicy policy;
    private final Div result = new Div();
    private int found;

    AccountLogView(AccountLogList list, AccountLog log, AccessPolicy policy, JsonMapper json) {
        super(ROUTE, "admin.log", list);
        this.list = list;
        this.log = log;
        this.policy = policy;
        Button verify = new Button(text("verify"), click -> verify());
        verify.setId("verify_log");
        Paragraph help = new Paragraph(text("help"));
        help.addClassName("hint");
        result.getElement().setAttribute("aria-live", "polite");
        tools.addComponentAsFirst(help);
        tools.add(verify, download("download_log", text("download"), "jsonl", "application/x-ndjson", (rows, out) -> rows.accept(entry ->
                        write(out, json.writeValueAsString(fields(entry)) + "\n"))),
                download("download_log_csv", getTranslation("list.export.analysis"), "csv", "text/csv", AccountLogView::csv), result);

        days(AccountLogList.AT, "8.5rem", entry -> Words.dayAndTime(entry.at()));
        text(AccountLogList.BY, "9rem", new TextRenderer<>(AccountEntry::username));
        codes(AccountLogList.ROLE, "8rem", new TextRenderer<>(this::role), Arrays.stream(Role.values()).map(Role::name).toList(),
                role -> getTranslation("role." + role));
        codes(AccountLogList.ACT, "12rem", new TextRenderer<>(entry -> act(entry.act())), List.of(AccountAct.values()), this::act);
        text(AccountLogList.SUBJECT, "9rem", new TextRenderer<>(AccountEntry::subject));
        text(AccountLogList.DETAILS, "15rem", new TextRenderer<>(this::details)).setFlexGrow(1);
        text(AccountLogList.ADDRESS, "9rem", new TextRenderer<>(AccountEntry::address));
        grid.setId("admin_log");
        grid.setItemsPageable(page -> list.fetch(filter(), page), page -> (long) found);
        layOut();
    }

    @Override
    protected String count(Filter<AccountEntry> filter) {
        found = (int) list.count(filter);
        return getTranslation("admin.log.count", found);
    }

    private String act(AccountAct act) {
        return getTranslation("account.act." + act);
    }

    private String role(AccountEntry entry) {
        return entry.role().isEmpty() ? "" : getTranslation("role." + entry.role());
    }

    private String details(AccountEntry entry) {
        String details = switch (entry.act()) {
            case DENIED -> refused(entry.details());
            case RECOVERY_CODE_USED -> words.of("admin.log.codes-left", entry.details());
            default -> said(entry.details());
        };
        return Stream.of(details, entry.reason()).filter(text -> !text.isEmpty()).collect(Collectors.joining(" · "));
    }

    private String refused(String kept) {
        return Refusal.of(kept).map(refusal -> words.of("admin.log.refused." + refusal, step(refusal.named(kept)))).orElseGet(() -> said(kept));
    }

    private String step(String named) {
        String key = "life.step." + named;
        return named.matches("[A-Z_]+") && words.has(key) ? words.of(key) : named;
    }

    /** What is kept in codes and in days as the database has them, in words. */
    private String said(String kept) {
        String coded = CODE.matcher(BrowserName.in(kept)).replaceAll(found -> Matcher.quoteReplacement(Stream.of("admin.log.code.", "role.", "duty.")
                .map(key -> key + found.group()).filter(words::has).findFirst().map(words::of).orElse(found.group())));
        return DAY.matcher(coded).replaceAll(found -> Matcher.quoteReplacement(words.of("admin.log.day." + (found.group(1).isEmpty() ? "at" : found.group(1).strip()),
                "%s/%s/%s".formatted(found.group(4), found.group(3), found.group(2)))));
    }

    // --- files ------------------------------------------------------------------------------------------------------

    /** Writes what it is given, row by row. */
    private interface Format {
        void write(Consumer<Consumer<AccountEntry>> rows, OutputStream out) throws IOException;
    }

    private DownloadButton download(String id, String label, String ending, String type, Format format) {
        DownloadButton button = new DownloadButton(id, label, event -> {
            Listing<AccountEntry> shown = listing();
            String address = address().getQueryString();
            event.setFileName("sivig-accounts-%s.%s".formatted(LocalDate.now(Study.CLOCK), ending));
            event.setContentType(type + "; charset=utf-8");
            WholeFile.send(out -> format.write(receiver -> list.export(shown, address, receiver), out), event.getOutputStream());
        });
        act(button::setEnabled);
        return button;
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void csv(Consumer<Consumer<AccountEntry>> rows, OutputStream out) throws IOException {
        CsvWriter csv = CsvPreset.ANALYSIS.open(out);
        csv.writeRecord("seq", "at", "username", "role", "act", "subject", "details", "reason", "address");
        rows.accept(entry -> csv.writeRecord(fields(entry).values().stream().map(value -> CsvPreset.ANALYSIS.text(value.toString())).toList()));
        csv.flush();
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
        AccountLog.Verified verified = log.verify(policy);
        Span said = new Span(verified.broken() == 0 ? getTranslation("admin.log.holds", verified.records())
                : getTranslation("admin.log.broken", verified.broken()));
        said.addClassNames("note", verified.broken() == 0 ? "ok" : "err");
        said.setId("log_note");
        result.removeAll();
        result.add(said);
    }
}
