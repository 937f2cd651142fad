package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.DuplicateAnswers;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Criterion;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.FieldPlaces;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.FieldNotes;
import org.sivig.ecrf.ui.casebook.field.FormField;

/** Renders a form as its declaration lays it out, and shows of it what is asked. */
class FormPanel extends Sheet {

    /** A card of fields and what is printed above it; shown while one of its fields is asked. */
    private record Block(Form<?> form, String group, List<Component> titles, Div card, FieldPlaces places,
            List<FormField> fields) {
    }

    /** Receives what the user does to rows too. */
    interface Listener extends Sheet.Listener {

        /** The user takes away a row with these fields. */
        void rowRemoved(String name, List<? extends AnswerField> fields);

        /** A row has gone in which a text stood that was not stored. */
        void textLost(AnswerField field, String text);
    }

    /** A row that is a line of a table. */
    private record Shown(PaperTable.Line line, List<FormField> fields) {
    }

    /** A form of which each row is a line of a table; rows are known by their keys. */
    private record Table(PaperTable table, Block block, Map<String, Shown> rows) {
    }

    /** Items on whose answers others hang. */
    private static final Set<Item<?, ?>> GATES = Study.FORMS.stream().flatMap(form -> form.items().stream())
            .<Item<?, ?>>flatMap(item -> item.asked().items()).collect(Collectors.toSet());

    private final Section section;
    private final Words words;
    private final Listener listener;
    private final FieldNotes notes;
    private final Map<String, FormField> fields = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<Form<?>, Table> tables = new LinkedHashMap<>();
    /** An item of each row that is on screen without an answer, to be typed into. */
    private final Set<String> kept = new LinkedHashSet<>();
    private OpenCasebook last;
    private @Nullable ScorePanel score;
    private @Nullable Span uncompared;

    FormPanel(Section section, OpenCasebook open, Words words, Listener listener) {
        this.section = section;
        this.words = words;
        this.listener = listener;
        notes = new FieldNotes(words, listener);
        last = open;
        addClassName("form");
        section.layOut(open.casebook());
        for (Form<? extends CasebookRow> form : section.forms()) {
            List<List<Casebook.Instance>> rows = List.copyOf(rows(form, open).values());
            if (form.columns().isEmpty()) {
                rows.forEach(row -> addRow(form, row, open));
            } else if (rows.getFirst().getFirst().row().keys().isEmpty()) {
                addTable(form, rows.getFirst(), open);
            } else {
                addTableOfRows(form);
            }
        }
        showRows(open);
        if (!open.showsIdentity() && section.forms().contains(IdentificationForm.FORM)) {
            Span apart = new Span(words.of("identity.hidden"));
            apart.addClassNames("note", "info");
            addComponentAsFirst(apart);
        }
        if (open.showsIdentity() && section.forms().contains(IdentificationForm.FORM)) {
            uncompared = new Span(words.of("identity.uncompared", DuplicateAnswers.MOST));
            uncompared.setId("identity_uncompared");
            uncompared.addClassNames("note", "warn");
            uncompared.getElement().setAttribute("role", "status");
            uncompared.setVisible(false);
            addComponentAsFirst(uncompared);
        }
    }

    /** Lays out one row of a form; the rows of a form that repeats share the titles and the cards of the first. */
    private void addRow(Form<?> form, List<Casebook.Instance> row, OpenCasebook open) {
        boolean first = blocks.stream().noneMatch(block -> block.form().equals(form));
        List<Component> titles = new ArrayList<>();
        Block block = null;
        for (Form.Part part : form.layout()) {
            switch (part) {
                case Form.Part.Heading(String key) -> {
                    if (first) {
                        titles.addAll(addTitle(key));
                    }
                }
                case Form.Part.Question(Item<?, ?> item) -> {
                    if (!open.shows(item)) {
                        continue;
                    }
                    if (block == null || !block.group().equals(item.group())) {
                        block = first ? addBlock(form, item.group(), titles) : blockOf(form, item.group());
                        titles = new ArrayList<>();
                    }
                    Casebook.Instance instance =
                            row.stream().filter(i -> i.item().equals(item)).findFirst().orElseThrow();
                    FormField field = addField(instance, block, open);
                    if (item == IdentificationForm.CENTER) {
                        field.fix(open.site() + " · " + open.siteName());
                    }
                    if (isRevealed(item.asked(), item.group())) {
                        field.addClassName("revealed");
                    }
                    block.places().add(field);
                    if (item == EligibilityForm.ACR_AUTOAB) {
                        score = new ScorePanel(words);
                        add(score);
                    }
                }
            }
        }
    }

    private FormField addField(Casebook.Instance instance, Block block, OpenCasebook open) {
        String row = instance.row().keys().containsKey("drug") ? words.row(instance.row()) : "";
        String label = words.label(instance);
        FormField field = new FormField(instance.item(), instance.exportName(),
                row.isEmpty() ? label : words.of("drug.item", row, label), words, listener);
        field.setEditable(open.editable());
        field.setAsks(open.editable() ? null : open.standing().raises());
        if (GATES.contains(instance.item())) {
            field.setGate();
        }
        fields.put(instance.exportName(), field);
        block.fields().add(field);
        return field;
    }

