package org.sivig.ecrf.cohort;

import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Why IVIG was not continued: what comes first counts where several reasons were given. */
public enum StopCause implements Code {
    DEATH, AE, FAILURE, SUCCESS, OTHER, UNKNOWN;

    public static final CodeList<StopCause> LIST = CodeList.of("stop_cause", StopCause.class);
}
