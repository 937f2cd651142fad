package org.sivig.ecrf.ui;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Study;

/** Addresses of the pages of casebooks, for what leads there from elsewhere. */
public final class CasebookAddress {

    private CasebookAddress() {
    }

    /** A casebook. */
    public static String of(String patient) {
        return "patients/" + patient;
    }

    /** Where an item is typed; the casebook where there is none. */
    public static String of(String patient, Casebook.@Nullable Instance at) {
        return of(patient) + Optional.ofNullable(at).flatMap(item -> Study.sectionOf(item)
                .map(section -> "/" + section.path() + "?item=" + item.exportName())).orElse("");
    }
}
