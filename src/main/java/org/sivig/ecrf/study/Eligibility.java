package org.sivig.ecrf.study;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.YesNo;

/** Section 2 of the paper form: inclusion and exclusion criteria. */
@Entity
public class Eligibility extends CasebookRow {

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrProx;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrPuffy;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrSclero;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrUlcer;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrScar;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrTelang;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrCapillaro;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrPahIld;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrRaynaud;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrAutoab;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrMimic;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo acrValid;

    @Enumerated(EnumType.STRING)
    @Column(name = "ivig_2004_2014")
    private @Nullable YesNo ivig20042014;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo exclReplacement;

    public @Nullable YesNo getAcrProx() {
        return acrProx;
    }

    public void setAcrProx(@Nullable YesNo acrProx) {
        this.acrProx = acrProx;
    }

    public @Nullable YesNo getAcrPuffy() {
        return acrPuffy;
    }

    public void setAcrPuffy(@Nullable YesNo acrPuffy) {
        this.acrPuffy = acrPuffy;
    }

    public @Nullable YesNo getAcrSclero() {
        return acrSclero;
    }

    public void setAcrSclero(@Nullable YesNo acrSclero) {
        this.acrSclero = acrSclero;
    }

    public @Nullable YesNo getAcrUlcer() {
        return acrUlcer;
    }

    public void setAcrUlcer(@Nullable YesNo acrUlcer) {
        this.acrUlcer = acrUlcer;
    }

    public @Nullable YesNo getAcrScar() {
        return acrScar;
    }

    public void setAcrScar(@Nullable YesNo acrScar) {
        this.acrScar = acrScar;
    }

    public @Nullable YesNo getAcrTelang() {
        return acrTelang;
    }

    public void setAcrTelang(@Nullable YesNo acrTelang) {
        this.acrTelang = acrTelang;
    }

    public @Nullable YesNo getAcrCapillaro() {
        return acrCapillaro;
    }

    public void setAcrCapillaro(@Nullable YesNo acrCapillaro) {
        this.acrCapillaro = acrCapillaro;
    }

    public @Nullable YesNo getAcrPahIld() {
        return acrPahIld;
    }

    public void setAcrPahIld(@Nullable YesNo acrPahIld) {
        this.acrPahIld = acrPahIld;
    }

    public @Nullable YesNo getAcrRaynaud() {
        return acrRaynaud;
    }

    public void setAcrRaynaud(@Nullable YesNo acrRaynaud) {
        this.acrRaynaud = acrRaynaud;
    }

    public @Nullable YesNo getAcrAutoab() {
        return acrAutoab;
    }

    public void setAcrAutoab(@Nullable YesNo acrAutoab) {
        this.acrAutoab = acrAutoab;
    }

    public @Nullable YesNo getAcrMimic() {
        return acrMimic;
    }

    public void setAcrMimic(@Nullable YesNo acrMimic) {
        this.acrMimic = acrMimic;
    }

    public @Nullable YesNo getAcrValid() {
        return acrValid;
    }

    public void setAcrValid(@Nullable YesNo acrValid) {
        this.acrValid = acrValid;
    }

    public @Nullable YesNo getIvig20042014() {
        return ivig20042014;
    }

    public void setIvig20042014(@Nullable YesNo ivig20042014) {
        this.ivig20042014 = ivig20042014;
    }

    public @Nullable YesNo getExclReplacement() {
        return exclReplacement;
    }

    public void setExclReplacement(@Nullable YesNo exclReplacement) {
        this.exclReplacement = exclReplacement;
    }
}
