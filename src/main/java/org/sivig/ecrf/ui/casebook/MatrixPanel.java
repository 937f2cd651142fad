package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitFigures;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.VisitMissingReason;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Curve;
import org.sivig.ecrf.ui.Drawn;
import org.sivig.ecrf.ui.Texts;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.CellHost;
import org.sivig.ecrf.ui.casebook.field.FieldNotes;
import org.sivig.ecrf.ui.casebook.field.MatrixCell;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All visits side by side, like the paper: items down, visits across. It moves and takes blocks like a spreadsheet. */
class MatrixPanel extends Sheet implements CellHost {

    /** A line of the table: one item, or one at some visits and another at the others. */
    private record Line(HtmlContainer row, Map<String, MatrixCell> cells, @Nullable HtmlContainer group,
            HtmlContainer curve, LastShown drawn) {

        boolean isAsked() {
            return cells.values().stream().anyMatch(MatrixCell::isAsked);
        }
    }

    /** What stands at the head of a visit. */
    private record Head(Span date, Span day, Div progress, Span filled, NativeButton attendance) {
    }

    /** The id of the button for the history of the cell in which one is. */
    private static final String HISTORY = "cell_history";

    private final Words words;
    private final Listener listener;
    private final FieldNotes notes;
    private final boolean editable;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Head> heads = new LinkedHashMap<>();
    private final Map<String, MatrixCell> cells = new LinkedHashMap<>();
    private final List<MatrixCell> order = new ArrayList<>();
    private final SortedMap<Integer, MatrixCell> noted = new TreeMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Span counts = new Span();
    private final Div messages = new Div();
    private final Drawn drawn;
    private transient @Nullable OpenCasebook shown;

    MatrixPanel(OpenCasebook open, Words words, Listener listener) {
        this.words = words;
        this.listener = listener;
        notes = new FieldNotes(words, listener);
        this.editable = open.editable();
        addClassNames("form", "matrix-page");
        messages.addClassName("matrix-messages");
        messages.getElement().setAttribute("aria-live", "polite");
        HtmlContainer table = new HtmlContainer("table");
        table.addClassName("matrix");
        table.getElement().setAttribute("aria-label", words.of("form.visit.short"));
        HtmlContainer body = new HtmlContainer("tbody");
        addLines(body, open.casebook());
        drawn = Drawn.of(body);
        table.add(head(), drawn);
        Div scroll = new Div(table);
        scroll.addClassName("matrix-scroll");
        scroll.getElement().setAttribute("tabindex", "-1");
        Div bar = new Div();
        bar.addClassName("cell-bar");
        for (MissingReason reason : MissingReason.values()) {
            bar.getElement().setAttribute("data-" + reason.code().toLowerCase(Locale.ROOT),
                    words.of("code.missing_reason." + reason.code()));
            bar.getElement().setAttribute("data-key-" + reason.code().toLowerCase(Locale.ROOT), words.key(Keys.of(reason)));
        }
        NativeButton history = new NativeButton();
        history.setText(words.of("history") + " " + words.key(Keys.HISTORY));
        history.addClassName("cell-history");
        history.setId(HISTORY);
        history.getElement().setAttribute("tabindex", "-1");
        Div line = new Div(bar, history);
        if (open.standing().raises() != null) {
            NativeButton ask = new NativeButton(words.of("query.make." + open.standing().raises())
                    + " " + words.key(Keys.QUERY));
            ask.addClassNames("cell-history", "cell-query");
            ask.getElement().setAttribute("tabindex", "-1");
            line.add(ask);
        }
        line.addClassName("cell-line");
        add(visitChoice(), scroll, line, legend(), messages);
        if (editable) {
            addComponentAsFirst(tools());
        } else { // who reads has no tools, and more rows
            line.add(tools());
        }
        gates().forEach(gate -> cells.values().stream().filter(c -> c.item().equals(gate))
                .forEach(AnswerField::setGate));
    }

    // --- building ---------------------------------------------------------------------------------------------------

