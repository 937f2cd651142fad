package org.sivig.ecrf.study;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** Section 5 of the paper form: whether and since when the patient was treated before IVIG. */
@Entity
public class PriorTreatmentOverview extends CasebookRow {

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo anyPrior;

    private @Nullable PartialDate firstDate;

    public @Nullable YesNo getAnyPrior() {
        return anyPrior;
    }

    public void setAnyPrior(@Nullable YesNo anyPrior) {
        this.anyPrior = anyPrior;
    }

    public @Nullable PartialDate getFirstDate() {
        return firstDate;
    }

    public void setFirstDate(@Nullable PartialDate firstDate) {
        this.firstDate = firstDate;
    }
}
