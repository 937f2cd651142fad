package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Criterion;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Study;

/** Renders a form as its declaration lays it out, and shows of it what is asked. */
class FormPanel extends Div {

    private final Map<String, ItemField> fields = new LinkedHashMap<>();
    private final Words words;
    private @Nullable ScorePanel score;

    FormPanel(Form<?> form, OpenCasebook open, Words words, ItemField.Listener listener) {
        this.words = words;
        addClassName("form");
        Div card = new Div();
        String group = "";
        for (Form.Part part : form.layout()) {
            switch (part) {
                case Form.Part.Heading(String key) -> {
                    add(new H2(words.of(key)));
                    String help = words.of(key + ".help");
                    if (!help.startsWith("!")) {
                        Paragraph hint = new Paragraph(help);
                        hint.addClassName("hint");
                        add(hint);
                    }
                }
                case Form.Part.Question(Item<?, ?> item) -> {
                    if (item.isIdentity() && !open.showsIdentity()) {
                        continue;
                    }
                    if (!item.group().equals(group)) {
                        group = item.group();
                        card = new Div();
                        card.addClassName("card");
                        add(card);
                    }
                    Casebook.Instance instance = open.casebook().instances(form).stream()
                            .filter(i -> i.item().equals(item)).findFirst().orElseThrow();
                    ItemField field = new ItemField(item, instance.exportName(), words, listener);
                    if (item == IdentificationForm.CENTER) {
                        field.fix(open.site() + " · " + open.siteName());
                    }
                    field.setEditable(open.editable());
                    if (isRevealedWithin(form, item)) {
                        field.addClassName("revealed");
                    }
                    fields.put(instance.exportName(), field);
                    card.add(field);
                    if (item == EligibilityForm.ACR_AUTOAB) {
                        score = new ScorePanel(words);
                        add(score);
                    }
                }
            }
        }
        gates().forEach(gate -> fields.values().stream().filter(f -> f.item().equals(gate)).forEach(ItemField::setGate));
        if (!open.showsIdentity() && form.equals(IdentificationForm.FORM)) {
            Span apart = new Span(words.of("identity.hidden"));
            apart.addClassNames("note", "info");
            addComponentAsFirst(apart);
        }
    }

    Optional<ItemField> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Brings everything on screen up to date. */
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

    private static boolean isRevealedWithin(Form<?> form, Item<?, ?> item) {
        return items(item.asked()).anyMatch(gate -> gate.form().equals(form.name()));
    }

    /** Items on whose answers others hang. */
    private java.util.Set<Item<?, ?>> gates() {
        return Study.FORMS.stream().flatMap(form -> form.items().stream()).flatMap(item -> items(item.asked()))
                .collect(Collectors.toSet());
    }

    private static Stream<Item<?, ?>> items(Condition condition) {
        return switch (condition) {
            case Condition.Has has -> Stream.of(has.item());
            case Condition.Filled filled -> Stream.of(filled.item());
            case Condition.Not not -> items(not.condition());
            case Condition.And and -> and.parts().stream().flatMap(FormPanel::items);
            case Condition.Or or -> or.parts().stream().flatMap(FormPanel::items);
        };
    }
}
