package org.sivig.ecrf.ui.data;

import java.util.Locale;
import java.util.Map;
import org.sivig.ecrf.export.ExportWords;
import org.sivig.ecrf.release.PackageWords;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.Words;
import org.springframework.stereotype.Component;

/** Packages name columns and codes as the grids do. */
@Component
class WordsOfPackages implements PackageWords {

    @Override
    public ExportWords in(Locale language, Map<String, String> sites) {
        return new ColumnWords(new Words(language), sites);
    }
}
