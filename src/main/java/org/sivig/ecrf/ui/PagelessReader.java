package org.sivig.ecrf.ui;

import com.vaadin.flow.component.html.Div;
import java.util.Locale;
import org.sivig.ecrf.study.StudyWords;

/** Somebody who reads where there is no page: their words come from elsewhere. */
public final class PagelessReader extends Div {

    private final transient StudyWords.Texts texts;

    public PagelessReader(StudyWords.Texts texts) {
        this.texts = texts;
    }

    @Override
    public String getTranslation(Locale page, String key, Object... values) {
        return texts.of(key, values);
    }
}
