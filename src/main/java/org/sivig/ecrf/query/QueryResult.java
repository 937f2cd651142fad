package org.sivig.ecrf.query;

import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.study.life.CasebookState;

/** What became of a step in the life of a query: it was taken, or nothing was. */
public sealed interface QueryResult {

    /** The query after it, or as it stands. */
    KnownQuery now();

    record Done(KnownQuery now) implements QueryResult {
    }

    /** Somebody else did something to it meanwhile: its last message says who, when and what. */
    record Overtaken(KnownQuery now) implements QueryResult {
    }

    /** Its state has no such step. */
    record NotNow(KnownQuery now) implements QueryResult {
    }

    /** The casebook is locked. */
    record Closed(KnownQuery now, CasebookState state) implements QueryResult {
    }

    /** It is not the user’s to do; only of several at once, alone it is an exception. */
    record Denied(KnownQuery now) implements QueryResult {
    }
}