    // --- tables -----------------------------------------------------------------------------------------------------

    /** Lays out a form that does not repeat: a line for each item in the second column, named by the item groups. */
    private void addTable(Form<?> form, List<Casebook.Instance> row, OpenCasebook open) {
        PaperTable table = new PaperTable(form, words, last.editable());
        Block block = addBlock(form, "", List.of());
        block.card().add(table);
        List<String> columns = form.columns().subList(1, form.columns().size());
        PaperTable.Line line = null;
        String group = "";
        int lines = 0;
        for (Casebook.Instance instance : row) {
            Item<?, ?> item = instance.item();
            if (line == null || item.column().equals(columns.getFirst())) {
                line = table.insert(lines++);
                if (!item.group().equals(group)) {
                    group = item.group();
                    line.named(nameOf(form, group), (int) form.items().stream().filter(
                            each -> each.group().equals(item.group()) && each.column().equals(item.column())).count());
                }
                line.with(columns);
            }
            FormField field = addField(instance, block, open);
            field.print(table.printed(item, words.of("group." + form.name() + "." + group)));
            line.add(field);
        }
    }

    private Component nameOf(Form<?> form, String group) {
        String key = "group." + form.name() + "." + group;
        Div name = new Div(new Span(words.of(key)));
        if (words.has(key + ".help")) {
            Span hint = new Span(words.of(key + ".help"));
            hint.addClassName("hint");
            name.add(hint);
        }
        return name;
    }

    /** Lays out a form that repeats: a line for each row. */
    private void addTableOfRows(Form<?> form) {
        List<Component> titles = form.layout().stream().<Component>mapMulti((part, out) -> {
            if (part instanceof Form.Part.Heading(String key)) {
                addTitle(key).forEach(out);
            }
        }).toList();
        Block block = addBlock(form, "", titles);
        PaperTable table = new PaperTable(form, words, last.editable());
        block.card().add(table);
        tables.put(form, new Table(table, block, new LinkedHashMap<>()));
    }

    /** Puts up the rows that are new, and takes away those that are gone. */
    private void showRows(OpenCasebook open) {
        tables.forEach((form, table) -> {
            Map<String, List<Casebook.Instance>> rows = rows(form, open);
            table.rows().entrySet().removeIf(shown -> {
                boolean gone = !rows.containsKey(shown.getKey());
                if (gone) {
                    takeAway(table, shown.getValue());
                }
                return gone;
            });
            int at = 0;
            for (var row : rows.entrySet()) {
                if (!table.rows().containsKey(row.getKey())) {
                    table.rows().put(row.getKey(), addLine(form, table, at, row.getValue(), open));
                }
                at++;
            }
        });
    }

    private Shown addLine(Form<?> form, Table table, int at, List<Casebook.Instance> instances, OpenCasebook open) {
        Row row = instances.getFirst().row();
        String name = words.row(row);
        boolean freeText = Drug.of(row.keys().get("drug")).equals(Drug.OTHER);
        List<String> columns = form.columns().subList(freeText ? 2 : 1, form.columns().size());
        PaperTable.Line line = table.table().insert(at).named(new Span(name), 1).with(columns);
        Shown shown = new Shown(line, new ArrayList<>());
        for (Casebook.Instance instance : instances) {
            Item<?, ?> item = instance.item();
            if (columns.contains(item.column()) || item.column().equals(form.columns().getFirst())) {
                FormField field = addField(instance, table.block(), open);
                field.print(table.table().printed(item, name));
                line.add(field);
                shown.fields().add(field);
            }
        }
        if (open.editable() && !section.isStanding(form, row)) {
            NativeButton remove = new NativeButton("✕", click -> listener.rowRemoved(name, shown.fields()));
            remove.addClassNames("remove", "saves");
            remove.setAriaLabel(words.of("row.remove", name));
            remove.getElement().setAttribute("title", words.of("row.remove", name));
            line.addLast(remove);
        }
        return shown;
    }

    private void takeAway(Table table, Shown shown) {
        shown.line().remove();
        table.block().fields().removeAll(shown.fields());
        for (FormField field : shown.fields()) {
            fields.remove(field.name());
            if (field.isUnstored()) {
                listener.textLost(field, field.text());
            }
        }
    }

    /** The rows of a form that stand in this section, by their keys, in order. */
    private Map<String, List<Casebook.Instance>> rows(Form<?> form, OpenCasebook open) {
        return open.casebook().instances(form).stream().filter(section::covers).collect(Collectors.groupingBy(
                instance -> instance.row().key(), LinkedHashMap::new, Collectors.toList()));
    }

    @Override
    Optional<AnswerField> reach(String name) {
        if (!fields.containsKey(name) && last.editable()) {
            try {
                if (section.covers(last.casebook().reach(name))) {
                    kept.add(name);
                    show(last);
                }
            } catch (IllegalArgumentException unknown) {
                return Optional.empty();
            }
        }
        return field(name);
    }

