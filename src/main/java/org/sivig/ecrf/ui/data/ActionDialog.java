package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Words;

/** Says what an action comes to, and once it is confirmed and done, what became of it. */
final class ActionDialog extends Dialog {

    private final Words words = new Words(this);
    private final Paragraph trouble = new Paragraph();

    ActionDialog() {
        setWidth("560px");
        trouble.getElement().setAttribute("role", "alert");
        trouble.addClassNames("note", "err");
        trouble.setVisible(false);
        getFooter().add(new Button(words.of("close"), click -> close()));
    }

    Words words() {
        return words;
    }

    /** What there is to read and to fill in; the trouble with it shows below. */
    void ask(Component... parts) {
        add(parts);
        add(trouble);
    }

    /** A button that does something which may fail. */
    Button offer(String id, String text, SerializableRunnable act) {
        Button button = new Button(text);
        button.setId(id);
        button.setDisableOnClick(true);
        button.addClickListener(click -> {
            new Attempt(words).run("An action on the shown rows", act, this::refuse);
            button.setEnabled(true);
        });
        button.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(button);
        return button;
    }

    /** Says why it cannot be done as it stands. */
    void refuse(String why) {
        trouble.setText(why);
        trouble.setVisible(true);
    }

    /** Says, in the place of what was asked, what became of it. */
    void tell(List<String> lines) {
        removeAll();
        getFooter().removeAll();
        getFooter().add(new Button(words.of("close"), click -> close()));
        UnorderedList report = new UnorderedList();
        report.setId("action_report");
        report.addClassName("query-results");
        report.getElement().setAttribute("role", "status");
        lines.stream().map(ListItem::new).forEach(report::add);
        add(report, trouble);
        trouble.setVisible(false);
    }
}
