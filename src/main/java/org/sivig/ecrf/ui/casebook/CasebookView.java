package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.ItemHistory;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.Obstacle;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PastCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.Standing;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.guide.KeyPlace;
import org.sivig.ecrf.guide.KeyRight;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.PatientNumber;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookClosedException;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.ui.HasHead;
import org.sivig.ecrf.ui.KeyHelp;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.AnswerField;
import org.sivig.ecrf.verification.VerificationMarks;
import org.sivig.ecrf.verification.Verifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.util.UriUtils;

/**
 * A casebook: its sections on the left, one form or the overview beside it. Each field is saved when it is left; what
 * could not be saved stays on screen and is tried again.
 */
@Route("patients/:number/:form?/:row?")
@PermitAll
class CasebookView extends Div
        implements BeforeEnterObserver, HasDynamicTitle, HasHead, KeyHelp.Page, FormPanel.Listener,
        RowTools.Listener, VerificationBar.Page {

    /** Why answers change when a change is undone, or a row is taken away. */
    private static final String UNDO = "undo";
    private static final String REMOVE = "remove";

    private static final int UNDOS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(CasebookView.class);

    /** A change that the database did not take yet. */
    private record Unsaved(List<Edit> edits, String typed, @Nullable String reason) {
    }

    /** How far a section is, in the list of sections. */
    private record Progress(RouterLink link, Span ring, Span findings, Span percent, Span verified) {
    }

    private final transient Casebooks casebooks;
    private final transient ItemHistory itemHistory;
    private final transient LifeCycle lifeCycle;
    private final transient Verifications verifications;
    private final transient AccessPolicy policy;
    private final Words words;
    private final HeadBadges head;
    private final Nav sections = new Nav();
    private final Main main = new Main();
    private final Popover menu = new Popover();
    private final HistoryPopover histories;
    private final KeyHelp keys = new KeyHelp();
    private final Map<Section, Progress> progress = new LinkedHashMap<>();
    /** What was told last of what was done. */
    private Notification told = new Notification();
    private final ChangeReasons reasons;
    private final FieldQueries fieldQueries;
    private final Deque<List<Edit>> undos = new ArrayDeque<>();
    private final Map<String, Unsaved> unsaved = new LinkedHashMap<>();
    private String number = "";
    private String title = "";
    private @Nullable Section section;
    private @Nullable AsOf asOf;
    private @Nullable PastCasebook past;
    private @Nullable Sheet panel;
    private @Nullable RowTools tools;
    private @Nullable OverviewPanel overview;
    private @Nullable LifeBar life;
    private @Nullable Obstacles obstacles;
    private @Nullable VerificationBar verification;
    private transient @Nullable VerificationMarks marks;
    private boolean editable;
    private transient @Nullable OpenCasebook last;

    CasebookView(Casebooks casebooks, LifeCycle lifeCycle, ItemHistory itemHistory, Queries queries,
            Verifications verifications, AccessPolicy policy, DisplayNames names) {
        this.casebooks = casebooks;
        this.lifeCycle = lifeCycle;
        this.itemHistory = itemHistory;
        this.verifications = verifications;
        this.policy = policy;
        words = new Words(this, names.remembered());
        head = new HeadBadges(words);
        histories = new HistoryPopover(words);
        reasons = new ChangeReasons(words);
        fieldQueries = new FieldQueries(queries, words, () -> {
            OpenCasebook open = casebooks.open(number);
            refresh(open);
            return open;
        });
        addClassName("casebook");
        sections.addClassName("sections");
        sections.setAriaLabel(words.of("sections"));
        main.setId("main");
        main.addClassName("content");
        menu.setOpenOnClick(false);
        menu.addClassName("reasons-menu");
        menu.setRole("menu");
        menu.setAutofocus(true);
        for (String word : List.of("saving", "typing", "slow", "silent", "offline", "expired", "waiting", "missed",
                "left", "take", "discard")) {
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
    public String getPageTitle() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String other = number(event);
        if (!other.equals(number)) {
            unsaved.clear(); // still in the journal of its patient
            told.close();
        }
        number = other;
        asOf = AsOf.of(event.getLocation().getQueryParameters()).orElse(null);
        getElement().setAttribute("data-past", asOf != null);
        String path = event.getRouteParameters().get("form").map(name -> name
                + event.getRouteParameters().get("row").map(row -> "/" + row).orElse("")).orElse(null);
        section = path == null ? null : Study.sectionAt(path);
        clear();
        try {
            OpenCasebook open = read();
            if (path != null && section == null) {
                notFound(words.of("form.unknown"), words.of("form.unknown.help"));
                return;
            }
            setVisible(true);
            build(open);
            refresh(open);
            if (past != null) {
                past.since().forEach((item, now) -> field(item).ifPresent(field -> field.changedSince(
                        words.of("asof.since", words.answer(field.item(), now)))));
            }
        } catch (PatientNotFoundException none) {
            notFound(words.of("patient.unknown"), words.of("patient.unknown.help"));
            return;
        }
        getElement().executeJs("window.sivig.open(this, $0, $1, $2)", number, event.getLocation().getPath(),
                event.getLocation().getQueryParameters().getSingleParameter("item").orElse(""));
    }

    /** The casebook as it is shown: as it stands, or as it was. */
    private OpenCasebook read() {
        past = asOf == null ? null : casebooks.open(number, asOf.at());
        marks = past == null ? verifications.of(number) : null;
        return past == null ? casebooks.open(number) : past.then();
    }

    private void clear() {
        main.removeAll();
        panel = null;
        tools = null;
        life = null;
        overview = null;
        obstacles = null;
        verification = null;
        undos.clear(); // they belong to the page: what one cannot see, perhaps of another patient, is not undone
        reasons.forget();
    }

    /** Shows the page anew: what may be done on it has changed. */
    private void rebuild(OpenCasebook open) {
        clear();
        readMarksOnly();
        build(open);
        refresh(open);
    }

    private void notFound(String message, String help) {
        title = message + " · SIVIG eCRF";
        keys.show(KeyPlace.OTHER, Set.of());
        head.setVisible(false);
        sections.setVisible(false);
        main.removeAll();
        getElement().executeJs("window.sivig.at('')");
        main.add(new H1(message), new Paragraph(help));
        if (policy.seesPatients()) {
            main.add(new Anchor("patients", words.of("patients.back")));
        }
    }

    private void build(OpenCasebook open) {
        head.setVisible(true);
        sections.setVisible(true);
        main.add(menu, histories);
        buildSections(Study.sections(open.casebook(), section));
        if (section == null) {
            title = number + " · SIVIG eCRF";
            keys.show(KeyPlace.CASEBOOK, rights(open));
            main.add(new H1(number));
            return;
        }
        String heading = section.place() + " · " + words.name(section);
        title = number + " · " + heading + " · SIVIG eCRF";
        main.add(new H1(section.place() + " · " + words.title(section)));
        String help = words.of(section.labelKey() + ".help");
        if (!help.startsWith("!")) {
            Paragraph hint = new Paragraph(help);
            hint.addClassName("hint");
            main.add(hint);
        }
        if (past != null) {
            main.addComponentAtIndex(1, AsOf.banner(past, words, now()));
        } else if (!open.editable()) {
            Span readOnly = new Span(open.standing().state().allows(CasebookState.Work.ANSWERS)
                    ? words.of("form.read-only") : words.of("form.closed", closedBy(open)));
            readOnly.addClassNames("note", "info");
            main.add(readOnly);
        }
        panel = section.forms().contains(VisitForm.FORM) ? new MatrixPanel(open, words, this)
                : new FormPanel(section, open, words, this);
        if (past == null) {
            verification = new VerificationBar(verifications, section, words, this);
            main.add(verification);
        }
        main.add(fieldQueries, panel);
        Div foot = new Div();
        foot.addClassName("form-foot");
        List<Section> all = List.copyOf(progress.keySet());
        int next = all.indexOf(section) + 1;
        if (next < all.size()) {
            RouterLink link = link(words.of("form.next", words.name(all.get(next))), all.get(next));
            link.setId("next_section");
            foot.add(link);
        }
        if (past == null) {
            Section shown = section;
            life = new LifeBar(shown, words, this::completeForm, () -> whyBack("form.reopen", "why.reopen",
                    why -> live(() -> lifeCycle.reopenForm(number, shown, why))));
            foot.add(life);
        }
        if (open.editable()) {
            tools = new RowTools(section, words, this);
            foot.add(tools);
        }
        keys.show(panel instanceof MatrixPanel ? KeyPlace.VISITS : KeyPlace.FORM, rights(open));
        foot.add(keys.reminder());
        main.add(foot);
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

    /** The number in the address, also where somebody has pasted it with hyphens that an address writes as codes. */
    private static String number(BeforeEnterEvent event) {
        String written = event.getRouteParameters().get("number").orElse("");
        try {
            return PatientNumber.of(UriUtils.decode(written, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noCode) {
            return PatientNumber.of(written);
        }
    }

    private RouterLink link(String text, @Nullable Section to) {
        RouterLink link = new RouterLink();
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("number", number));
        if (to != null) {
            String[] path = to.path().split("/");
            parameters.put("form", path[0]);
            if (path.length > 1) {
                parameters.put("row", path[1]);
            }
        }
        link.setRoute(CasebookView.class, new RouteParameters(parameters));
        if (asOf != null) {
            link.setQueryParameters(asOf.parameters());
        }
        link.setText(text);
        return link;
    }

    /** The way from the past back to the same page as it is now. */
    private RouterLink now() {
        RouterLink link = link(words.of("asof.now"), section);
        link.setQueryParameters(QueryParameters.empty());
        link.setId("as_of_now");
        return link;
    }

    // --- what the user does -----------------------------------------------------------------------------------------

    @Override
    public void answered(AnswerField field, List<Edit> edits, String typed) {
        save(field.name(), new Unsaved(edits, typed, null));
    }

    @Override
    public void act(List<Edit> edits, String reason, String done, Consumer<@Nullable String> then) {
        SaveResult result;
        try {
            result = casebooks.save(number, edits, reason);
        } catch (AccessDeniedException | PatientNotFoundException denied) {
            then.accept(words.of("save.denied"));
            return;
        } catch (RuntimeException unavailable) {
            LOG.error("Answers of {} could not be saved: {}", number, unavailable.getClass().getName());
            then.accept(words.of("act.failed"));
            return;
        }
        if (result instanceof SaveResult.ReasonNeeded) {
            reasons.ask(words.of("change.count", edits.size()), why -> act(edits, why, done, then),
                    () -> then.accept(words.of("change.none")));
            return;
        }
        edits.forEach(edit -> field(edit.item()).ifPresent(AnswerField::settle));
        refresh(result.now());
        then.accept(switch (result) {
            case SaveResult.Saved saved -> {
                getElement().executeJs("window.sivig.saved('', '', $0)",
                        words.of("save.saved", Words.time(saved.at())));
                if (reason.equals(UNDO)) {
                    Notification.show(done, 6_000, Notification.Position.BOTTOM_START);
                } else {
                    offerUndo(saved, done);
                }
                tellFallen(saved.fallen());
                yield null;
            }
            case SaveResult.ReasonNeeded needed -> throw new IllegalStateException("The reason was asked for");
            case SaveResult.Closed closed -> {
                rebuild(closed.now());
                yield closedBy(closed.now());
            }
            case SaveResult.Conflict conflict -> words.of("act.conflict", label(conflict.now(), conflict.item()),
                    words.person(conflict.by()), at(conflict.at()),
                    words.answer(conflict.now().casebook().reach(conflict.item()).item(), conflict.found()));
            case SaveResult.NotAsked notAsked -> words.of("act.not-asked", label(notAsked.now(), notAsked.item()));
            case SaveResult.RowRemoved removed ->
                words.of("act.row-removed", words.person(removed.by()), at(removed.at()), label(removed.now(), removed.item()));
        });
    }

    @Override
    public void justify(AnswerField field, String check, boolean takeBack, Component at) {
        if (takeBack) {
            AnswerField.tell(justify(field.name(), check, null, ""));
            getElement().executeJs("window.sivig.goTo($0)", field.name());
            return;
        }
        new ReasonDialog<>(words, words.of("finding.justify.title"), field.notes().getChildren()
                .filter(note -> check.equals(note.getElement().getAttribute("data-check"))).findFirst()
                .map(note -> note.getElement().getText()).orElse(""), Justification.Reason.values(),
                reason -> words.of("justification." + reason), words.of("finding.justify"),
                (reason, text, then) -> then.accept(reason == Justification.Reason.OTHER && text.isEmpty()
                        ? words.of("finding.justify.say") : justify(field.name(), check, reason, text)),
                field.name()).withText(Justification.TEXT_LENGTH).open();
    }

    /** @return null when it was stored, otherwise why not */
    private @Nullable String justify(String item, String check, Justification.@Nullable Reason reason, String text) {
        try {
            refresh(casebooks.justify(number, check, item, reason, text));
            return null;
        } catch (AccessDeniedException | PatientNotFoundException denied) {
            return words.of("save.denied");
        } catch (CasebookClosedException closed) {
            return words.of("life.not-now", words.of("state." + closed.state()));
        } catch (RuntimeException unavailable) {
            LOG.error("A finding of {} could not be justified: {}", number, unavailable.getClass().getName());
            return words.of("act.failed");
        }
    }

    @Override
    public void queryAsked(AnswerField field, String text) {
        if (past == null) {
            fieldQueries.ask(casebooks.open(number), field.name(), field.label(), text);
        }
    }

    @Override
    public void queryOpened(KnownQuery query) {
        fieldQueries.open(query);
    }

    @Override
    public @Nullable String queryAnswered(KnownQuery query, String text) {
        return fieldQueries.take(query, QueryStep.ANSWER, null, text);
    }

    /** A key asked for a query at an item. */
    @ClientCallable
    void query(String item) {
        field(item).filter(AnswerField::isAsked).ifPresent(field -> queryAsked(field, ""));
    }

    private String label(OpenCasebook open, String item) {
        return field(item).map(AnswerField::label).orElseGet(
                () -> words.label(open.casebook().reach(item).item()));
    }

    /** Goes to the next unanswered item behind this page, and round to those before it. */
    @ClientCallable
    void nextEmpty() {
        OpenCasebook open = read();
        List<Section> all = Study.sections(open.casebook(), section);
        int here = section == null ? -1 : all.indexOf(section);
        List<Section> order = new ArrayList<>(all.subList(here + 1, all.size()));
        order.addAll(all.subList(0, here + 1));
        for (Section each : order) {
            each.layOut(open.casebook());
            Optional<String> blank = each.blanks(open.casebook())
                    .filter(i -> open.showsIdentity() || !i.item().isIdentity())
                    .map(Casebook.Instance::exportName).findFirst();
            if (blank.isPresent()) {
                String item = blank.get();
                if (each.equals(section)) {
                    getElement().executeJs("window.sivig.at($0)", item);
                } else {
                    QueryParameters moment = asOf == null ? QueryParameters.empty() : asOf.parameters();
                    UI.getCurrent().navigate("patients/" + number + "/" + each.path(), moment.merging("item", item));
                }
                return;
            }
        }
        getElement().executeJs("window.sivig.at('')");
        Notification.show(words.of("next.none"), 6_000, Notification.Position.BOTTOM_START);
    }

    /** Shows what became of an item. */
    @ClientCallable
    void history(String item) {
        field(item).ifPresent(field -> histories.show(field.label(), itemHistory.of(number, item),
                Objects.requireNonNull(panel).historyButton(field)));
    }

    /** A key verifies an answer, or takes it back. */
    @ClientCallable
    void verify(String item) {
        if (verification != null) {
            field(item).ifPresent(verification::toggle);
        }
    }

    @Override
    public void readAgain() {
        refresh(read());
    }

    @Override
    public void readMarks() {
        readMarksOnly();
        refresh(Objects.requireNonNull(last));
    }

    private void readMarksOnly() {
        if (past == null) {
            marks = verifications.of(number);
        }
    }

    /** Undoes the last change made on this page. */
    @ClientCallable
    void undo() {
        if (undos.isEmpty()) {
            Notification.show(words.of("undo.none"), 6_000, Notification.Position.BOTTOM_START);
            return;
        }
        undo(undos.peekLast());
    }

    private void undo(List<Edit> edits) {
        undos.remove(edits);
        told.close();
        act(edits, UNDO, words.of("undo.done", edits.size()), this::failedAct);
    }

    @Override
    public void refused(AnswerField field) {
        unsaved.remove(field.name());
        getElement().executeJs("window.sivig.refused($0, $1)", field.name(), words.of("save.refused"));
    }

    @Override
    public void reasonsAsked(AnswerField field, Component at) {
        menu.removeAll();
        menu.setAriaLabel(words.of("reasons.menu"));
        for (MissingReason reason : MissingReason.values()) {
            menu.add(choice(reason.code() + " – " + words.of("code.missing_reason." + reason.code()),
                    words.key(Keys.of(reason)), () -> field.give(Answer.missing(reason))));
        }
        menu.add(choice(words.of("reasons.clear"), words.key(Keys.CLEAR), () -> field.give(Answer.blank())));
        menu.add(choice(words.of("query.note"), words.key(Keys.NOTE), () -> queryAsked(field, "")));
        menu.setTarget(at);
        menu.open();
    }

    @Override
    public void choiceAsked(String title, Component at, Map<String, Runnable> choices) {
        menu.removeAll();
        menu.setAriaLabel(title);
        choices.forEach((text, act) -> {
            NativeButton choice = choice(text, "", act);
            choice.addClassName("saves");
            menu.add(choice);
        });
        menu.setTarget(at);
        menu.open();
    }

    @Override
    public void rowAsked(String exportName) {
        if (panel != null) {
            panel.reach(exportName).ifPresent(field -> goTo(exportName));
        }
    }

    @Override
    public void rowGiven(String exportName) {
        save("", new Unsaved(List.of(new Edit(exportName, Answer.blank(), Answer.of(YesNo.YES))), "", null));
        goTo(exportName);
    }

    @Override
    public void rowRemoved(String name, List<? extends AnswerField> fields) {
        remove(name, fields, () -> { });
    }

    @Override
    public void textLost(AnswerField field, String text) {
        getElement().executeJs("window.sivig.dropped($0)", field.name());
        Notification.show(words.of("save.not-asked", field.label(), text), 12_000, Notification.Position.BOTTOM_START);
    }

    @Override
    public void courseAsked(Section course) {
        rowGiven(RowTools.gate(course));
        open(course);
    }

    @Override
    public void courseRemoved() {
        if (panel instanceof FormPanel form) {
            remove(words.name(Objects.requireNonNull(section)), form.fields(),
                    () -> open(Objects.requireNonNull(Study.sectionAt(IvigCourseForm.FORM.path() + "/2"))));
        }
    }

    /** Takes away every answer in these fields, and with the last one the rows they stand in. */
    private void remove(String name, List<? extends AnswerField> fields, Runnable then) {
        List<Edit> edits = fields.stream().filter(field -> !field.seen().isBlank())
                .map(field -> new Edit(field.name(), field.seen(), Answer.<Object>blank())).toList();
        if (panel instanceof FormPanel form) {
            form.letGo(fields);
        }
        fields.forEach(AnswerField::settle);
        act(edits, REMOVE, words.of("row.removed", name), trouble -> {
            failedAct(trouble);
            if (trouble == null) {
                then.run();
            }
        });
    }

    /** Says why several answers could not be changed at once; says nothing for null. */
    private void failedAct(@Nullable String trouble) {
        if (trouble == null) {
            return;
        }
        getElement().executeJs("window.sivig.dropped('')");
        Notification.show(trouble, 12_000, Notification.Position.BOTTOM_START);
    }

    private void goTo(String exportName) {
        getElement().executeJs("window.sivig.goToRow($0)", exportName);
    }

    private void open(Section other) {
        getUI().ifPresent(ui -> ui.navigate("patients/" + number + "/" + other.path()));
    }

    private NativeButton choice(String text, String key, Runnable act) {
        NativeButton button = new NativeButton(text, click -> {
            menu.close();
            act.run();
        });
        button.getElement().setAttribute("role", "menuitem");
        Span shortcut = new Span(key);
        shortcut.addClassName("key");
        button.add(shortcut);
        return button;
    }

    /** A key gave a reason, or cleared the answer: {@code code} is empty then. */
    @ClientCallable
    void give(String patient, String item, String code, int sending) {
        handle(patient, item, sending, field(item), field -> give(field, code));
    }

    private static void give(AnswerField field, String code) {
        field.give(code.isEmpty() ? Answer.blank() : Answer.missing(MissingReason.valueOf(code)));
    }

    /** A field was left with this text. */
    @ClientCallable
    void typed(String patient, String item, String text, int sending) {
        handle(patient, item, sending, field(item), field -> field.typed(text));
    }

    /**
     * The browser still holds what was never stored: typed before the session ended, or the page was left; perhaps in a
     * row that is not on the page, because it was added and not stored, or somebody else took it away.
     */
    @ClientCallable
    void restore(String patient, String item, String seen, String typed, @Nullable String code, int sending) {
        handle(patient, item, sending, panel == null ? Optional.empty() : panel.reach(item), field -> {
            if (code == null) {
                field.retype(field.decode(seen), typed);
            } else {
                field.see(field.decode(seen));
                give(field, code);
            }
        });
    }

    /** Whatever comes of it, the page hears that it was handled. What is not for this page stays in its journal. */
    private void handle(String patient, String item, int sending, Optional<AnswerField> at, Consumer<AnswerField> act) {
        try {
            if (patient.equals(number)) {
                at.ifPresent(field -> {
                    if (field.isAsked() && !field.item().isFixed()) {
                        act.accept(field);
                    } else {
                        getElement().executeJs("window.sivig.dropped($0)", item);
                    }
                });
            }
        } finally {
            getElement().executeJs("window.sivig.handled($0, $1)", item, sending);
        }
    }

    /** Tries again what the database did not take. */
    @ClientCallable
    void retry() {
        Map.copyOf(unsaved).forEach(this::save);
    }

    // --- the life of the casebook -----------------------------------------------------------------------------------

    private void completeForm() {
        if (unsaved.isEmpty()) {
            Section form = Objects.requireNonNull(section);
            if (live(() -> lifeCycle.completeForm(number, form))) {
                getElement().executeJs("document.getElementById('next_section')?.focus()");
            }
        } else {
            AnswerField.tell(words.of("life.unsaved"));
        }
    }

    private void take(Transition step, OpenCasebook seen) {
        if (step == Transition.SIGN) {
            sign(seen);
        } else if (step.isExplained()) {
            whyBack("life.step." + step, "why.step." + step, why -> live(() -> lifeCycle.take(number, step, why)));
        } else {
            live(() -> lifeCycle.take(number, step, null));
        }
    }

    private void sign(OpenCasebook seen) {
        new SignDialog(seen, policy.viewer().displayName(), words, (meaning, password) -> {
            List<LifeResult> results = new ArrayList<>();
            live(() -> {
                results.add(lifeCycle.sign(number, seen.standing().changedAt(), meaning, password));
                return results.getFirst();
            });
            return results.stream().filter(LifeResult.WrongPassword.class::isInstance)
                    .map(LifeResult.WrongPassword.class::cast).findFirst();
        }).open();
    }

    /** Asks why something is taken back. */
    private void whyBack(String step, String what, Consumer<String> given) {
        new WhyDialog(words, words.of(step).replace("…", ""), words.of(what), List.of(), words.of("why.do"),
                new WhyDialog.Listener() {
                    @Override
                    public void given(String reason, boolean again) {
                        given.accept(reason);
                    }

                    @Override
                    public void givenUp() {
                        // Nothing was done.
                    }
                }).open();
    }

    /** Takes a step in the life of the casebook and shows what became of it; gives whether it was taken. */
    private boolean live(Supplier<LifeResult> step) {
        LifeResult result;
        try {
            result = step.get();
        } catch (AccessDeniedException | PatientNotFoundException denied) {
            AnswerField.tell(words.of("life.denied"));
            return false;
        } catch (RuntimeException unavailable) {
            LOG.error("A step of {} could not be taken: {}", number, unavailable.getClass().getName());
            AnswerField.tell(words.of("act.failed"));
            return false;
        }
        OpenCasebook now = result.now();
        if (section != null && now.editable() != editable) {
            rebuild(now);
        } else {
            refresh(now);
        }
        putUp(result instanceof LifeResult.Hindered hindered ? hindered.obstacles() : List.of());
        if (result instanceof LifeResult.NotNow) {
            AnswerField.tell(words.of("life.not-now", words.of("state." + now.standing().state())));
        } else if (result instanceof LifeResult.Outdated) {
            AnswerField.tell(words.of("life.outdated"));
        }
        return result instanceof LifeResult.Done;
    }

    /** Shows what is in the way, above the foot of a form or under the state of the casebook. */
    private void putUp(List<Obstacle> found) {
        if (obstacles != null) {
            obstacles.removeFromParent();
            obstacles = null;
        }
        if (!found.isEmpty()) {
            obstacles = new Obstacles(found, words, this::link);
            if (overview != null) {
                overview.addComponentAtIndex(2, obstacles);
            } else {
                main.addComponentAtIndex(main.getComponentCount() - 1, obstacles);
            }
            obstacles.getElement().executeJs("this.scrollIntoView({ block: 'nearest' }); this.focus()");
        }
    }

    // --- saving -----------------------------------------------------------------------------------------------------

    private void save(String item, Unsaved change) {
        SaveResult result;
        try {
            result = casebooks.save(number, change.edits(), change.reason());
        } catch (AccessDeniedException | PatientNotFoundException denied) {
            unsaved.remove(item);
            getElement().executeJs("window.sivig.refused($0, $1)", item, words.of("save.denied"));
            return;
        } catch (RuntimeException unavailable) {
            LOG.error("An answer of {} could not be saved: {}", number, unavailable.getClass().getName());
            unsaved.put(item, change);
            failed(item, words.of("save.failed"));
            return;
        }
        unsaved.remove(item);
        switch (result) {
            case SaveResult.Saved saved -> {
                change.edits().forEach(edit -> field(edit.item()).ifPresent(field -> {
                    field.settle();
                    Objects.requireNonNull(panel).keepRow(field);
                }));
                refresh(saved.now());
                getElement().executeJs("window.sivig.saved($0, $1, $2)", item, change.typed(),
                        words.of("save.saved", Words.time(saved.at())));
                if (saved.cleared().isEmpty()) {
                    remember(saved);
                } else {
                    offerUndo(saved, "");
                }
                tellFallen(saved.fallen());
            }
            case SaveResult.ReasonNeeded needed -> {
                getElement().executeJs("window.sivig.refused($0, $1)", item, words.of("save.reason"));
                reasons.askFor(item, changes(needed.now(), change.edits()),
                        why -> save(item, new Unsaved(change.edits(), change.typed(), why)),
                        () -> keepOld(item, change, needed.now()));
            }
            case SaveResult.Closed closed -> {
                getElement().executeJs("window.sivig.dropped($0)", item);
                rebuild(closed.now());
                tell(new Span(words.of("save.closed", closedBy(closed.now()), change.typed())));
            }
            case SaveResult.Conflict conflict -> {
                getElement().executeJs("window.sivig.refused($0, $1)", item, words.of("save.conflict"));
                field(conflict.item()).ifPresentOrElse(field -> askWhich(field, conflict, change),
                        () -> refresh(conflict.now()));
            }
            case SaveResult.NotAsked notAsked -> {
                String label = field(notAsked.item()).map(AnswerField::label).orElse(notAsked.item());
                field(notAsked.item()).ifPresent(AnswerField::settle);
                refresh(notAsked.now());
                getElement().executeJs("window.sivig.refused($0, $1)", item, words.of("save.refused"));
                Notification.show(words.of("save.not-asked", label, change.typed()), 12_000,
                        Notification.Position.BOTTOM_START);
            }
            case SaveResult.RowRemoved removed -> rowIsGone(removed, item, change);
        }
    }

    /** What changes, and into what. */
    private String changes(OpenCasebook open, List<Edit> edits) {
        return edits.stream().map(edit -> {
            Item<?, ?> item = open.casebook().reach(edit.item()).item();
            return words.of("change.what", label(open, edit.item()), words.answer(item, edit.seen()),
                    words.answer(item, edit.next()));
        }).collect(Collectors.joining(" ; "));
    }

    /** No reason was given: the old answer stays, and what was typed is said, to be taken up again. */
    private void keepOld(String item, Unsaved change, OpenCasebook stored) {
        getElement().executeJs("window.sivig.dropped($0)", item);
        change.edits().forEach(edit -> field(edit.item()).ifPresent(AnswerField::settle));
        refresh(stored);
        Edit edit = change.edits().getFirst();
        field(edit.item()).ifPresent(field -> field.say(words.of("change.kept",
                words.answer(field.item(), edit.next())), "warn").add(
                        action(words.of("change.again"), () -> save(item, change))));
    }

    /** Says what no longer holds because answers have changed. */
    private void tellFallen(SaveResult.Fallen fallen) {
        if (fallen.isNothing()) {
            return;
        }
        List<String> said = new ArrayList<>();
        if (!fallen.unverified().isEmpty()) {
            readMarks();
            said.add(words.of("fallen.verification", fallen.unverified().stream().map(
                    item -> label(Objects.requireNonNull(last), item)).collect(Collectors.joining(", "))));
        }
        if (fallen.signature()) {
            said.add(words.of("fallen.signature"));
        }
        if (!fallen.sections().isEmpty()) {
            said.add(words.of("fallen.sections",
                    fallen.sections().stream().map(each -> each.place() + " · " + words.name(each)).collect(
                            Collectors.joining(", "))));
        } else if (fallen.casebook()) {
            said.add(words.of("fallen.casebook"));
        }
        Span text = new Span(String.join(" ", said));
        text.setId("fallen");
        tell(text);
    }

    private String closedBy(OpenCasebook open) {
        Standing standing = open.standing();
        return words.of("closed." + standing.state(), at(standing.at()), words.person(standing.by()));
    }

    @Override
    public Optional<AnswerField> field(String item) {
        return panel == null ? Optional.empty() : panel.field(item);
    }

    private void failed(String item, String message) {
        getElement().executeJs("window.sivig.failed($0, $1)", item, message);
    }

    /** Two people answered the same item: shows both, who and when, and lets the user choose. */
    private void askWhich(AnswerField field, SaveResult.Conflict conflict, Unsaved mine) {
        List<Edit> again = mine.edits().stream().map(edit -> edit.item().equals(conflict.item())
                ? new Edit(edit.item(), conflict.found(), edit.next()) : edit).toList();
        Answer<?> next = again.stream().filter(e -> e.item().equals(conflict.item()))
                .map(Edit::next).findFirst().orElseThrow();
        field.clearNotes();
        Span said = field.say(words.of("conflict", words.person(conflict.by()), at(conflict.at()),
                words.answer(field.item(), conflict.found()), words.answer(field.item(), next)), "warn");
        said.getElement().setAttribute("role", "alert");
        said.add(action(words.of("conflict.theirs"), () -> {
            field.settle();
            refresh(casebooks.open(number));
            getElement().executeJs("window.sivig.dropped($0)", field.name());
        }), action(words.of("conflict.mine"), () -> save(field.name(),
                new Unsaved(again, mine.typed(), mine.reason()))));
    }

    private NativeButton action(String text, Runnable act) {
        NativeButton button = new NativeButton(text, click -> act.run());
        button.addClassName("action");
        return button;
    }

    /** The row in which the user typed was taken away: by whom, when, and what was typed; they may put it back. */
    private void rowIsGone(SaveResult.RowRemoved removed, String item, Unsaved mine) {
        AnswerField field = field(removed.item()).orElse(null);
        if (field == null) {
            refresh(removed.now());
            getElement().executeJs("window.sivig.dropped($0)", item);
            return;
        }
        Map<String, Edit> back = new LinkedHashMap<>();
        List<AnswerField> row = Objects.requireNonNull(panel).row(field);
        row.forEach(each -> back.put(each.name(), new Edit(each.name(), Answer.blank(), each.seen())));
        mine.edits().forEach(edit -> back.put(edit.item(), new Edit(edit.item(), Answer.blank(), edit.next())));
        back.values().removeIf(edit -> edit.next().isBlank());
        Answer<?> typed = mine.edits().stream().filter(edit -> edit.item().equals(removed.item())).map(Edit::next)
                .findFirst().orElseThrow();
        Span text = new Span(words.of("row.gone", words.person(removed.by()), at(removed.at()), field.label(),
                words.answer(field.item(), typed)));
        row.forEach(AnswerField::settle);
        if (panel instanceof FormPanel form) {
            form.letGo(row);
        }
        refresh(removed.now());
        getElement().executeJs("window.sivig.dropped($0)", item);
        Button restore = new Button(words.of("row.restore"));
        restore.setId("restore_row");
        restore.addClassName("saves");
        Notification notification = tell(text, restore);
        restore.addClickListener(click -> {
            notification.close();
            save("", new Unsaved(List.copyOf(back.values()), "", null));
        });
    }

    private static String at(@Nullable Instant moment) {
        return moment == null ? "" : Words.dayAndTime(moment);
    }

    /** A message that stays until it is closed. */
    private Notification tell(Span text, Button... actions) {
        Notification notification = new Notification();
        notification.setPosition(Notification.Position.BOTTOM_START);
        notification.setDuration(0);
        Div line = new Div(text);
        line.addClassName("undo-line");
        for (Button action : actions) {
            action.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_SMALL);
            line.add(action);
        }
        Button close = new Button(words.of("close"), click -> notification.close());
        close.addThemeVariants(ButtonVariant.LUMO_SMALL);
        line.add(close);
        notification.add(line);
        notification.open();
        return notification;
    }

    private void remember(SaveResult.Saved saved) {
        if (!saved.undo().isEmpty()) {
            undos.addLast(saved.undo());
            if (undos.size() > UNDOS) {
                undos.removeFirst();
            }
        }
    }

    /** Says what was done, and what was cleared with it, and offers to undo it. */
    private void offerUndo(SaveResult.Saved saved, String done) {
        remember(saved);
        String cleared = saved.cleared().stream()
                .map(name -> saved.now().casebook().reach(name).item())
                .map(words::label).distinct().collect(Collectors.joining(", "));
        told.close();
        told = new Notification();
        told.setPosition(Notification.Position.BOTTOM_START);
        told.setDuration(20_000);
        Span text = new Span((done + " " + (cleared.isEmpty() ? ""
                : words.of("cleared", saved.cleared().size(), cleared))).strip());
        Button undo = new Button(words.of("undo"), click -> {
            told.close();
            undo(saved.undo());
        });
        undo.setId("undo");
        undo.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_SMALL);
        Div line = new Div(text, undo);
        line.addClassName("undo-line");
        told.add(line);
        told.open();
    }

    // --- showing ----------------------------------------------------------------------------------------------------

    private void refresh(OpenCasebook open) {
        editable = open.editable();
        last = open;
        head.show(open);
        showSections(open);
        if (panel != null) {
            panel.show(open);
            fieldQueries.show(open, Objects.requireNonNull(section));
        }
        if (verification != null && marks != null) {
            verification.show(open, marks, policy.verifies(open.site()));
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

    /** The list of sections, made once for a page: a link that is replaced under the mouse would lose its click. */
    private void buildSections(List<Section> all) {
        sections.removeAll();
        progress.clear();
        RouterLink overview = link(words.of("overview"), null);
        overview.addClassName("overview");
        sections.add(overview);
        for (Section each : all) {
            RouterLink link = link("", each);
            Span place = new Span(each.place());
            place.addClassName("place");
            Span name = new Span(words.name(each));
            name.addClassName("name");
            Progress shown = new Progress(link, ring(Completeness.NONE), new Span(), new Span(),
                    new Span());
            shown.findings().addClassName("counts");
            shown.percent().addClassName("percent");
            shown.verified().addClassName("sdv-share");
            link.add(shown.ring(), place, name, shown.findings(), shown.percent(),
                    shown.verified());
            if (each.equals(section)) {
                link.addClassName("current");
                link.getElement().setAttribute("aria-current", "page");
            }
            progress.put(each, shown);
            sections.add(link);
        }
    }

    private void showSections(OpenCasebook open) {
        List<Section> all = Study.sections(open.casebook(), section);
        if (!all.equals(List.copyOf(progress.keySet()))) {
            buildSections(all);
        }
        progress.forEach((each, shown) -> {
            showCounts(shown.findings(), open.findingsIn(each), open.pendingIn(each), words);
            showVerified(shown.verified(), each, open);
            Completeness done = open.completeness().get(each);
            boolean complete = open.standing().completion(each) != null;
            shown.percent().setClassName("done", complete);
            shown.percent().getElement().setAttribute("role", complete ? "img" : "none");
            if (complete) {
                shown.percent().setText("✓");
                shown.percent().getElement().setAttribute("aria-label", words.of("section.complete"));
            } else {
                shown.percent().setText("");
                shown.percent().getElement().removeAttribute("aria-label");
            }
            if (done == null) { // a course that the paper has no place for is not counted
                shown.ring().addClassName("none");
                return;
            }
            if (!complete) {
                shown.percent().setText(done.percent() + " %");
            }
            show(shown.ring(), done);
            shown.link().getElement().setAttribute("title",
                    words.of("completeness", done.answered(), done.asked(), done.missing(), done.blank()));
        });
    }

    /** For who verifies: how much of a section is. */
    private void showVerified(Span share, Section of, OpenCasebook open) {
        VerificationMarks.Share done = marks == null || !policy.verifies(open.site()) ? null
                : marks.share(open, of::covers);
        share.setVisible(done != null && done.verifiable() > 0);
        if (done != null) {
            share.setText(words.of("sdv.share.short", done.verified(), done.verifiable()));
        }
    }

    /** How many errors and warnings are open, and how many queries wait. */
    static void showCounts(Span counts, List<KnownFinding> findings, List<KnownQuery> queries, Words words) {
        counts.removeAll();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            long open = findings.stream().filter(f -> f.isOpen() && f.check().severity() == severity).count();
            if (open > 0) {
                counts.add(count(open, Words.kind(severity), words.of("findings.count." + severity, open)));
            }
        }
        if (!queries.isEmpty()) {
            counts.add(count(queries.size(), "query", words.of("queries.pending", queries.size())));
        }
    }

    private static Span count(long many, String kind, String said) {
        Span count = new Span(String.valueOf(many));
        count.addClassNames("count", kind);
        count.getElement().setAttribute("title", said).setAttribute("role", "img").setAttribute("aria-label", said);
        return count;
    }

    static Span ring(Completeness done) {
        Span ring = new Span();
        ring.addClassName("ring");
        ring.getElement().setAttribute("aria-hidden", "true");
        show(ring, done);
        return ring;
    }

    private static void show(Span ring, Completeness done) {
        ring.setClassName("full", done.isComplete());
        ring.getStyle().set("--done", done.percent() + "%");
    }

    private void showOverview(OpenCasebook open) {
        main.removeAll();
        main.add(past == null ? AsOf.picker(words, moment -> getUI().ifPresent(
                ui -> ui.navigate("patients/" + number, moment.parameters()))) : AsOf.banner(past, words, now()));
        overview = new OverviewPanel(open, words, this::link);
        if (past == null) {
            overview.addComponentAtIndex(1,
                    new LifePanel(open, lifeCycle.signatures(number), words, step -> take(step, open)));
        }
        main.add(overview);
    }
}
