package org.sivig.ecrf.monitoring;

/** There is no such query, or the user does not see it. */
public class QueryNotFoundException extends RuntimeException {

    QueryNotFoundException() {
        super("No such query");
    }
}
