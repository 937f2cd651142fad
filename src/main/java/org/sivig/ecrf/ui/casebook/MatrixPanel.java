package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
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
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitFigures;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.ui.AnswerField;
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

    /** The id of the button for the history of the cell in which one is. */
    private static final String HISTORY = "cell_history";

    private final Words words;
    private final Listener listener;
    private final FieldNotes notes;
    private final boolean editable;
    private final List<MatrixLine> lines = new ArrayList<>();
    private final MatrixHead head;
    private final CellActs acts;
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
        acts = new CellActs(words, listener, cells);
        head = new MatrixHead(words, editable, acts::attendance);
        addClassNames("form", "matrix-page");
        messages.addClassName("matrix-messages");
        messages.getElement().setAttribute("aria-live", "polite");
        HtmlContainer table = new HtmlContainer("table");
        table.addClassName("matrix");
        table.getElement().setAttribute("aria-label", words.of("form.visit.short"));
        HtmlContainer body = new HtmlContainer("tbody");
        addLines(body, open.casebook());
        drawn = Drawn.of(body);
        table.add(head, drawn);
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
                        body.add(lineFor(item, casebook, group));
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
    private MatrixLine lineFor(Item<?, ?> item, Casebook casebook, @Nullable HtmlContainer group) {
        List<Visit> visits = casebook.rows(VisitForm.FORM).stream().filter(item.asked()::mayHold).toList();
        if (lines.isEmpty() || visits.stream().anyMatch(visit -> lines.getLast().cells().containsKey(visit.key()))) {
            lines.add(new MatrixLine(item, group, words));
        }
        MatrixLine line = lines.getLast();
        for (Visit visit : visits) {
            MatrixCell cell = new MatrixCell(this, item, visit, words, listener);
            register(cell);
            if (cell.comparator() != null) {
                register(cell.comparator());
            }
            line.put(cell);
        }
        return line;
    }

    private void register(MatrixCell cell) {
        cell.setReadOnly(!editable);
        cells.put(cell.name(), cell);
        order.add(cell);
    }

    /** Items whose answer decides whether a cell that is passed through is asked. */
    private Stream<Item<?, ?>> gates() {
        return VisitForm.FORM.items().stream().filter(item -> !item.isPassedBy())
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
        for (MatrixLine line : lines) {
            line.show(casebook);
            if (line.group() != null && line.group() != shownGroup) {
                line.group().setVisible(line.isVisible());
                shownGroup = line.isVisible() ? line.group() : null;
            }
        }
        head.show(casebook);
        Completeness all = casebook.completeness(VisitForm.FORM);
        Texts.show(counts, words.of("matrix.counts", all.valued(), all.missing(), all.blank()));
        touched();
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

    /** Marks what is still empty of a visit, or of a line, as missing. */
    @ClientCallable
    void sweep(String item, String scope) {
        if (editable && cells.get(item) != null) {
            acts.sweep(cells.get(item), scope.equals("column"));
        }
    }

    /**
     * Repeats the visit before in these cells.
     *
     * @param names  the names of the cells, with spaces between
     * @param source the visit that is repeated in all others; empty for the one before each
     */
    @ClientCallable
    void fill(String names, String source) {
        acts.fill(named(names), source);
    }

    /** Takes away the answers of these cells. */
    @ClientCallable
    void clear(String names) {
        acts.clear(named(names));
    }

    private List<MatrixCell> named(String names) {
        return !editable ? List.of() : Stream.of(names.split(" ")).map(cells::get)
                .filter(cell -> cell != null && cell.isAsked() && !cell.isUnstored()).toList();
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
            CellActs.tell(words.of("paste.too-wide", block.rows().size(), block.width(), PastedBlock.MOST));
        } else {
            new PastePreview(this, words, at, block, paste, listener).open();
        }
    }

    @ClientCallable
    void tooLarge() {
        CellActs.tell(words.of("paste.too-large"));
    }

    /** The table as a block is laid over it, from a cell on. */
    BlockLayout.Table table(MatrixCell from) {
        List<MatrixLine> shown = lines.stream().filter(MatrixLine::isVisible).toList();
        List<Map<String, Item<?, ?>>> items = new ArrayList<>();
        for (MatrixLine line : shown) {
            Map<String, Item<?, ?>> byVisit = new LinkedHashMap<>();
            line.cells().forEach((visit, cell) -> byVisit.put(visit, cell.item()));
            items.add(byVisit);
        }
        return new BlockLayout.Table(items, shown.indexOf(MatrixLine.of(from)),
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

    /** The item by which the line of an item is called; a comparator has no line of its own. */
    Item<?, ?> lineItem(Item<?, ?> item) {
        return lines.stream().filter(line -> line.cells().values().stream().anyMatch(cell -> cell.item() == item))
                .<Item<?, ?>>map(MatrixLine::item).findFirst().orElse(item);
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
}
