package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.sivig.ecrf.ui.Words;

/** The codes for when an authenticator is lost, shown this once, to be printed or written down. */
final class RecoveryCodes extends Div {

    /** @param next what is done when they are kept */
    RecoveryCodes(Words words, String username, List<String> codes, Runnable next) {
        addClassName("recovery-codes");
        UnorderedList list = new UnorderedList();
        codes.forEach(code -> list.add(new ListItem(new Code(code))));
        Button print = new Button(words.of("factor.codes.print"));
        print.setId("factor_codes_print");
        print.getElement().executeJs("this.addEventListener('click', () => window.print())");
        Button done = new Button(words.of("factor.codes.kept"), click -> next.run());
        done.setId("factor_codes_kept");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        Div acts = new Div(print, done);
        acts.addClassName("admin-acts");
        H2 title = new H2(words.of("factor.codes.title", username));
        title.getElement().setAttribute("tabindex", "-1");
        title.getElement().executeJs("this.focus()");
        add(title, new Paragraph(words.of("factor.codes.help")), list, acts);
    }
}
