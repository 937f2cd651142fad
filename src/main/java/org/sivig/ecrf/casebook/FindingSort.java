package org.sivig.ecrf.casebook;

import java.util.List;

/** What lists of findings can be sorted by. */
public enum FindingSort {
    NUMBER("p.number"), CHECK("f.checkId"),
    SEVERITY("case f.severity when ERROR then 0 when WARNING then 1 else 2 end"), STATE("f.state"),
    FIRED("f.firedAt");

    private final String term;

    FindingSort(String term) {
        this.term = term;
    }

    List<String> terms() {
        return List.of(term);
    }
}
