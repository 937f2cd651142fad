package org.sivig.ecrf.release;

import java.util.concurrent.CancellationException;

/** Is told how far a package is. */
interface Progress {

    /** @throws CancellationException when it is not wanted any more */
    void told(int patients, int of);
}