    @Override
    List<AnswerField> row(AnswerField field) {
        return tables.values().stream().flatMap(table -> table.rows().values().stream()).map(Shown::fields)
                .filter(row -> row.contains(field)).findFirst().<List<AnswerField>>map(List::copyOf)
                .orElse(List.of(field));
    }

    @Override
    void keepRow(AnswerField field) {
        if (row(field).size() > 1) {
            kept.add(field.name());
        }
    }

    @Override
    void letGo(List<? extends AnswerField> row) {
        row.forEach(field -> kept.remove(field.name()));
    }

    // --- cards ------------------------------------------------------------------------------------------------------

    private Block addBlock(Form<?> form, String group, List<Component> titles) {
        Div card = new Div();
        Block block = new Block(form, group, titles, card, new FieldPlaces(card), new ArrayList<>());
        block.card().addClassName("card");
        blocks.add(block);
        add(block.card());
        return block;
    }

    private Block blockOf(Form<?> form, String group) {
        return blocks.stream().filter(block -> block.form().equals(form) && block.group().equals(group)).findFirst()
                .orElseThrow();
    }

    private List<Component> addTitle(String key) {
        List<Component> titles = new ArrayList<>();
        String full = section.labelKey(key);
        if (words.has(full)) {
            titles.add(new H2(words.of(full)));
        }
        for (String more : List.of(full + ".help", full + ".more")) {
            if (words.has(more)) {
                Paragraph hint = new Paragraph(words.of(more));
                hint.addClassName("hint");
                titles.add(hint);
            }
        }
        add(titles);
        return titles;
    }

    @Override
    Optional<AnswerField> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    void changedSince(String name, String text) {
        FormField field = fields.get(name);
        if (field != null) {
            field.addClassName("since");
            field.say(text, "since");
        }
    }

    @Override
    String historyButton(AnswerField field) {
        return fields.get(field.name()).historyButton();
    }

    @Override
    List<FormField> fields() {
        return List.copyOf(fields.values());
    }

    @Override
    void show(OpenCasebook open) {
        last = open;
        Casebook casebook = open.casebook();
        section.layOut(casebook);
        kept.forEach(casebook::reach);
        kept.removeIf(name -> isAnswered(casebook.instance(name), casebook));
        showRows(open);
        fields.forEach((name, field) -> {
            Casebook.Instance instance = casebook.instance(name);
            boolean asked = casebook.isAsked(instance);
            field.setVisible(asked);
            if (!asked && field.isUnstored()) {
                field.settle();
                field.getElement().executeJs("window.sivig.dropped($0)", name);
            }
            field.show(instance, casebook, notes.at(field, instance.answer(), open, finding -> null));
            boolean blank = instance.answer().isBlank() && !field.item().isOptional() && !field.item().isFixed();
            field.getElement().setAttribute("data-blank", blank);
            if (!field.isAttached()) {
                field.getElement().getNode().clearChanges(); // the browser is told all of it when it comes
            }
        });
        tables.values().forEach(table -> table.rows().values().forEach(
                shown -> shown.line().setVisible(shown.fields().stream().anyMatch(Component::isVisible))));
        for (Block block : blocks) {
            boolean asked = block.fields().stream().anyMatch(Component::isVisible);
            block.card().setVisible(asked);
            block.titles().forEach(title -> title.setVisible(asked));
        }
        if (score != null) {
            score.show(open);
            showPoints(casebook);
        }
        if (uncompared != null) {
            uncompared.setVisible(open.isUncompared());
        }
    }

    private static boolean isAnswered(Casebook.Instance of, Casebook casebook) {
        return casebook.instances(of.form()).stream()
                .anyMatch(instance -> instance.row() == of.row() && !instance.answer().isBlank());
    }

    private void showPoints(Casebook casebook) {
        Map<Criterion, Boolean> criteria = Study.criteria(casebook);
        Study.CRITERIA.forEach((criterion, item) -> {
            int counted = AcrEular2013.counted(criterion, criteria);
            boolean superseded = counted == 0 && Boolean.TRUE.equals(criteria.get(criterion));
            FormField field = fields.get(item.name());
            field.setSide(counted > 0 ? "+" + counted : "" + criterion.points(),
                    counted > 0 ? "counted" : superseded ? "superseded" : "");
        });
    }

    /** Whether an answer to another item of its group brings it up. */
    private static boolean isRevealed(Condition asked, String group) {
        return switch (asked) {
            case Condition.Has has -> has.item().group().equals(group);
            case Condition.Filled filled -> filled.item().group().equals(group);
            case Condition.Key key -> false;
            case Condition.Not not -> false;
            case Condition.And and -> and.parts().stream().anyMatch(part -> isRevealed(part, group));
            case Condition.Or or -> or.parts().stream().allMatch(part -> isRevealed(part, group));
        };
    }
}
