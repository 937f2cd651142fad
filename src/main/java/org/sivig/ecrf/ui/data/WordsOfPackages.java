package org.sivig.ecrf.ui.data;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import java.util.Map;
import org.sivig.ecrf.export.ExportWords;
import org.sivig.ecrf.release.PackageWords;
import org.sivig.ecrf.ui.PagelessReader;
import org.sivig.ecrf.ui.Words;
import org.springframework.stereotype.Component;

/** Packages name columns and codes as the grids do. */
@Component
class WordsOfPackages implements PackageWords {

    private final I18NProvider translations;

    WordsOfPackages(I18NProvider translations) {
        this.translations = translations;
    }

    @Override
    public ExportWords in(Locale language, Map<String, String> sites) {
        return new ColumnWords(new Words(new PagelessReader(translations, language)), sites);
    }
}
