package org.sivig.ecrf.study;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** Sections 6 and 7 of the paper form: one drug given together with a course of IVIG. */
@Entity
public class ConcomitantTreatment extends CasebookRow {

    private String course = "";

    private String drug = "";

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo given;

    private @Nullable String spec;

    private @Nullable Integer n;

    private @Nullable String freq;

    private @Nullable String dose;

    @Column(name = "start_date")
    private @Nullable PartialDate start;

    @Column(name = "end_date")
    private @Nullable PartialDate end;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo ongo;

    protected ConcomitantTreatment() {
    }

    public ConcomitantTreatment(String course, String drug) {
        this.course = course;
        this.drug = drug;
    }

    @Override
    protected Map<String, String> ownKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("course", course);
        keys.put("drug", drug);
        return Collections.unmodifiableMap(keys);
    }

    @Override
    public int place() {
        return Integer.parseInt(course) * 10_000 + Drug.place(drug);
    }

    @Override
    public boolean isAt(String name, String code) {
        return name.equals("drug") ? Drug.isRowOf(drug, code) : IvigCourse.isCourse(course, code);
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
