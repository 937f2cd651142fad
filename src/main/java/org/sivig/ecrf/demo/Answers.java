package org.sivig.ecrf.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.PartialDate.Precision;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;

/** Answers in the order in which they are typed, with the gaps and the blurred dates of an old chart. */
final class Answers {

    private final Map<String, Answer<?>> answers = new LinkedHashMap<>();
    private final int percentBlank;
    private final Chance chance;

    /** @param percentBlank how many answers in 100 are not entered yet, among those that no other question hangs on */
    Answers(int percentBlank, Chance chance) {
        this.percentBlank = percentBlank;
        this.chance = chance;
    }

    /** The answers as edits of an empty casebook. */
    List<Edit> edits() {
        return answers.entrySet().stream().map(e -> new Edit(e.getKey(), Answer.blank(), e.getValue())).toList();
    }

    <V> void value(Item<?, V> item, Row row, V value) {
        answers.put(item.exportName(row), Answer.of(value));
    }

    <V> void value(Item<?, V> item, V value) {
        answers.put(item.exportNamePattern(), Answer.of(value));
    }

    void yesNo(Item<?, YesNo> item, Row row, boolean yes) {
        value(item, row, yes ? YesNo.YES : YesNo.NO);
    }

    void yesNo(Item<?, YesNo> item, boolean yes) {
        value(item, yes ? YesNo.YES : YesNo.NO);
    }

    void missing(Item<?, ?> item, Row row, MissingReason reason) {
        answers.put(item.exportName(row), Answer.missing(reason));
    }

    void missing(Item<?, ?> item, MissingReason reason) {
        answers.put(item.exportNamePattern(), Answer.missing(reason));
    }

    /** Types a value, unless the chart does not tell it or it is not entered yet; returns whether it was typed. */
    <V> boolean unlessGap(int percentGaps, MissingReason reason, Item<?, V> item, Row row, V value) {
        return unlessGap(percentGaps, reason, item.exportName(row), value);
    }

    <V> boolean unlessGap(int percentGaps, MissingReason reason, Item<?, V> item, V value) {
        return unlessGap(percentGaps, reason, item.exportNamePattern(), value);
    }

    private boolean unlessGap(int percentGaps, MissingReason reason, String item, Object value) {
        if (chance.percent(percentBlank)) {
            return false;
        }
        boolean gap = chance.percent(percentGaps);
        answers.put(item, gap ? Answer.missing(reason) : Answer.of(value));
        return !gap;
    }

    void leaveBlank(Item<?, ?> item) {
        answers.remove(item.exportNamePattern());
    }

    void leaveBlank(Item<?, ?> item, Row row) {
        answers.remove(item.exportName(row));
    }

    /** A date as precise as the chart has it: to the day, to the month, otherwise to the year. */
    PartialDate blurred(LocalDate date, int percentDay, int percentMonth) {
        Precision precision = chance.oneOf(List.of(Precision.DAY, Precision.MONTH, Precision.YEAR),
                percentDay, percentMonth, 100 - percentDay - percentMonth);
        return new PartialDate(date.getYear(), precision == Precision.YEAR ? null : date.getMonthValue(),
                precision == Precision.DAY ? date.getDayOfMonth() : null);
    }

    static BigDecimal decimal(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
