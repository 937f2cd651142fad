package org.sivig.ecrf.study;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** What the paper lacks: death and last news. */
@Entity
public class FollowUp extends CasebookRow {

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo death;

    private @Nullable PartialDate deathDate;

    private @Nullable PartialDate lastNewsDate;

    public @Nullable YesNo getDeath() {
        return death;
    }

    public void setDeath(@Nullable YesNo death) {
        this.death = death;
    }

    public @Nullable PartialDate getDeathDate() {
        return deathDate;
    }

    public void setDeathDate(@Nullable PartialDate deathDate) {
        this.deathDate = deathDate;
    }

    public @Nullable PartialDate getLastNewsDate() {
        return lastNewsDate;
    }

    public void setLastNewsDate(@Nullable PartialDate lastNewsDate) {
        this.lastNewsDate = lastNewsDate;
    }
}
