package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.sivig.ecrf.account.PasskeyOffer;
import org.sivig.ecrf.account.Passkeys;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.PasskeyBrowser;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;

/** One's own passkeys, and how to add another. */
final class OwnPasskeysPart extends Div {

    private final transient Words words;
    private final transient Passkeys passkeys;
    private final transient Runnable changed;
    private final Paragraph trouble = new Paragraph();

    /** @param changed is told when other sign-ins are over, or there are other passkeys */
    OwnPasskeysPart(Words words, Passkeys passkeys, Runnable changed) {
        this.words = words;
        this.passkeys = passkeys;
        this.changed = changed;
        setId("own_passkeys");
        addClassName("account-factor");
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        tell();
    }

    private void tell() {
        List<Passkeys.Own> own = passkeys.own();
        UnorderedList list = new UnorderedList();
        list.addClassName("own-passkeys");
        own.forEach(each -> list.add(line(each)));
        TextField label = new TextField(words.of("passkey.label"));
        label.setId("passkey_label");
        label.setHelperText(words.of("passkey.label.help"));
        label.setWidthFull();
        Button make = new Button(words.of("passkey.add"), click -> Proven.then(() -> make(label.getValue())));
        make.setId("passkey_add");
        make.addClickShortcut(Key.ENTER).listenOn(label);
        Paragraph what = new Paragraph(words.of(own.isEmpty() ? "passkey.none" : "passkey.some"));
        trouble.setVisible(false);
        removeAll();
        add(what);
        if (!own.isEmpty()) {
            add(list);
        }
        add(label, make, trouble);
    }

    private ListItem line(Passkeys.Own passkey) {
        Button remove = new Button(words.of("passkey.remove"), click -> Proven.then(() -> act(() -> passkeys.remove(passkey.id()))));
        remove.setAriaLabel(words.of("passkey.remove.of", passkey.label()));
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return new ListItem(new Span(words.of(passkey.lastUsed() == null ? "passkey.unused" : "passkey.used", passkey.label(),
                Words.dayAndTime(passkey.created()), passkey.lastUsed() == null ? "" : Words.dayAndTime(passkey.lastUsed()))), remove);
    }

    private void make(String label) {
        trouble.setVisible(false);
        PasskeyOffer offer = new Attempt(words).get("Making a passkey", passkeys::offer, this::say);
        if (offer != null) {
            PasskeyBrowser.make(this, words, offer, answer -> act(() -> passkeys.add(offer, label, answer)), this::say);
        }
    }

    private void act(Runnable act) {
        PasskeyBrowser.taken(words, () -> {
            act.run();
            tell();
            changed.run();
        }, this::say);
    }

    private void say(String why) {
        trouble.setText(why);
        trouble.setVisible(true);
    }
}
