package org.sivig.ecrf.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.DownloadEvent;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditFilter;
import org.sivig.ecrf.audit.AuditList;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.ListView;
import org.sivig.ecrf.ui.RangeText;
import org.sivig.ecrf.ui.RecordWords;
import org.sivig.ecrf.ui.Words;

/**
 * Every audit record of the patients whom the user sees, filtered in the head of each column. Filter and order stand in
 * the address; the files hold what the page shows.
 */
@Route(AuditView.ROUTE)
@PermitAll
class AuditView extends ListView<AuditRecord, AuditFilter, AuditAddress> {

    static final String ROUTE = "audit";

    /** Beyond it records are not counted: that would take longer than showing them. */
    private static final int COUNTED = 1_000;

    private final AuditList list;
    private final Words words = new Words(this);
    private final RecordWords said = new RecordWords(words);
    private final SoughtText sought = new SoughtText(words);
    /** Labels by {@code form.item}. */
    private final Map<String, String> items = new LinkedHashMap<>();
    private final Set<String> forms = Study.FORMS.stream().map(Form::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    private final AuditAddress.Known known;

    AuditView(AuditList list, PatientList patients, AccessPolicy policy) {
        super(ROUTE, AuditAddress.start(), patients, policy);
        this.list = list;
        Study.FORMS.forEach(form -> form.items().forEach(item -> items.put(form.name() + "." + item.name(),
                words.label(item) + " · " + said.form(form.name()))));
        known = new AuditAddress.Known(names(Role.values()), sites.keySet(), forms, items.keySet(),
                Stream.concat(Stream.of(AuditFilter.ANSWER), names(Act.values()).stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        addClassName("audit");
        if (!policy.seesPatients()) {
            return;
        }
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

    private static Set<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    protected AuditAddress read(QueryParameters parameters) {
        return AuditAddress.of(parameters, known, sought);
    }

    @Override
    protected String count(AuditFilter filter) {
        int found = list.count(filter, COUNTED + 1);
        return found > COUNTED ? getTranslation("audit.count.more", COUNTED) : getTranslation("audit.count", found);
    }

    private Anchor download(AuditCsv format) {
        String name = format.name().toLowerCase(Locale.ROOT);
        Anchor link = new Anchor(event -> export(format, event), getTranslation("audit.export." + name));
        link.setId("export_" + name);
        link.addClassName("audit-export");
        return link;
    }

    private void export(AuditCsv format, DownloadEvent event) throws IOException {
        AuditAddress shown = address();
        event.setFileName("sivig-audit-%s.csv".formatted(LocalDate.now(Study.CLOCK)));
        event.setContentType("text/csv; charset=utf-8");
        format.write(writer -> list.export(shown.filter(), !shown.oldestFirst(),
                shown.parameters().getQueryString(), writer), words, event.getOutputStream());
    }

    private void fillGrid() {
        column("at", "9.5rem", record -> RecordWords.moment(record.at()), filters.range("at", RangeText.DAYS,
                filter -> new Range<>(filter.from(), filter.to()), (filter, days) -> filter.withDays(days.from(), days.to())))
                .setSortable(true);
        column("user", "9rem", said::user, filters.part("user", AuditFilter::user, AuditFilter::withUser));
        column("patient", "7rem", link("patients-number", AuditRecord::patient,
                record -> "patients/" + record.patient()),
                filters.part("patient", AuditFilter::patient, AuditFilter::withPatient));
        column("item", "14rem", link("audit-item", said::item, AuditView::path), filters.codes("item", items.keySet(), items::get,
                AuditFilter::items, AuditFilter::withItems)).setFlexGrow(1);
        column("old", "8rem", said::before, filters.part("old", filter -> filter.oldValue().typed(),
                (filter, typed) -> filter.withOldValue(sought.inValues(typed)))).setFlexGrow(1);
        column("new", "8rem", said::after, filters.part("new", filter -> filter.newValue().typed(),
                (filter, typed) -> filter.withNewValue(sought.inValues(typed)))).setFlexGrow(1);
        column("act", "8.5rem", said::act, filters.codes("act", known.acts(), this::kind, AuditFilter::acts,
                AuditFilter::withActs));
        column("reason", "9rem", record -> said.reason(record.reason()), filters.part("reason",
                filter -> filter.reason().typed(), (filter, typed) -> filter.withReason(sought.inReasons(typed))))
                .setFlexGrow(1);
        column("form", "9rem", record -> said.form(record.form()), filters.codes("form", forms, said::form,
                AuditFilter::forms, AuditFilter::withForms));
        column("query", "5.5rem", record -> Objects.toString(record.query(), ""), queryFilter());
        column("role", "7.5rem", said::role, filters.codes("role", known.roles(), role -> words.of("role." + role),
                AuditFilter::roles, AuditFilter::withRoles));
        column("site", "5rem", AuditRecord::site, filters.codes("site", sites.keySet(),
                this::site, AuditFilter::sites, AuditFilter::withSites));
        grid.setItems(query -> list.fetch(filter(), !address().oldestFirst(), query.getOffset(), query.getLimit())
                .stream());
    }

    private Column<AuditRecord> column(String key, String width, ValueProvider<AuditRecord, String> text,
            Component filter) {
        return column(key, width, new TextRenderer<>(text::apply), filter);
    }

    /** Where the item of a record is typed; the casebook where there is none. */
    private static String path(AuditRecord record) {
        return "patients/" + record.patient() + record.instance().flatMap(instance -> Study.sectionOf(instance)
                .map(section -> "/" + section.path() + "?item=" + instance.exportName())).orElse("");
    }

    private String kind(String act) {
        return act.equals(AuditFilter.ANSWER) ? words.of("audit.answer") : words.of("audit.act." + act, "").strip();
    }

    private TextField queryFilter() {
        TextField field = filters.text("query", filter -> Objects.toString(filter.query(), ""),
                (filter, typed) -> filter.withQuery(number(typed)));
        field.setAllowedCharPattern("\\d");
        field.setMaxLength(9);
        return field;
    }

    private static @Nullable Long number(String typed) {
        String digits = TypedText.line(typed);
        return digits.matches("\\d{1,9}") ? Long.valueOf(digits) : null;
    }
}
