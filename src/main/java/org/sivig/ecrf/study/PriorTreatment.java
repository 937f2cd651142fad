package org.sivig.ecrf.study;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** Section 5 of the paper form: one drug given before IVIG. */
@Entity
public class PriorTreatment extends CasebookRow {

    private String drug = "";

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo given;

    private @Nullable String spec;

    private @Nullable Integer n;

    private @Nullable String freq;

    private @Nullable String dose;

    private @Nullable String taper;

    @Column(name = "start_date")
    private @Nullable PartialDate start;

    @Column(name = "end_date")
    private @Nullable PartialDate end;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo ongo;

    protected PriorTreatment() {
    }

    public PriorTreatment(String drug) {
        this.drug = drug;
    }

    @Override
    protected Map<String, String> ownKeys() {
        return Map.of("drug", drug);
    }

    @Override
    public int place() {
        return Drug.place(drug);
    }

    @Override
    public boolean isAt(String name, String code) {
        return name.equals("drug") ? Drug.isRowOf(drug, code) : super.isAt(name, code);
    }

    @Override
    public String code(String name) {
        return name.equals("drug") ? Drug.of(drug) : super.code(name);
    }

    public @Nullable YesNo getGiven() {
        return given;
    }

    public void setGiven(@Nullable YesNo given) {
        this.given = given;
    }

    public @Nullable String getSpec() {
        return spec;
    }

    public void setSpec(@Nullable String spec) {
        this.spec = spec;
    }

    public @Nullable Integer getN() {
        return n;
    }

    public void setN(@Nullable Integer n) {
        this.n = n;
    }

    public @Nullable String getFreq() {
        return freq;
    }

    public void setFreq(@Nullable String freq) {
        this.freq = freq;
    }

    public @Nullable String getDose() {
        return dose;
    }

    public void setDose(@Nullable String dose) {
        this.dose = dose;
    }

    public @Nullable String getTaper() {
        return taper;
    }

    public void setTaper(@Nullable String taper) {
        this.taper = taper;
    }

    public @Nullable PartialDate getStart() {
        return start;
    }

    public void setStart(@Nullable PartialDate start) {
        this.start = start;
    }

    public @Nullable PartialDate getEnd() {
        return end;
    }

    public void setEnd(@Nullable PartialDate end) {
        this.end = end;
    }

    public @Nullable YesNo getOngo() {
        return ongo;
    }

    public void setOngo(@Nullable YesNo ongo) {
        this.ongo = ongo;
    }
}
