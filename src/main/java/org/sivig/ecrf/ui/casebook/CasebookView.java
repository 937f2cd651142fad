package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.ItemHistory;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.Obstacle;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PastCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.guide.KeyPlace;
import org.sivig.ecrf.guide.KeyRight;
import org.sivig.ecrf.paper.CasebookPdf;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.PatientNumber;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.DownloadButton;
import org.sivig.ecrf.ui.HasHead;
import org.sivig.ecrf.ui.KeyHelp;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.UnreadNote;
import org.sivig.ecrf.ui.WholeFile;
import org.sivig.ecrf.ui.Unsent;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.verification.VerificationMarks;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.web.util.UriUtils;

/**
 * A casebook: its sections on the left, one form or the overview beside it. Each field is saved when it is left; what
 * could not be saved stays on screen and is tried again.
 */
@Route("patients/:number/:form?/:row?")
@PermitAll
class CasebookView extends Div
        implements BeforeEnterObserver, TitledPage, HasHead, KeyHelp.Page, VerificationBar.Page, Saving.Page, LifeActs.Page,
        UnreadNote.Reader {

    /** The parameter that names the item to go to. */
    private static final String ITEM = "item";

    private final transient Casebooks casebooks;
    private final transient ItemHistory itemHistory;
    private final transient Verifications verifications;
    private final transient CasebookPdf pdf;
    private final transient AccessPolicy policy;
    private final Words words;
    private final HeadBadges head;
    private final SectionList sections;
    private final Main main = new Main();
    private final ChoiceMenu menu;
    private final HistoryPopover histories;
    private final KeyHelp keys = new KeyHelp();
    private final PageScript script = new PageScript(getElement());
    private final Saving saving;
    private final LifeActs lifeActs;
    private final FieldQueries fieldQueries;
    private final FieldActs fieldActs;
    private final Alarms alarms;
    private Links links = new Links("", null);
    private String title = "";
    private @Nullable Section section;
    private @Nullable PastCasebook past;
    private @Nullable Sheet panel;
    private @Nullable RowTools tools;
    private @Nullable OverviewPanel overview;
    private @Nullable LifeBar life;
    private @Nullable Obstacles obstacles;
    private @Nullable VerificationBar verification;
    private transient @Nullable VerificationMarks marks;
    private boolean editable;
    private @Nullable CasebookState state;
    private transient @Nullable OpenCasebook last;

    CasebookView(Casebooks casebooks, LifeCycle lifeCycle, ItemHistory itemHistory, Queries queries,
            Verifications verifications, CasebookPdf pdf, AccessPolicy policy, DisplayNames names) {
        this.casebooks = casebooks;
        this.pdf = pdf;
        this.itemHistory = itemHistory;
        this.verifications = verifications;
        this.policy = policy;
        words = new Words(this, names.remembered());
        head = new HeadBadges(words);
        sections = new SectionList(words);
        menu = new ChoiceMenu(words);
        histories = new HistoryPopover(words);
        lifeActs = new LifeActs(lifeCycle, verifications, policy, words, this);
        saving = new Saving(casebooks, policy.viewer().username(), words, this, script, lifeActs::closedBy);
        fieldQueries = new FieldQueries(queries, words, this::look);
        fieldActs = new FieldActs(words, this, script, saving, new Justifying(casebooks, words, this::refresh),
                fieldQueries, this::ask, menu);
        alarms = new Alarms(itemHistory, words, script, saving);
        addClassName("casebook");
        main.setId("main");
        main.addClassName("content");
        for (String word : List.of("saving", "typing", "slow", "silent", "offline", "expired", "changed", "waiting", "missed",
                "left", "take", "discard", "uncorrected")) {
            getElement().setAttribute("data-" + word, words.of("save." + word));
        }
        getElement().setAttribute("data-close", words.of("close"));
        for (MissingReason reason : MissingReason.values()) {
            getElement().setAttribute("data-" + reason.code().toLowerCase(Locale.ROOT),
                    words.of("code.missing_reason." + reason.code()));
        }
        add(sections, main);
    }

    @Override
    public Component head() {
        return head;
    }

    @Override
    public KeyHelp keys() {
        return keys;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String number() {
        return links.number();
    }

    @Override
    public Optional<Sheet> sheet() {
        return Optional.ofNullable(panel);
    }

    @Override
    public Optional<AnswerField> field(String item) {
        return sheet().flatMap(sheet -> sheet.field(item));
    }

    // --- opening ----------------------------------------------------------------------------------------------------

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String other = number(event);
        if (!other.equals(number())) {
            saving.leavePatient();
        }
        QueryParameters asked = event.getLocation().getQueryParameters();
        links = new Links(other, AsOf.of(asked).orElse(null));
        getElement().setAttribute("data-past", links.asOf() != null);
        String path = event.getRouteParameters().get("form").map(name -> name
                + event.getRouteParameters().get("row").map(row -> "/" + row).orElse("")).orElse(null);
        section = path == null ? null : Study.sectionAt(path);
        clear();
        try {
            OpenCasebook open = read();
            if (path != null && (section == null || !Study.isReached(section, open.casebook()))) {
                section = null;
                notFound(words.of("form.unknown"), words.of("form.unknown.help"));
                main.add(new Paragraph(new Anchor(CasebookAddress.of(number()), words.of("overview.title", number()))));
                return;
            }
            setVisible(true);
            alarms.open(open);
            build(open);
            refresh(open);
            if (past != null) {
                past.since().forEach((item, now) -> field(item).ifPresent(field -> sheet().orElseThrow().changedSince(
                        item, words.of("asof.since", words.answer(field.item(), now)))));
            }
        } catch (PatientNotFoundException none) {
            notFound(words.of("patient.unknown"), words.of("patient.unknown.help"));
            return;
        }
        script.open(other, event.getLocation().getPath(), asked.getSingleParameter(ITEM).orElse(""));
    }

    @Override
    public List<String> unread(Map<String, List<String>> parameters) {
        boolean when = AsOf.of(new QueryParameters(parameters)).isPresent();
        return UnreadNote.all(parameters).stream().filter(each -> each.startsWith(ITEM + "=")
                ? !isItem(each.substring(ITEM.length() + 1)) : !(when && each.startsWith(AsOf.PARAMETER + "="))).toList();
    }

    private static boolean isItem(String exportName) {
        try {
            Study.reach(exportName);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** The number in the address, also where somebody has pasted it with hyphens that an address writes as codes. */
    private static String number(BeforeEnterEvent event) {
        String written = event.getRouteParameters().get("number").orElse("");
        try {
            return PatientNumber.of(UriUtils.decode(written, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noCode) {
            return PatientNumber.of(written);
        }
    }

    /** The casebook as it is shown: as it stands, or as it was. */
    private OpenCasebook read() {
        AsOf asOf = links.asOf();
        past = asOf == null ? null : casebooks.open(number(), asOf.at());
        marks = past == null ? verifications.of(number()) : null;
        return past == null ? casebooks.open(number()) : past.then();
    }

    private void clear() {
        main.removeAll();
        panel = null;
        tools = null;
        life = null;
        overview = null;
        obstacles = null;
        verification = null;
        saving.leavePage();
    }

    @Override
    public void rebuild(OpenCasebook open) {
        clear();
        marksChanged();
        build(open);
        refresh(open);
    }

    private void notFound(String message, String help) {
        title = message;
        keys.show(KeyPlace.OTHER, Set.of());
        head.setVisible(false);
        sections.setVisible(false);
        main.removeAll();
        script.at("");
        main.add(new H1(message), new Paragraph(help));
        main.add(policy.seesPatients() ? new Anchor("patients", words.of("patients.back")) : new Anchor("", words.of("home.title")));
    }

    private void build(OpenCasebook open) {
        editable = open.editable();
        state = open.standing().state();
        head.setVisible(true);
        sections.setVisible(true);
        main.add(menu, histories);
        sections.build(links, open, section);
        if (section == null) {
            title = number();
            keys.show(KeyPlace.CASEBOOK, rights(open));
            main.add(new H1(number()));
        } else {
            build(open, section);
        }
    }

    private void build(OpenCasebook open, Section shown) {
        title = number() + " · " + shown.place() + " · " + words.name(shown);
        if (past != null) {
            main.add(AsOf.banner(past, words, now()));
        }
        main.add(new H1(shown.place() + " · " + words.title(shown)));
        String help = shown.labelKey() + ".help";
        if (words.has(help)) {
            Paragraph hint = new Paragraph(words.of(help));
            hint.addClassName("hint");
            main.add(hint);
        }
        if (past == null && !open.editable()) {
            Span readOnly = new Span(open.standing().state().allows(CasebookState.Work.ANSWERS)
                    ? words.of("form.read-only") : words.of("form.closed", lifeActs.closedBy(open)));
            readOnly.addClassNames("note", "info");
            main.add(readOnly);
        }
        panel = shown.forms().contains(VisitForm.FORM) ? new MatrixPanel(open, words, fieldActs)
                : new FormPanel(shown, open, words, fieldActs);
        if (past == null) {
            verification = new VerificationBar(verifications, shown, words, this);
            main.add(verification);
        }
        keys.show(panel instanceof MatrixPanel ? KeyPlace.VISITS : KeyPlace.FORM, rights(open));
        main.add(alarms, fieldQueries, panel, foot(open, shown));
    }

    private Div foot(OpenCasebook open, Section shown) {
        Div foot = new Div();
        foot.addClassName("form-foot");
        sections.next().ifPresent(next -> {
            RouterLink link = links.to(words.of("form.next", words.name(next)), next);
            link.setId("next_section");
            foot.add(link);
        });
        if (past == null) {
            life = new LifeBar(shown, words, () -> completeForm(shown), () -> lifeActs.reopenForm(shown));
            foot.add(life);
        }
        if (open.editable()) {
            tools = new RowTools(shown, words, new RowActs(shown, words, links, this, script, saving, menu));
            foot.add(tools);
        }
        foot.add(keys.reminder());
        return foot;
    }

    /** The way from the past back to the same page as it is now. */
    private RouterLink now() {
        RouterLink link = links.now(words.of("asof.now"), section);
        link.setId("as_of_now");
        return link;
    }

    /** What who looks may do here, as far as keys do it. */
    private Set<KeyRight> rights(OpenCasebook open) {
        Set<KeyRight> rights = EnumSet.noneOf(KeyRight.class);
        if (past != null) {
            return rights;
        }
        rights.add(KeyRight.PRESENT);
        if (open.editable()) {
            rights.add(KeyRight.ENTER);
        }
        if (marks != null && marks.verifies()) {
            rights.add(KeyRight.VERIFY);
        }
        QueryStep raises = open.standing().raises();
        if (raises != null) {
            rights.add(KeyRight.of(raises));
        }
        return rights;
    }

    // --- showing ----------------------------------------------------------------------------------------------------

    @Override
    public void refresh(OpenCasebook open) {
        last = open;
        boolean verifies = policy.verifies(open.site());
        OpenCasebook told = alarms.told(open, section);
        head.show(told);
        sections.show(told, verifies ? marks : null);
        if (panel != null) {
            Section shown = Objects.requireNonNull(section);
            panel.getElement().setAttribute("data-explained", open.standing().completion(shown) != null);
            panel.show(told);
            alarms.show(open, told, shown, links);
            fieldQueries.show(open, shown);
        }
        if (verification != null && marks != null) {
            verification.show(open, marks, verifies);
        }
        if (tools != null) {
            tools.show(open);
        }
        if (life != null) {
            life.show(open);
        }
        if (obstacles != null) {
            obstacles.show(open);
        }
        if (section == null) {
            showOverview(open);
        }
    }

    private Component pdf() {
        AsOf asOf = links.asOf();
        String number = number();
        return new Span(pdf("casebook_pdf", "paper.pdf", number, asOf, false), new Text(" "),
                pdf("casebook_pdf_records", "paper.pdf.records", number, asOf, true));
    }

    private DownloadButton pdf(String id, String key, String number, @Nullable AsOf asOf, boolean records) {
        DownloadButton button = new DownloadButton(id, words.of(key), event -> {
            event.setFileName("sivig-" + number + (records ? "-audit" : "") + (asOf == null ? "" : "-" + LocalDate.ofInstant(asOf.at(), Study.ZONE)) + ".pdf");
            event.setContentType("application/pdf");
            WholeFile.send(out -> pdf.write(number, asOf == null ? null : asOf.at(), records, words.locale(), out),
                    event.getOutputStream());
        });
        button.setTitle(words.of(key + ".help"));
        return button;
    }

    private void showOverview(OpenCasebook open) {
        main.removeAll();
        main.add(past == null ? AsOf.picker(words, links::open) : AsOf.banner(past, words, now()));
        overview = new OverviewPanel(open, words, links::to, alarms, pdf());
        if (past == null) {
            overview.addComponentAtIndex(1, lifeActs.panel(open));
        }
        main.add(overview);
    }

    @Override
    public OpenCasebook look() {
        OpenCasebook now = casebooks.open(number());
        showAfter(now);
        return now;
    }

    @Override
    public void showAfter(OpenCasebook now) {
        if (section != null && (now.editable() != editable || now.standing().state() != state)) {
            rebuild(now);
        } else {
            refresh(now);
        }
    }

    /** Shows what is in the way above the foot of a form, or under the state of the casebook. */
    @Override
    public void putUp(List<Obstacle> found) {
        if (obstacles != null) {
            obstacles.removeFromParent();
            obstacles = null;
        }
        if (!found.isEmpty()) {
            obstacles = new Obstacles(found, words, links::to);
            if (overview != null) {
                overview.addComponentAtIndex(2, obstacles);
            } else {
                main.addComponentAtIndex(main.getComponentCount() - 1, obstacles);
            }
            obstacles.getElement().executeJs("this.scrollIntoView({ block: 'nearest' }); this.focus()");
        }
    }

    @Override
    public void readAgain() {
        refresh(read());
    }

    @Override
    public void readMarks() {
        marksChanged();
        refresh(Objects.requireNonNull(last));
    }

    @Override
    public void marksChanged() {
        if (past == null) {
            marks = verifications.of(number());
        }
    }

    private void ask(AnswerField field, String text) {
        if (past == null) {
            fieldQueries.ask(casebooks.open(number()), field.name(), field.label(), text);
        }
    }

    private void completeForm(Section shown) {
        if (!saving.isDone()) {
            AnswerField.tell(words.of("life.unsaved"));
            return;
        }
        alarms.leave(List.copyOf(Objects.requireNonNull(last).awaited()));
        if (lifeActs.completeForm(shown)) {
            getElement().executeJs("document.querySelector('#next_section, #reopen_form:not([hidden])')?.focus()");
        }
    }

    // --- what the browser reports -----------------------------------------------------------------------------------

    /** A key gave a reason, or cleared the answer: {@code code} is empty then. */
    @ClientCallable
    void give(String patient, String item, String code, int sending, double at) {
        handle(patient, item, sending, at, field(item), field -> field.give(code));
    }

    /** A field was left with this text, at a time in milliseconds as {@link Saving#at} has it. */
    @ClientCallable
    void typed(String patient, String item, String text, int sending, double at) {
        handle(patient, item, sending, at, field(item), field -> field.typed(text));
    }

    /**
     * The browser still holds what was never stored: typed before the session ended, or the page was left; perhaps in a
     * row that is not on the page, because it was added and not stored, or somebody else took it away.
     */
    @ClientCallable
    void restore(String patient, Unsent unsent, int sending) {
        handle(patient, unsent.item(), sending, Objects.requireNonNullElse(unsent.typedAt(), 0.0),
                sheet().flatMap(sheet -> sheet.reach(unsent.item())), field -> field.resume(unsent));
    }

    /** Whatever comes of it, the page hears that it was handled. What is not for this page stays in its journal. */
    private void handle(String patient, String item, int sending, double at, Optional<AnswerField> found,
            Consumer<AnswerField> act) {
        try {
            saving.typedAt(at);
            if (patient.equals(number())) {
                found.ifPresent(field -> {
                    if (field.isAsked() && !field.item().isFixed()) {
                        act.accept(field);
                    } else {
                        script.dropped(item);
                    }
                });
            }
        } finally {
            script.handled(item, sending);
        }
    }

    /** Tries again what the database did not take. */
    @ClientCallable
    void retry() {
        saving.retry();
    }

    /** Something of this patient was stored past this page, perhaps after it was made. */
    @ClientCallable
    void look(String patient) {
        if (patient.equals(number()) && last != null && past == null) {
            refresh(read());
        }
    }

    /** Undoes the last change made on this page. */
    @ClientCallable
    void undo() {
        saving.undo();
    }

    /** A key asked for a query at an item. */
    @ClientCallable
    void query(String item) {
        field(item).filter(AnswerField::isAsked).ifPresent(field -> ask(field, ""));
    }

    /** These items, joined by commas, on which findings wait, were left blank. */
    @ClientCallable
    void leftBlank(String patient, String items) {
        if (patient.equals(number()) && last != null && alarms.leave(List.of(items.split(",")))) {
            refresh(last);
        }
    }

    /** Shows what became of an item. */
    @ClientCallable
    void history(String item) {
        field(item).ifPresent(field -> histories.show(field.label(), itemHistory.of(number(), item),
                Objects.requireNonNull(panel).historyButton(field)));
    }

    /** A key verifies an answer, and goes on to the next one that should be. */
    @ClientCallable
    void verify(String item) {
        VerificationBar bar = verification;
        script.at(bar == null ? "" : field(item).map(field -> bar.verify(field, true)).orElse(""));
    }

    /** The mark beside an answer was pressed: verifies it, or takes that back. */
    @ClientCallable
    void mark(String item, boolean verified) {
        if (verification != null) {
            field(item).ifPresent(verified ? verification::withdraw : field -> verification.verify(field, false));
        }
    }

    /** Goes to the next unanswered item behind this page, and round to those before it. */
    @ClientCallable
    void nextEmpty() {
        OpenCasebook open = read();
        List<Section> order = new ArrayList<>(Study.sections(open.casebook(), section));
        Collections.rotate(order, -1 - order.indexOf(section));
        for (Section each : order) {
            each.layOut(open.casebook());
            Optional<String> blank = each.blanks(open.casebook())
                    .filter(i -> open.shows(i.item()))
                    .map(Casebook.Instance::exportName).findFirst();
            if (blank.isPresent()) {
                if (each.equals(section)) {
                    script.at(blank.get());
                } else {
                    links.open(each, blank.get());
                }
                return;
            }
        }
        script.at("");
        Notification.show(words.of("next.none"), 6_000, Notification.Position.BOTTOM_START);
    }
}
