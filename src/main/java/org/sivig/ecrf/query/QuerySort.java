package org.sivig.ecrf.query;

/** What lists of queries can be sorted by. */
public enum QuerySort {
    NAME("q.number"), PATIENT("p.number"), STATE("q.state"), RAISED("q.raisedAt"), OPENED("q.openedAt");

    private final String term;

    QuerySort(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
