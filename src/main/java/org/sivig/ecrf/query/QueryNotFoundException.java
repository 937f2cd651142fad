package org.sivig.ecrf.query;

/** There is no such query, or the user does not see it. */
public class QueryNotFoundException extends RuntimeException {

    QueryNotFoundException() {
        super("No such query");
    }
}
