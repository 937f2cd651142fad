package org.sivig.ecrf.release;

/** What became of a package that was asked for. */
public enum PackageState {
    /** Two others are being written. */
    WAITING,
    WRITING,
    MADE,
    CANCELLED,
    /** There was no patient in its scope. */
    EMPTY,
    FAILED,
    /** The application ended before it was made. */
    LOST;

    public boolean isOver() {
        return this != WAITING && this != WRITING;
    }
}
