package org.sivig.ecrf.query;

import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.study.life.CasebookState;

/** What became of a query that was to be raised. */
public sealed interface RaiseResult {

    record Raised(KnownQuery query) implements RaiseResult {
    }

    /** Not raised: the casebook is locked. */
    record Closed(CasebookState state) implements RaiseResult {
    }

    /** Not raised: the protocol does not ask the item, perhaps because an answer changed meanwhile. */
    record NotAsked() implements RaiseResult {
    }
}
