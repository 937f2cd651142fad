package org.sivig.ecrf.release;

import java.util.List;

/**
 * Some files of every package. To add a file, write a {@code PackageFiles} that is a Spring component: it is found, asked
 * once for each package, and its files are written with all others from one reading of the data, packed in the order of
 * their paths before the workbook, and listed in the manifest and in the sums.
 *
 * <p>A file takes everything from the {@link Cut} and from the {@link CutPatient}s: the time and the day too, none from a
 * clock. It asks {@link Cut#carries} of every item before it writes an answer to it, and names users by their user names.
 */
public interface PackageFiles {

    /** The files for this package; none of those that belong to the archive only when it is none. */
    List<PackageFile> of(Cut cut);
}
