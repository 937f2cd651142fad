package org.sivig.ecrf.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** « FR · EN »: changes the language of the whole interface. What was typed and not yet saved comes back with the page. */
public class LanguageSwitch extends Span {

    public LanguageSwitch() {
        addClassName("language");
        for (Locale locale : Languages.ALL) {
            NativeButton button = new NativeButton(locale.getLanguage().toUpperCase(Locale.ROOT), click ->
                    UI.getCurrent().getPage().executeJs(
                            "document.cookie = $0 + '=' + $1 + ';path=/;max-age=31536000;samesite=lax'; location.reload()",
                            Languages.COOKIE, locale.getLanguage()));
            button.getElement().setAttribute("lang", locale.getLanguage());
            button.getElement().setAttribute("title", locale.getDisplayLanguage(locale));
            button.setAriaLabel(locale.getDisplayLanguage(locale));
            boolean current = UI.getCurrent().getLocale().getLanguage().equals(locale.getLanguage());
            button.getElement().setAttribute("aria-pressed", Boolean.toString(current));
            add(button);
        }
    }
}