    private Div tools() {
        Div tools = new Div();
        tools.addClassName("matrix-tools");
        if (editable) {
            tools.add(sweeper("column"), sweeper("row"));
            NativeButton undo = new NativeButton(words.of("matrix.undo", words.key(Keys.UNDO)));
            undo.setId("matrix_undo");
            undo.addClassName("tool");
            tools.add(undo);
        }
        Span range = new Span();
        range.setId("matrix_range");
        range.getElement().setAttribute("role", "status").setAttribute("data-said", words.of("range.said", "{0}",
                "{1}", words.key(Keys.COPY), words.key(Keys.REPEAT), words.key(Keys.EMPTY)));
        tools.add(range);
        counts.addClassName("hint");
        tools.add(counts);
        if (editable) {
            Span keys = new Span(words.of("matrix.counts.keys", words.key(Keys.NEXT_EMPTY), words.key(Keys.PASTE)));
            keys.addClassNames("hint", "typing");
            tools.add(keys);
        }
        return tools;
    }

    /** Where there is room for one visit only, the one to be shown. The browser does it, and remembers. */
    private Div visitChoice() {
        Div choice = new Div();
        choice.addClassName("visit-choice");
        choice.getElement().setAttribute("role", "group").setAttribute("aria-label", words.of("matrix.visit"));
        VisitPlan.VISITS.forEach(plan -> choice.add(new NativeButton(Words.visit(plan.visit()))));
        return choice;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        getElement().executeJs("window.sivig.showVisit()");
    }

    /** What the marks in the cells mean, for paper: there is nothing to point at. */
    private Paragraph legend() {
        Paragraph legend = new Paragraph(Stream.concat(Arrays.stream(MissingReason.values())
                .map(reason -> reason.code() + " = " + words.of("code.missing_reason." + reason.code())),
                Stream.of(words.of("matrix.legend"))).collect(Collectors.joining(" · ")));
        legend.addClassNames("hint", "print-only");
        return legend;
    }

    private NativeButton sweeper(String scope) {
        NativeButton button = new NativeButton(words.of("matrix.sweep." + scope,
                words.key(scope.equals("row") ? Keys.REST_OF_LINE : Keys.REST_OF_VISIT)));
        button.addClassName("tool");
        button.getElement().setAttribute("data-sweep", scope);
        return button;
    }

    private HtmlContainer head() {
        HtmlContainer row = new HtmlContainer("tr", new HtmlContainer("td"));
        for (VisitPlan plan : VisitPlan.VISITS) {
            Head head = new Head(new Span(), new Span(), new Div(), new Span(), new NativeButton());
            head.progress().add(head.filled());
            Span name = new Span(Words.visit(plan.visit()));
            name.addClassName("visit-name");
            Span window = new Span(words.of("matrix.window", plan.windowFrom(), plan.windowTo()));
            window.addClassName("visit-window");
            Div when = new Div(head.date(), new Text(" "), head.day());
            when.addClassName("visit-date");
            head.day().addClassName("visit-day");
            head.progress().addClassName("visit-progress");
            head.attendance().addClassName("visit-attendance");
            head.attendance().getElement().setAttribute("tabindex", "-1");
            head.attendance().addClickListener(click -> attendance(plan.visit()));
            HtmlContainer cell = new HtmlContainer("th", name, new Text(" "), window, when, head.progress());
            cell.getElement().setAttribute("scope", "col").setAttribute("data-visit", plan.visit());
            if (editable) {
                head.progress().add(new Text(" "), head.attendance());
            }
            heads.put(plan.visit(), head);
            row.add(cell);
        }
        HtmlContainer curve = new HtmlContainer("th");
        curve.getElement().setText("M0 → M24").setAttribute("scope", "col");
        row.add(curve);
        return new HtmlContainer("thead", row);
    }

    private void addLines(HtmlContainer body, Casebook casebook) {
        HtmlContainer group = null;
        for (Form.Part part : VisitForm.FORM.layout()) {
            switch (part) {
                case Form.Part.Heading(String key) -> {
                    group = group(words.of(key));
                    body.add(group);
                }
                case Form.Part.Question(Item<?, ?> item) -> {
                    if (!VisitForm.COMPARATORS.containsValue(item)) {
                        Line line = lineFor(item, casebook, group);
                        body.add(line.row());
                    }
                }
            }
        }
    }

    private static HtmlContainer group(String title) {
        HtmlContainer heading = new HtmlContainer("th");
        heading.getElement().setText(title).setAttribute("scope", "rowgroup")
                .setAttribute("colspan", String.valueOf(VisitPlan.VISITS.size() + 2));
        HtmlContainer row = new HtmlContainer("tr", heading);
        row.addClassName("group");
        return row;
    }

