package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.Acts;
import org.sivig.ecrf.ui.casebook.field.MatrixCell;

/**
 * Changes several cells as one act, and asks first where answers would be replaced or taken away.
 *
 * @param reason what is kept with the audit records
 * @param done   says of how many cells it was done
 */
record RangeAct(Words words, Acts acts, String reason, IntFunction<String> done) {

    /** So many cells are named. */
    static final int MOST = 8;

    void perform(Map<MatrixCell, List<Edit>> edits, Consumer<@Nullable String> then) {
        acts.act(edits.values().stream().flatMap(Collection::stream).toList(), reason, done.apply(edits.size()), then);
    }

    /**
     * Shows what would become of which answers.
     *
     * @param all   the key of the button that does it
     * @param empty the key of the button that fills empty cells only; empty when there is no such choice
     * @param cell  the cell to go back to
     */
    void ask(String title, String count, Map<MatrixCell, List<Edit>> edits, String all, String empty, String cell) {
        Map<MatrixCell, List<Edit>> blank = new LinkedHashMap<>(edits);
        blank.keySet().removeIf(each -> !each.seen().isBlank());
        List<MatrixCell> answered = edits.keySet().stream().filter(each -> !each.seen().isBlank()).toList();
        Dialog dialog = new Dialog(title);
        UnorderedList list = new UnorderedList();
        answered.stream().limit(MOST).forEach(each -> list.add(new ListItem(words.of("range.change", each.label(),
                words.answer(each.item(), each.seen()), words.answer(each.item(), next(each, edits.get(each)))))));
        if (answered.size() > MOST) {
            list.add(new ListItem(words.of("range.more", answered.size() - MOST)));
        }
        Paragraph trouble = new Paragraph();
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        dialog.add(new Paragraph(count), list, trouble);
        Consumer<@Nullable String> then = refused -> {
            if (refused == null) {
                dialog.close();
            } else {
                trouble.setText(refused);
                trouble.setVisible(true);
            }
        };
        Button cancel = new Button(words.of("range.cancel"), click -> dialog.close());
        dialog.getFooter().add(cancel);
        if (!empty.isEmpty() && !blank.isEmpty()) {
            Button fill = new Button(words.of(empty, blank.size()), click -> perform(blank, then));
            fill.setId("range_empty");
            dialog.getFooter().add(fill);
        }
        Button confirm = new Button(words.of(all, answered.size()), click -> perform(edits, then));
        confirm.setId("range_confirm");
        confirm.addThemeVariants(ButtonVariant.ERROR);
        dialog.getFooter().add(confirm);
        AskDialog.begin(cancel);
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                dialog.getElement().executeJs("window.sivig.goTo($0)", cell);
            }
        });
        dialog.open();
    }

    private static Answer<?> next(MatrixCell cell, List<Edit> edits) {
        return edits.stream().filter(edit -> edit.item().equals(cell.name())).map(Edit::next).findFirst()
                .orElse(cell.seen());
    }
}
