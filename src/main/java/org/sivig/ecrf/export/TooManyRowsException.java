package org.sivig.ecrf.export;

/** There are more rows than a sheet can hold. */
public class TooManyRowsException extends RuntimeException {

    TooManyRowsException(long rows) {
        super(rows + " rows are more than a sheet can hold");
    }
}