    /** The line of an item: the last one when it leaves just these visits free, otherwise a new one. */
    private Line lineFor(Item<?, ?> item, Casebook casebook, @Nullable HtmlContainer group) {
        List<Visit> visits = casebook.rows(VisitForm.FORM).stream().filter(item.asked()::mayHold).toList();
        Line last = lines.isEmpty() ? null : lines.getLast();
        if (last == null || visits.stream().anyMatch(visit -> last.cells().containsKey(visit.key()))) {
            Line line = newLine(item, group);
            lines.add(line);
            addCells(line, item, visits);
            return line;
        }
        addCells(last, item, visits);
        return last;
    }

    private Line newLine(Item<?, ?> item, @Nullable HtmlContainer group) {
        HtmlContainer label = new HtmlContainer("th");
        label.getElement().setAttribute("scope", "row");
        label.add(new Span(words.label(item)));
        if (!item.unit().isEmpty()) {
            Span unit = new Span(words.unit(item.unit()));
            unit.addClassName("unit");
            label.add(new Text(" "), unit);
        }
        if (!item.isOnPaper()) {
            Span added = new Span("+");
            added.addClassName("added");
            added.getElement().setAttribute("title", words.of("item.added")).setAttribute("aria-label",
                    words.of("item.added")).setAttribute("role", "img");
            label.add(new Text(" "), added);
        }
        if (!words.help(item).isEmpty()) {
            Span help = new Span(words.help(item));
            help.addClassName("hint");
            label.add(help);
        }
        HtmlContainer row = new HtmlContainer("tr", label);
        row.getElement().setAttribute("data-line", item.name());
        for (VisitPlan plan : VisitPlan.VISITS) {
            HtmlContainer place = new HtmlContainer("td");
            place.addClassName("closed");
            row.add(place);
        }
        HtmlContainer curve = new HtmlContainer("td");
        curve.addClassName("curve");
        row.add(curve);
        return new Line(row, new LinkedHashMap<>(), group, curve, new LastShown());
    }

    private void addCells(Line line, Item<?, ?> item, List<Visit> visits) {
        for (Visit visit : visits) {
            MatrixCell cell = new MatrixCell(this, item, visit, words, listener);
            register(cell);
            if (!item.options().isEmpty()) {
                cell.getElement().setAttribute("data-options", words.options(item));
            }
            if (cell.comparator() != null) {
                register(cell.comparator());
            }
            line.cells().put(visit.key(), cell);
            int column = VisitPlan.VISITS.stream().map(VisitPlan::visit).toList().indexOf(visit.key()) + 1;
            line.row().replace(line.row().getComponentAt(column), cell);
        }
    }

    private void register(MatrixCell cell) {
        cell.setReadOnly(!editable);
        cells.put(cell.name(), cell);
        order.add(cell);
    }

    /** Items whose answer decides whether a cell that is passed through is asked. */
    private Stream<Item<?, ?>> gates() {
        return VisitForm.FORM.items().stream().filter(item -> !VisitForm.COMPARATORS.containsValue(item))
                .<Item<?, ?>>flatMap(item -> item.asked().items()).distinct();
    }

    // --- showing ----------------------------------------------------------------------------------------------------

    @Override
    List<MatrixCell> fields() {
        return List.copyOf(cells.values());
    }

    @Override
    Optional<AnswerField> field(String name) {
        return Optional.ofNullable(cells.get(name));
    }

    @Override
    void show(OpenCasebook open) {
        shown = open;
        Casebook casebook = open.casebook();
        cells.forEach((name, cell) -> show(cell, casebook.instance(name), open));
        HtmlContainer shownGroup = null;
        for (Line line : lines) {
            boolean asked = line.isAsked();
            line.row().setVisible(asked);
            if (line.group() != null && line.group() != shownGroup) {
                line.group().setVisible(asked);
                shownGroup = asked ? line.group() : null;
            }
            Map<String, Curve.Mark> marks = marks(line, casebook);
            if (line.drawn().isNew(marks)) {
                line.curve().getElement().setProperty("innerHTML", Curve.of(itemOf(line), marks));
            }
        }
        VisitPlan.VISITS.forEach(plan -> showHead(plan, casebook));
        Completeness all = casebook.completeness(VisitForm.FORM);
        Texts.show(counts, words.of("matrix.counts", all.valued(), all.missing(), all.blank()));
        touched();
    }

    private static Item<?, ?> itemOf(Line line) {
        return line.cells().values().iterator().next().item();
    }

