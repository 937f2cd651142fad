package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Renders a form as its declaration lays it out, and shows of it what is asked. */
class FormPanel extends Sheet {

    /** A card of fields and what is printed above it; shown while one of its fields is asked. */
    private record Block(Form<?> form, String group, List<Component> titles, Div card, List<ItemField> fields) {
    }

    private final Map<String, ItemField> fields = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Words words;
    private @Nullable ScorePanel score;

    FormPanel(Section section, OpenCasebook open, Words words, AnswerField.Listener listener) {
        this.words = words;
        addClassName("form");
        for (Form<? extends CasebookRow> form : section.forms()) {
            Map<Row, List<Casebook.Instance>> rows = open.casebook().instances(form).stream().filter(section::covers)
                    .collect(Collectors.groupingBy(Casebook.Instance::row, LinkedHashMap::new, Collectors.toList()));
            rows.values().forEach(row -> addRow(form, section, row, open, listener));
        }
        gates().forEach(gate -> fields.values().stream().filter(f -> f.item().equals(gate)).forEach(AnswerField::setGate));
        if (!open.showsIdentity() && section.forms().contains(IdentificationForm.FORM)) {
            Span apart = new Span(words.of("identity.hidden"));
            apart.addClassNames("note", "info");
            addComponentAsFirst(apart);
        }
    }

    /** Lays out one row of a form; the rows of a form that repeats share the titles and the cards of the first. */
    private void addRow(Form<?> form, Section section, List<Casebook.Instance> row, OpenCasebook open,
            AnswerField.Listener listener) {
        boolean first = blocks.stream().noneMatch(block -> block.form().equals(form));
        List<Component> titles = new ArrayList<>();
        Block block = null;
        for (Form.Part part : form.layout()) {
            switch (part) {
                case Form.Part.Heading(String key) -> {
                    if (first) {
                        titles.addAll(addTitle(key, section));
                    }
                }
                case Form.Part.Question(Item<?, ?> item) -> {
                    if (item.isIdentity() && !open.showsIdentity()) {
                        continue;
                    }
                    if (block == null || !block.group().equals(item.group())) {
                        block = first ? addBlock(form, item.group(), titles) : blockOf(form, item.group());
                        titles = new ArrayList<>();
                    }
                    Casebook.Instance instance =
                            row.stream().filter(i -> i.item().equals(item)).findFirst().orElseThrow();
                    ItemField field = new ItemField(item, instance.exportName(), label(instance), words, listener);
                    if (item == IdentificationForm.CENTER) {
                        field.fix(open.site() + " · " + open.siteName());
                    }
                    field.setEditable(open.editable());
                    if (isRevealed(item.asked(), item.group())) {
                        field.addClassName("revealed");
                    }
                    fields.put(instance.exportName(), field);
                    block.fields().add(field);
                    block.card().add(field);
                    if (item == EligibilityForm.ACR_AUTOAB) {
                        score = new ScorePanel(words);
                        add(score);
                    }
                }
            }
        }
    }

    private Block addBlock(Form<?> form, String group, List<Component> titles) {
        Block block = new Block(form, group, titles, new Div(), new ArrayList<>());
        block.card().addClassName("card");
        blocks.add(block);
        add(block.card());
        return block;
    }

    private Block blockOf(Form<?> form, String group) {
        return blocks.stream().filter(block -> block.form().equals(form) && block.group().equals(group)).findFirst()
                .orElseThrow();
    }

    private List<Component> addTitle(String key, Section section) {
        List<Component> titles = new ArrayList<>();
        String full = section.keys().isEmpty() ? key : key + "." + String.join(".", section.keys().values());
        if (words.has(full)) {
            titles.add(new H2(words.of(full)));
        }
        if (words.has(full + ".help")) {
            Paragraph hint = new Paragraph(words.of(full + ".help"));
            hint.addClassName("hint");
            titles.add(hint);
        }
        add(titles);
        return titles;
    }

    /** The printed label; in a row of a drug the drug is named as well. */
    private String label(Casebook.Instance instance) {
        String drug = instance.row().keys().get("drug");
        String label = words.label(instance.item());
        if (drug == null) {
            return label;
        }
        String name = drug.startsWith(Drug.OTHER) ? words.of("drug.other", drug.substring(Drug.OTHER.length()))
                : words.of("code.drug." + drug);
        return words.of("drug.item", name, label);
    }

    @Override
    Optional<AnswerField> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    void show(OpenCasebook open) {
        Casebook casebook = open.casebook();
        fields.forEach((name, field) -> {
            Casebook.Instance instance = casebook.instance(name);
            boolean asked = casebook.isAsked(instance);
            field.setVisible(asked);
            if (!asked && field.isUnstored()) {
                field.settle();
                field.getElement().executeJs("window.sivig.dropped($0)", name);
            }
            field.show(instance.answer(), instance, casebook);
            boolean blank = instance.answer().isBlank() && !field.item().isOptional() && !field.item().isFixed();
            field.getElement().setAttribute("data-blank", blank);
        });
        for (Block block : blocks) {
            boolean asked = block.fields().stream().anyMatch(Component::isVisible);
            block.card().setVisible(asked);
            block.titles().forEach(title -> title.setVisible(asked));
        }
        if (score != null) {
            score.show(open);
            showPoints(casebook);
        }
        if (fields.containsKey(IdentificationForm.LAST_NAME3.name())) {
            showDuplicate(open);
        }
    }

    private void showPoints(Casebook casebook) {
        Map<Criterion, Boolean> criteria = Study.criteria(casebook);
        Study.CRITERIA.forEach((criterion, item) -> {
            int counted = AcrEular2013.counted(criterion, criteria);
            boolean superseded = counted == 0 && Boolean.TRUE.equals(criteria.get(criterion));
            ItemField field = fields.get(item.name());
            field.setSide(counted > 0 ? "+" + counted : "" + criterion.points(),
                    counted > 0 ? "counted" : superseded ? "superseded" : "");
            if (superseded && !field.isUnstored()) {
                field.clearNotes();
                field.say(words.of("score.superseded"), "info");
            }
        });
    }

    private void showDuplicate(OpenCasebook open) {
        ItemField field = fields.get(IdentificationForm.SEX.name());
        if (field.isUnstored()) {
            return;
        }
        switch (open.duplicate()) {
            case OpenCasebook.Duplicate.None none -> {
            }
            case OpenCasebook.Duplicate.SameSite(String number) ->
                field.say(words.of("duplicate.same-site", number), "warn");
            case OpenCasebook.Duplicate.OtherSite other -> field.say(words.of("duplicate.other-site"), "warn");
        }
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

    /** Items on whose answers others hang. */
    private java.util.Set<Item<?, ?>> gates() {
        return Study.FORMS.stream().flatMap(form -> form.items().stream()).<Item<?, ?>>flatMap(item -> item.asked().items())
                .collect(Collectors.toSet());
    }
}
