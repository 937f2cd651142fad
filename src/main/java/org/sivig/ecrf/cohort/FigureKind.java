package org.sivig.ecrf.cohort;

import org.sivig.ecrf.crf.Code;

/** The figures, in the order of what they are worth. The code is what names one in addresses and words. */
public enum FigureKind implements Code {
    AVAILABILITY, FLOW, STOP, TRAJECTORIES, SWIMMER, TOLERANCE, TABLE1, CONTINUATION, RESPONDERS, PUBLICATION
}
