package org.sivig.ecrf.casebook;

import java.util.List;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;

/** Is told of each save in which answers change, in its transaction, and takes back what rested on them. */
public interface AnswerListener {

    /**
     * @param changes what changed; an item may stand there more than once
     * @return the export names of the items that were verified until now
     */
    List<String> answersChanged(Patient patient, List<Casebook.Change> changes);
}
