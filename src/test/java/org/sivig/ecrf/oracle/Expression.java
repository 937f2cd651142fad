package org.sivig.ecrf.oracle;

import org.sivig.ecrf.oracle.Contract.Instance;

/** A condition of the contract, or a part of one. */
@FunctionalInterface
interface Expression {

    /** What it comes to for an item instance, on these answers. */
    Value of(Context context);

    record Context(Answers answers, Instance at) {
    }
}