    private static Map<String, Curve.Mark> marks(Line line, Casebook casebook) {
        Map<String, Curve.Mark> marks = new LinkedHashMap<>();
        for (Visit visit : casebook.rows(VisitForm.FORM)) {
            MatrixCell cell = line.cells().get(visit.key());
            if (cell != null && cell.seen().value() instanceof Number number) {
                marks.put(visit.key(), new Curve.Mark(number, cell.isLimit(),
                        itemOf(line) == VisitForm.BNP ? visit.getBnpType() : null));
            }
        }
        return marks;
    }

    private void show(MatrixCell cell, Casebook.Instance instance, OpenCasebook open) {
        Casebook casebook = open.casebook();
        boolean asked = casebook.isAsked(instance);
        cell.setAsked(asked);
        if (!asked && cell.isUnstored()) {
            cell.settle();
            getElement().executeJs("window.sivig.dropped($0)", cell.name());
        }
        cell.show(instance, casebook, notes.at(cell, instance.answer(), open,
                finding -> finding.arguments().containsKey("suggestion")
                        ? otherUnit(cell, (Visit) instance.row(), casebook) : null));
        cell.getElement().setAttribute("data-blank", asked && instance.answer().isBlank() && !cell.item().isOptional());
        if (cell.item() == VisitForm.MDRD) {
            showMdrd(cell, (Visit) instance.row(), casebook);
        }
    }

    /** What was probably meant, where a value looks as if it were of another unit or assay. */
    private FieldNotes.@Nullable Proposal otherUnit(MatrixCell cell, Visit visit, Casebook casebook) {
        Item<?, ?> item = cell.item();
        BigDecimal meant = VisitFigures.inUsualUnit(item, visit, casebook);
        if (meant != null) {
            Answer<?> proposed = Answer.of(item.parse(meant.stripTrailingZeros().toPlainString()));
            return proposal(words.of("unit.convert", cell.text(proposed), words.unit(item.unit())), item, visit, proposed);
        }
        return item == VisitForm.BNP ? proposal(words.of("unit.bnp.set"), VisitForm.BNP_TYPE, visit,
                Answer.of(BnpType.NT_PROBNP)) : null;
    }

    private static FieldNotes.Proposal proposal(String text, Item<?, ?> item, Visit visit, Answer<?> answer) {
        return new FieldNotes.Proposal(text, new Edit(item.exportName(visit), item.inAny(visit), answer));
    }

    private void showMdrd(MatrixCell cell, Visit visit, Casebook casebook) {
        Quantity computed = VisitFigures.mdrd(visit, casebook);
        if (computed == null) {
            cell.setSide("", "");
            return;
        }
        String value = words.value(cell.item(), computed.shown());
        BigDecimal typed = visit.getMdrd();
        String difference = typed == null || visit.getMdrdOp() != null ? ""
                : words.signed(typed.subtract(computed.shown()));
        cell.setSide("≈ " + value + (difference.isEmpty() ? "" : " (" + difference + ")"),
                difference.isEmpty() ? words.of("matrix.mdrd", value) : words.of("matrix.mdrd.difference", value,
                        difference));
    }

    private void showHead(VisitPlan plan, Casebook casebook) {
        Head head = heads.get(plan.visit());
        Visit visit = casebook.rows(VisitForm.FORM).stream().filter(v -> v.isAt("visit", plan.visit())).findFirst()
                .orElseThrow();
        boolean done = visit.getVisitDone() != YesNo.NO;
        Texts.show(head.date(), !done ? words.of("matrix.not-done")
                : visit.getVisitDate() == null ? "" : visit.getVisitDate().display());
        VisitFigures.Day day = done ? VisitFigures.day(visit, casebook).orElse(null) : null;
        boolean outside = day != null && day.isOutside(plan);
        Texts.show(head.day(), day == null ? "" : (outside ? "▲ " : "") + words.of(
                day.isExact() ? "matrix.day" : "matrix.days", day.least(), day.most()));
        head.day().setClassName("outside", outside);
        head.day().getElement().setAttribute("title", outside
                ? words.of("matrix.outside", plan.windowFrom(), plan.windowTo()) : "");
        Completeness filled = casebook.completeness(i -> i.row() == visit);
        Texts.show(head.filled(), done ? filled.answered() + "/" + filled.asked() : "");
        head.progress().getElement().setAttribute("title",
                words.of("completeness", filled.answered(), filled.asked(), filled.missing(), filled.blank()));
        Texts.show(head.attendance(), words.of(done ? "matrix.close" : "matrix.reopen"));
        head.attendance().setAriaLabel(words.of(done ? "matrix.close.label" : "matrix.reopen.label",
                Words.visit(plan.visit())));
    }

