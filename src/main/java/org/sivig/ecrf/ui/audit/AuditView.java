package org.sivig.ecrf.ui.audit;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.DownloadEvent;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditColumns;
import org.sivig.ecrf.audit.AuditList;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditText;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.DownloadButton;
import org.sivig.ecrf.ui.ListPage;
import org.sivig.ecrf.ui.WholeFile;
import org.sivig.ecrf.ui.Words;

/**
 * Every audit record of the patients whom the user sees, filtered in the head of each column. Filter and order stand in
 * the address; the files hold what the page shows.
 */
@Route(AuditView.ROUTE)
@PermitAll
class AuditView extends ListPage<AuditRecord> {

    static final String ROUTE = "audit";

    /** Beyond it records are not counted: that would take longer than showing them. */
    private static final int COUNTED = 1_000;

    private final AuditList list;
    private final Words words = new Words(this);
    private final RecordText said = new RecordText(words.study());
    private final SoughtText sought = new SoughtText(words);
    /** Labels by {@code form.item}. */
    private final Map<String, String> items = new LinkedHashMap<>();
    private final List<String> acts = Stream.concat(Stream.of(AuditColumns.ANSWER), names(Act.values()).stream()).toList();

    AuditView(AuditList list, PatientList patients, AccessPolicy policy) {
        super(ROUTE, list, patients, policy);
        this.list = list;
        Study.FORMS.forEach(form -> form.items().forEach(item -> items.put(form.name() + "." + item.name(),
                words.label(item) + " · " + said.form(form.name()))));
        addClassName("audit");
        if (!policy.seesPatients()) {
            return;
        }
        head.add(new RouterLink(getTranslation("identity-reads.title"), IdentityReadsView.class));
        if (policy.verifiesAudit()) {
            head.add(new RouterLink(getTranslation("chains.title"), ChainView.class));
        }
        Span hint = new Span(text("hint"));
        hint.addClassName("hint");
        tools.addComponentAsFirst(hint);
        tools.add(download(AuditCsv.ANALYSIS), download(AuditCsv.EXCEL));
        fillGrid();
        layOut();
    }

    private static List<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    @Override
    protected String count(Filter<AuditRecord> filter) {
        int found = list.count(filter, COUNTED + 1);
        return found > COUNTED ? getTranslation("audit.count.more", COUNTED) : getTranslation("audit.count", found);
    }

    private DownloadButton download(AuditCsv format) {
        String name = format.name().toLowerCase(Locale.ROOT);
        DownloadButton button = new DownloadButton("export_" + name, getTranslation("list.export." + name),
                event -> export(format, event));
        act(button::setEnabled);
        return button;
    }

    private void export(AuditCsv format, DownloadEvent event) throws IOException {
        Listing<AuditRecord> shown = listing();
        String address = address().getQueryString();
        event.setFileName("sivig-audit-%s-%s.csv".formatted(LocalDate.now(Study.CLOCK),
                format.name().toLowerCase(Locale.ROOT)));
        event.setContentType("text/csv; charset=utf-8");
        WholeFile.send(out -> format.write(writer -> list.export(shown, address, writer), words, out),
                event.getOutputStream());
    }

    private void fillGrid() {
        days(AuditColumns.AT, "9.25rem", said::when);
        text(AuditColumns.USER, "10.5rem", text(said::user));
        text(AuditColumns.PATIENT, "6.5rem", link("patients-number", AuditRecord::patient,
                record -> CasebookAddress.of(record.patient())));
        codes(AuditColumns.ITEM, "12rem", link("audit-item", said::place, AuditView::path), items.keySet(), items::get)
                .setFlexGrow(1);
        sought(AuditColumns.OLD, "7rem", said::before, sought::inValues);
        sought(AuditColumns.NEW, "7rem", said::after, sought::inValues);
        codes(AuditColumns.ACT, "9.5rem", text(said::act), acts, this::kind);
        sought(AuditColumns.REASON, "9rem", record -> said.reason(record.reason()), sought::inReasons);
        codes(AuditColumns.FORM, "9rem", text(record -> said.form(record.form())),
                FORMS, said::form);
        column(AuditColumns.QUERY, "5.5rem", text(record -> Objects.toString(record.query(), "")), queryField());
        codes(AuditColumns.ROLE, "7.5rem", text(said::role), names(Role.values()), role -> words.of("role." + role));
        codes(AuditColumns.SITE, "5rem", text(AuditRecord::site), sites.keySet(), this::site);
        grid.setItemsPageable(page -> list.fetch(filter(), page));
    }

    private static TextRenderer<AuditRecord> text(ValueProvider<AuditRecord, @Nullable String> text) {
        return new TextRenderer<>(text::apply);
    }

    private void sought(Column<AuditRecord, AuditText> column, String width, ValueProvider<AuditRecord, String> text,
            Function<String, AuditText> meaning) {
        column(column, width, text(text), fields.typed(column, AuditText::typed, meaning)).setFlexGrow(1);
    }

    private static String path(AuditRecord record) {
        return CasebookAddress.of(record.patient(), record.instance().orElse(null));
    }

    private String kind(String act) {
        return act.equals(AuditColumns.ANSWER) ? words.of("audit.answer") : words.of("audit.act." + act, "").strip();
    }

    private TextField queryField() {
        TextField field = fields.typed(AuditColumns.QUERY, query -> Objects.toString(query, ""), AuditView::number);
        field.setPlaceholder("");
        field.setAllowedCharPattern("\\d");
        field.setMaxLength(9);
        return field;
    }

    private static @Nullable Long number(String typed) {
        String digits = TypedText.line(typed);
        return digits.matches("\\d{1,9}") ? Long.valueOf(digits) : null;
    }
}
