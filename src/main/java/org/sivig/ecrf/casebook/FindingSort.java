package org.sivig.ecrf.casebook;

import java.util.List;

/** What lists of findings can be sorted by. */
public enum FindingSort {
    NUMBER("p.number"), CHECK("f.checkId"),
    /** The gravest first. */
    SEVERITY("f.severityRank"), STATE("f.state"), FIRED("f.firedAt", "f.id");

    private final List<String> terms;

    FindingSort(String... terms) {
        this.terms = List.of(terms);
    }

    List<String> terms() {
        return terms;
    }
}
