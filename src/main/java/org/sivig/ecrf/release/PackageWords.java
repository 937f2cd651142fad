package org.sivig.ecrf.release;

import java.util.Locale;
import java.util.Map;
import org.sivig.ecrf.export.ExportWords;

/** The words of files, outside of any page. */
public interface PackageWords {

    /** @param sites names by code */
    ExportWords in(Locale language, Map<String, String> sites);
}
