package org.sivig.ecrf.release;

import java.io.IOException;
import java.io.OutputStream;

/** One file of a package. */
public interface PackageFile {

    /** Where it stands in the package, with slashes: {@code odm/odm.xml}. Lower-case ASCII but for what is read first. */
    String path();

    /**
     * Begins to write it.
     *
     * @param out closed by the caller
     */
    Body open(OutputStream out) throws IOException;

    /**
     * How it is written: told of all patients of the cut, one after the other by number, and then that there are no more.
     * Nothing of a patient may be kept: there are thousands. All of this happens on one thread, within the one
     * transaction of the package; what is no answer can be read there with a {@code JdbcClient} or a repository, and
     * comes from the same state.
     */
    interface Body {

        default void patient(CutPatient patient) throws IOException {
        }

        /** Writes the end. Whatever it has buffered is with the stream now. */
        Extent finish() throws IOException;
    }

    /**
     * What the manifest says of it.
     *
     * @param rows    its head not counted; 0 where it has none
     * @param columns 0 where it has none
     */
    record Extent(long rows, int columns) {

        public static final Extent NONE = new Extent(0, 0);
    }
}