    @Override
    public void touched() {
        if (drawn != null) {
            drawn.touched();
        }
    }

    /** Puts a text into the input of a cell, with all others of this round. */
    @Override
    public void push(String name, String text) {
        if (texts.isEmpty()) {
            getElement().getNode().runWhenAttached(ui -> ui.beforeClientResponse(this, context -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                texts.forEach(json::put);
                texts.clear();
                getElement().executeJs("window.sivig.cells($0)", json);
            }));
        }
        texts.put(name, text);
    }

    @Override
    void changedSince(String name, String text) {
        MatrixCell cell = cells.get(name);
        if (cell != null) {
            cell.changedSince(text);
        }
    }

    @Override
    String historyButton(AnswerField field) {
        return HISTORY;
    }

    /** Shows the messages of a cell below the table, in the order of the cells. */
    @Override
    public void putUp(MatrixCell cell) {
        int place = order.indexOf(cell);
        if (noted.put(place, cell) == null) {
            messages.addComponentAtIndex(noted.headMap(place).size(), cell.notes());
        }
    }

    @Override
    public void takeDown(MatrixCell cell) {
        if (noted.remove(order.indexOf(cell)) != null) {
            messages.remove(cell.notes());
        }
    }

    // --- acting on several cells ------------------------------------------------------------------------------------

    /** Marks what is still empty of a visit, or of a line, as missing: asks for the reason and tells how many first. */
    @ClientCallable
    void sweep(String item, String scope) {
        MatrixCell at = cells.get(item);
        if (at == null || !editable) {
            return;
        }
        boolean column = scope.equals("column");
        Predicate<MatrixCell> within = column ? cell -> cell.visit().equals(at.visit())
                : cell -> lineOf(cell) == lineOf(at);
        List<MatrixCell> empty = cells.values().stream().filter(within).filter(MatrixPanel::isOpen).toList();
        String place = column ? words.of("sweep.visit", Words.visit(at.visit())) : words.of("sweep.line",
                words.label(at.item()));
        if (empty.isEmpty()) {
            Notification.show(words.of("sweep.none", place), 6_000, Notification.Position.BOTTOM_START);
            return;
        }
        new ReasonDialog<MissingReason>(words, words.of("sweep.title", place), words.of("sweep.count", empty.size(),
                column ? names(empty) : String.join(", ", empty.stream().map(c -> Words.visit(c.visit())).toList())),
                MissingReason.values(), reason -> words.of("code.missing_reason." + reason.code()),
                words.of("sweep.do", empty.size()), (reason, text, then) -> listener.act(
                        empty.stream().map(c -> new Edit(c.name(), c.seen(), Answer.missing(reason))).toList(),
                        "missing", words.of("sweep.done", empty.size(), place, reason.code()), then), at.name()).open();
    }

    private static boolean isOpen(MatrixCell cell) {
        return cell.isAsked() && cell.seen().isBlank() && !cell.isUnstored() && !cell.item().isOptional();
    }

    private String names(List<MatrixCell> cells) {
        return String.join(", ", cells.stream().map(c -> words.label(c.item())).toList());
    }

    /** Closes a visit that did not take place, with its reason; or opens it again. */
    private void attendance(String visit) {
        MatrixCell done = cellAt(VisitForm.VISIT_DONE, visit);
        MatrixCell why = cellAt(VisitForm.VISIT_MISSING_REASON, visit);
        if (done.seen().value() == YesNo.NO) {
            listener.act(List.of(new Edit(done.name(), done.seen(), Answer.blank())), "visit",
                    words.of("matrix.reopened", Words.visit(visit)), AnswerField::tell);
            return;
        }
        long answered = cells.values().stream().filter(c -> c.visit().equals(visit)).filter(c -> c != done)
                .filter(c -> c.item().asked().items().findAny().isPresent()).filter(c -> !c.seen().isBlank()).count();
        new ReasonDialog<VisitMissingReason>(words, words.of("attendance.title", Words.visit(visit)),
                words.of(answered == 0 ? "attendance.empty" : "attendance.count", answered),
                VisitMissingReason.values(), reason -> words.code(VisitForm.VISIT_MISSING_REASON, reason),
                words.of("attendance.do"), (reason, text, then) -> listener.act(
                        List.of(new Edit(done.name(), done.seen(), Answer.of(YesNo.NO)),
                                new Edit(why.name(), why.seen(), Answer.of(reason))),
                        "visit", words.of("attendance.done", Words.visit(visit)), then), done.name()).open();
    }

    /**
     * Repeats the visit before in these cells.
     *
     * @param names  the names of the cells, with spaces between
     * @param source the visit that is repeated in all others; empty for the one before each
     */
    @ClientCallable
    void fill(String names, String source) {
        List<MatrixCell> asked = named(names);
        List<MatrixCell> cells = asked.stream().filter(MatrixCell::isRepeatable).toList();
        Map<MatrixCell, List<Edit>> edits = new LinkedHashMap<>();
        List<MatrixCell> blank = new ArrayList<>();
        List<MatrixCell> same = new ArrayList<>();
        for (MatrixCell cell : cells) {
            MatrixCell from = source.isEmpty() ? before(cell) : at(cell, source);
            if (from == cell) {
                continue;
            }
            if (from == null || from.seen().isBlank()) {
                blank.add(cell);
            } else if (cell.repeating(from).isEmpty()) {
                same.add(cell);
            } else {
                edits.put(cell, cell.repeating(from));
            }
        }
        List<String> aside = new ArrayList<>();
        if (cells.size() < asked.size()) {
            aside.add(words.of("fill.aside"));
        }
        if (!blank.isEmpty()) {
            aside.add(words.of("fill.blank", labels(blank)));
        }
        if (!same.isEmpty()) {
            aside.add(words.of("fill.same", labels(same)));
        }
        RangeAct act = new RangeAct(words, listener, "fill", count -> Stream.concat(Stream.of(source.isEmpty()
                ? words.of("fill.done", count) : words.of("fill.done.from", count, Words.visit(source))), aside.stream())
                .collect(Collectors.joining(" ")));
        List<MatrixCell> replaced = edits.keySet().stream().filter(cell -> !cell.seen().isBlank()).toList();
        if (edits.isEmpty()) {
            tell(Stream.concat(Stream.of(words.of("fill.none")), aside.stream()).collect(Collectors.joining(" ")));
        } else if (replaced.isEmpty()) {
            act.perform(edits, AnswerField::tell);
        } else {
            act.ask(source.isEmpty() ? words.of("fill.title") : words.of("fill.title.from", Words.visit(source)),
                    words.of("fill.replaces", replaced.size()), edits, "fill.replace", "fill.empty",
                    asked.getFirst().name());
        }
    }

    /** Takes away the answers of these cells. */
    @ClientCallable
    void clear(String names) {
        List<MatrixCell> asked = named(names);
        Map<MatrixCell, List<Edit>> edits = new LinkedHashMap<>();
        asked.stream().filter(cell -> !cell.seen().isBlank())
                .forEach(cell -> edits.put(cell, cell.edits(Reading.Entry.of(Answer.blank()))));
        if (edits.isEmpty()) {
            tell(words.of("clear.none"));
        } else {
            new RangeAct(words, listener, "clear", count -> words.of("clear.done", count)).ask(words.of("clear.title"),
                    words.of("clear.count", edits.size()), edits, "clear.do", "", asked.getFirst().name());
        }
    }

    private List<MatrixCell> named(String names) {
        return !editable ? List.of() : Stream.of(names.split(" ")).map(cells::get)
                .filter(cell -> cell != null && cell.isAsked() && !cell.isUnstored()).toList();
    }

    private String labels(List<MatrixCell> cells) {
        return cells.stream().limit(RangeAct.MOST).map(AnswerField::label).collect(Collectors.joining(", "))
                + (cells.size() > RangeAct.MOST ? " " + words.of("range.more", cells.size() - RangeAct.MOST) : "");
    }

    /** The cell of the same question at the visit before at which it is asked; null when there is none. */
    private @Nullable MatrixCell before(MatrixCell cell) {
        List<String> visits = VisitPlan.VISITS.stream().map(VisitPlan::visit).toList();
        return visits.subList(0, visits.indexOf(cell.visit())).reversed().stream().map(visit -> at(cell, visit))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** The cell of the same question at a visit; null when it is not asked then. */
    private @Nullable MatrixCell at(MatrixCell cell, String visit) {
        Line line = lineOf(cell);
        MatrixCell other = line == null ? null : line.cells().get(visit);
        return other != null && other.item() == cell.item() && other.isAsked() && !other.isUnstored() ? other : null;
    }

    /**
     * A block copied from a spreadsheet: shows what would become of it.
     *
     * @param paste by which the browser knows it again
     */
    @ClientCallable
    void paste(String item, String text, String paste) {
        MatrixCell at = cells.get(item);
        if (at == null || !editable) {
            return;
        }
        PastedBlock block = PastedBlock.of(text);
        if (block.isTooLarge()) {
            getElement().executeJs("window.sivig.pasted($0)", paste);
            tell(words.of("paste.too-wide", block.rows().size(), block.width(), PastedBlock.MOST));
        } else {
            new PastePreview(this, words, at, block, paste, listener).open();
        }
    }

    @ClientCallable
    void tooLarge() {
        tell(words.of("paste.too-large"));
    }

    private static void tell(String text) {
        Notification.show(text, 12_000, Notification.Position.BOTTOM_START);
    }

    /** The table as a block is laid over it, from a cell on. */
    BlockLayout.Table table(MatrixCell from) {
        List<Line> shown = lines.stream().filter(line -> line.row().isVisible()).toList();
        List<Map<String, Item<?, ?>>> items = new ArrayList<>();
        for (Line line : shown) {
            Map<String, Item<?, ?>> byVisit = new LinkedHashMap<>();
            line.cells().forEach((visit, cell) -> byVisit.put(visit, cell.item()));
            items.add(byVisit);
        }
        return new BlockLayout.Table(items, shown.indexOf(lineOf(from)),
                VisitPlan.VISITS.stream().map(VisitPlan::visit).toList().indexOf(from.visit()));
    }

    /** The headings that name what stands in this table. */
    Headings headings() {
        Map<String, PartialDate> dates = new LinkedHashMap<>();
        VisitPlan.VISITS.forEach(plan -> {
            if (cellAt(VisitForm.VISIT_DATE, plan.visit()).seen().value() instanceof PartialDate date) {
                dates.put(plan.visit(), date);
            }
        });
        return new Headings(item -> Stream.concat(words.labels(item).stream(),
                words.labels(lineItem(item)).stream()).distinct().toList(), kindsOfBnp(), dates);
    }

    /** A laboratory writes the kind of BNP before its value, where the form asks for it. */
    private Map<String, Headings.Named> kindsOfBnp() {
        return words.labels(VisitForm.BNP_TYPE, BnpType.NT_PROBNP).stream().collect(Collectors.toMap(label -> label,
                label -> new Headings.Named(List.of(VisitForm.BNP), null, Map.of(VisitForm.BNP_TYPE, BnpType.NT_PROBNP))));
    }

    private static Item<?, ?> first(Line line) {
        return line.cells().values().iterator().next().item();
    }

    /** The item by which the line of an item is called; a comparator has no line of its own. */
    Item<?, ?> lineItem(Item<?, ?> item) {
        return lines.stream().filter(line -> line.cells().values().stream().anyMatch(cell -> cell.item() == item))
                .<Item<?, ?>>map(MatrixPanel::first).findFirst().orElse(item);
    }

    /** Where a cell stands among all. */
    int place(MatrixCell cell) {
        return order.indexOf(cell);
    }

    /** Which of these items would be asked once answers are changed like this. */
    Set<String> askedAfter(Collection<Edit> edits) {
        Casebook casebook = Objects.requireNonNull(shown).casebook();
        List<Casebook.Change> changes = edits.stream()
                .map(edit -> casebook.put(casebook.instance(edit.item()), edit.next())).toList();
        Set<String> asked = cells.keySet().stream().filter(name -> casebook.isAsked(casebook.instance(name)))
                .collect(Collectors.toSet());
        changes.reversed().forEach(change -> casebook.put(change.instance(), change.before()));
        return asked;
    }

    MatrixCell cell(BlockLayout.Place.Cell place) {
        return cells.get(place.item().exportNamePattern().replace("{visit}", place.visit()));
    }

    MatrixCell cellAt(Item<Visit, ?> item, String visit) {
        return cells.get(item.exportNamePattern().replace("{visit}", visit));
    }

    private @Nullable Line lineOf(MatrixCell cell) {
        return lines.stream().filter(line -> line.cells().containsValue(cell)).findFirst().orElse(null);
    }
}
