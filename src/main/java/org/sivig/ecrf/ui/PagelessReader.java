package org.sivig.ecrf.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;

/** Somebody who reads where there is no page: their words come from the translations. */
public final class PagelessReader extends Div {

    private final transient I18NProvider translations;
    private final Locale language;

    public PagelessReader(I18NProvider translations, Locale language) {
        this.translations = translations;
        this.language = language;
    }

    @Override
    public String getTranslation(Locale page, String key, Object... values) {
        return translations.getTranslation(key, language, values);
    }
}
