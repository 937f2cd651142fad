package org.sivig.ecrf.study;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.Ana;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.Capillaroscopy;
import org.sivig.ecrf.study.code.CutoloStage;
import org.sivig.ecrf.study.code.Fluorescence;
import org.sivig.ecrf.study.code.SscType;

/** Section 3 of the paper form: diagnosis of systemic sclerosis. */
@Entity
public class Diagnosis extends CasebookRow {

    private @Nullable PartialDate dxDate;

    private @Nullable Integer firstNonrpYear;

    private @Nullable Integer raynaudYear;

    @Enumerated(EnumType.STRING)
    private @Nullable SscType sscType;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo overlap;

    private @Nullable String overlapSpec;

    @Enumerated(EnumType.STRING)
    private @Nullable Ana ana;

    private @Nullable Integer anaTiter;

    @Convert(converter = Fluorescence.Codes.class)
    private @Nullable Set<Fluorescence> fluo;

    private @Nullable String fluoOtherSpec;

    @Convert(converter = Antibody.Codes.class)
    private @Nullable Set<Antibody> ab;

    private @Nullable String abOtherSpec;

    @Enumerated(EnumType.STRING)
    private @Nullable Capillaroscopy capillaro;

    @Enumerated(EnumType.STRING)
    private @Nullable CutoloStage capillaroStage;

    public @Nullable PartialDate getDxDate() {
        return dxDate;
    }

    public void setDxDate(@Nullable PartialDate dxDate) {
        this.dxDate = dxDate;
    }

    public @Nullable Integer getFirstNonrpYear() {
        return firstNonrpYear;
    }

    public void setFirstNonrpYear(@Nullable Integer firstNonrpYear) {
        this.firstNonrpYear = firstNonrpYear;
    }

    public @Nullable Integer getRaynaudYear() {
        return raynaudYear;
    }

    public void setRaynaudYear(@Nullable Integer raynaudYear) {
        this.raynaudYear = raynaudYear;
    }

    public @Nullable SscType getSscType() {
        return sscType;
    }

    public void setSscType(@Nullable SscType sscType) {
        this.sscType = sscType;
    }

    public @Nullable YesNo getOverlap() {
        return overlap;
    }

    public void setOverlap(@Nullable YesNo overlap) {
        this.overlap = overlap;
    }

    public @Nullable String getOverlapSpec() {
        return overlapSpec;
    }

    public void setOverlapSpec(@Nullable String overlapSpec) {
        this.overlapSpec = overlapSpec;
    }

    public @Nullable Ana getAna() {
        return ana;
    }

    public void setAna(@Nullable Ana ana) {
        this.ana = ana;
    }

    public @Nullable Integer getAnaTiter() {
        return anaTiter;
    }

    public void setAnaTiter(@Nullable Integer anaTiter) {
        this.anaTiter = anaTiter;
    }

    public @Nullable Set<Fluorescence> getFluo() {
        return fluo;
    }

    public void setFluo(@Nullable Set<Fluorescence> fluo) {
        this.fluo = fluo;
    }

    public @Nullable String getFluoOtherSpec() {
        return fluoOtherSpec;
    }

    public void setFluoOtherSpec(@Nullable String fluoOtherSpec) {
        this.fluoOtherSpec = fluoOtherSpec;
    }

    public @Nullable Set<Antibody> getAb() {
        return ab;
    }

    public void setAb(@Nullable Set<Antibody> ab) {
        this.ab = ab;
    }

    public @Nullable String getAbOtherSpec() {
        return abOtherSpec;
    }

    public void setAbOtherSpec(@Nullable String abOtherSpec) {
        this.abOtherSpec = abOtherSpec;
    }

    public @Nullable Capillaroscopy getCapillaro() {
        return capillaro;
    }

    public void setCapillaro(@Nullable Capillaroscopy capillaro) {
        this.capillaro = capillaro;
    }

    public @Nullable CutoloStage getCapillaroStage() {
        return capillaroStage;
    }

    public void setCapillaroStage(@Nullable CutoloStage capillaroStage) {
        this.capillaroStage = capillaroStage;
    }
}
