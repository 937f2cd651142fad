package org.sivig.ecrf.data;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.list.Said;

/**
 * What is asked of the cells of one column. An item that the protocol does not ask meets none of
 * them but {@link WithoutValue} and {@link NoValue}.
 */
public sealed interface ColumnCondition extends Serializable {

    /** Whether it can be asked of this column. */
    default boolean suits(DataColumn column) {
        return switch (this) {
            case Contains _ -> column.type().isText();
            case Numbers _ -> column.type().isNumber();
            case Dates _ -> column.type() == ItemType.DATE || column.type() == ItemType.PARTIAL_DATE;
            case AnyOf _, NoneOf _ -> column.type() == ItemType.YES_NO || column.type() == ItemType.CHOICE
                    || column.type() == ItemType.MULTI_CHOICE;
            case Compared compared -> isComparable(column, compared.other());
            case Rows _ -> column instanceof DataColumn.OfPatient && column.id().equals(DataColumns.NUMBER);
            case AllOf _ -> column.type() == ItemType.MULTI_CHOICE;
            case Empty _, NoValue _ -> switch (column) {
                case DataColumn.Answers _, DataColumn.Computed _, DataColumn.Change _ -> true;
                case DataColumn.OfPatient _, DataColumn.Key _, DataColumn.Count _ -> false;
            };
            case HasValue _ -> true;
            case WithoutValue _, Missing _, HasFinding _, NoFinding _, HasQuery _, NoQuery _, ChangedSince _, Verified _, NotVerified _, ToVerify _ -> column.isAnswer();
        };
    }

    /** Whether it asks what a cell holds, and not what is known or was done about it. */
    default boolean isOfContent() {
        return switch (this) {
            case Contains _, Numbers _, Dates _, Compared _, AnyOf _, NoneOf _, AllOf _, Empty _, HasValue _, NoValue _, WithoutValue _,
                    Missing _ -> true;
            case HasFinding _, NoFinding _, HasQuery _, NoQuery _, ChangedSince _, Verified _, NotVerified _, ToVerify _, Rows _ -> false;
        };
    }

    /**
     * Whether an answer that is asked meets it. A date has to lie within its ends surely, where the database is content that it
     * may.
     *
     * @throws IllegalArgumentException when it is not of the content of one cell
     */
    default boolean holds(Answer<?> answer) {
        Object value = answer.value();
        return switch (this) {
            case Empty _ -> answer.isBlank();
            case HasValue _ -> value != null;
            case NoValue _ -> value == null;
            case WithoutValue _ -> value == null && answer.missing() != MissingReason.NAP;
            case Missing missing -> answer.missing() != null
                    && (missing.reasons().isEmpty() || missing.reasons().contains(answer.missing()));
            case Contains contains -> value != null && Said.text(value.toString()).contains(Said.text(contains.text()));
            case Numbers range -> value != null && range.isWithin(new BigDecimal(value.toString()));
            case Dates range -> value instanceof PartialDate date && range.isSurely(date);
            case AnyOf any -> hasAny(value, any.codes());
            case AllOf all -> codes(value).containsAll(all.codes());
            case NoneOf none -> value != null && !hasAny(value, none.codes());
            case Compared _, Rows _, HasFinding _, NoFinding _, HasQuery _, NoQuery _, ChangedSince _, Verified _, NotVerified _, ToVerify _ ->
                    throw new IllegalArgumentException("Not of the content of a cell: " + this);
        };
    }

    /** Asked of each patient in each line of a figure: nothing is made for it. */
    private static boolean hasAny(@Nullable Object value, Set<String> codes) {
        return switch (value) {
            case Code code -> codes.contains(code.code());
            case Set<?> chosen -> {
                boolean any = false;
                for (Object each : chosen) {
                    any |= codes.contains(((Code) each).code());
                }
                yield any;
            }
            case null -> false;
            case Object site -> codes.contains(site.toString());
        };
    }

    private static Set<String> codes(@Nullable Object value) {
        return switch (value) {
            case Code code -> Set.of(code.code());
            case Set<?> chosen -> chosen.stream().map(each -> ((Code) each).code()).collect(Collectors.toSet());
            case null -> Set.of();
            case Object site -> Set.of(site.toString());
        };
    }

    /** Whether the cells of two columns of a grid can be compared in each row: numbers with numbers, dates with dates. */
    static boolean isComparable(DataColumn one, DataColumn other) {
        return !one.equals(other) && one.grid().equals(other.grid()) && (one.type().isNumber() ? other.type().isNumber()
                : isDate(one) && isDate(other));
    }

    private static boolean isDate(DataColumn column) {
        return column.type() == ItemType.DATE || column.type() == ItemType.PARTIAL_DATE;
    }

    /** The value contains a text, whatever the case, the accents, the apostrophes and the spaces. */
    record Contains(String text) implements ColumnCondition {

        /** @throws IllegalArgumentException when the text is empty or longer than an answer can be */
        public Contains {
            if (text.isEmpty() || text.length() > ItemType.LONG_TEXT_LENGTH || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("No text, or too much of it");
            }
        }
    }

    /** The number, or the year, lies between two ends, both included. Null is open. */
    record Numbers(@Nullable BigDecimal from, @Nullable BigDecimal to) implements ColumnCondition {

        /** @throws IllegalArgumentException when both ends are open, or the end is before the start */
        public Numbers {
            if (from == null && to == null || from != null && to != null && from.compareTo(to) > 0) {
                throw new IllegalArgumentException("No range of numbers");
            }
        }

        private boolean isWithin(BigDecimal number) {
            return (from == null || number.compareTo(from) >= 0) && (to == null || number.compareTo(to) <= 0);
        }
    }

    /** The date can lie between two ends, both included: its days meet theirs. Null is open. */
    record Dates(@Nullable PartialDate from, @Nullable PartialDate to) implements ColumnCondition {

        /** @throws IllegalArgumentException when both ends are open, or the end is surely before the start */
        public Dates {
            if (from == null && to == null || from != null && to != null && to.isBefore(from).isTrue()) {
                throw new IllegalArgumentException("No range of dates");
            }
        }

        /** Whether a date lies within the ends whatever its unknown days are. */
        public boolean isSurely(PartialDate date) {
            return (from == null || !date.first().isBefore(from.first())) && (to == null || !date.last().isAfter(to.last()));
        }
    }

    /** The value is one of these codes; of several options, at least one is among them. */
    record AnyOf(Set<String> codes) implements ColumnCondition {

        /** @throws IllegalArgumentException when there are none */
        public AnyOf {
            codes = atLeastOne(codes);
        }
    }

    /** There is a value, and it is none of these codes, nor is one of them among several options. */
    record NoneOf(Set<String> codes) implements ColumnCondition {

        /** @throws IllegalArgumentException when there are none */
        public NoneOf {
            codes = atLeastOne(codes);
        }
    }

    /** How a value stands to another: of dates surely, whatever their unknown days are. */
    enum Relation {
        LESS("<"), GREATER(">"), EQUAL("="), DIFFERENT("<>");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        /** As SQL writes it. */
        public String sign() {
            return sign;
        }

        /** @param difference of one to the other, as a comparator gives it */
        public boolean holds(int difference) {
            return switch (this) {
                case LESS -> difference < 0;
                case GREATER -> difference > 0;
                case EQUAL -> difference == 0;
                case DIFFERENT -> difference != 0;
            };
        }

        public boolean holds(PartialDate one, PartialDate other) {
            boolean before = one.last().isBefore(other.first());
            boolean after = one.first().isAfter(other.last());
            return switch (this) {
                case LESS -> before;
                case GREATER -> after;
                case EQUAL -> one.last().equals(other.first()) && one.first().equals(other.last());
                case DIFFERENT -> before || after;
            };
        }
    }

    /** The value stands so to that of another column in the same row; both are asked and known. */
    record Compared(Relation relation, DataColumn other) implements ColumnCondition {
    }

    /**
     * It is one of these rows, which somebody ticked.
     *
     * @param rows the number of a patient, a slash and the key of the row
     */
    record Rows(Set<String> rows) implements ColumnCondition {

        /** @throws IllegalArgumentException when there are none */
        public Rows {
            rows = atLeastOne(rows);
        }

        public static String name(String patient, String rowKey) {
            return patient + "/" + rowKey;
        }
    }

    /** All these options are chosen. */
    record AllOf(Set<String> codes) implements ColumnCondition {

        /** @throws IllegalArgumentException when there are none */
        public AllOf {
            codes = atLeastOne(codes);
        }
    }

    /** Neither a value nor a missing reason; of a figure, that it could not be computed. */
    record Empty() implements ColumnCondition {
    }

    /**
     * There is no value, whatever the reason, and also where it is not asked because the visit was not done; not where
     * it does not apply.
     */
    record WithoutValue() implements ColumnCondition {
    }

    /** There is a value. */
    record HasValue() implements ColumnCondition {
    }

    /** There is no value, whatever the reason, asked or not: the opposite of {@link HasValue}. */
    record NoValue() implements ColumnCondition {
    }

    /** One of these missing reasons is given; any, when none is named. */
    record Missing(Set<MissingReason> reasons) implements ColumnCondition {

        public Missing {
            reasons = Collections.unmodifiableSet(new TreeSet<>(reasons));
        }
    }

    /** A finding is true now, justified or not. What only tells, does not count. */
    record HasFinding() implements ColumnCondition {
    }

    /** None is. */
    record NoFinding() implements ColumnCondition {
    }

    /** A query waits for an answer or for its end. */
    record HasQuery() implements ColumnCondition {
    }

    /** None does. */
    record NoQuery() implements ColumnCondition {
    }

    /** The answer changed, or was given, on this day or later; days begin as in the zone of the study. */
    record ChangedSince(LocalDate day) implements ColumnCondition {
    }

    /** The answer is verified now. */
    record Verified() implements ColumnCondition {
    }

    /** There is an answer, a value or a missing reason, that is not verified now. */
    record NotVerified() implements ColumnCondition {
    }

    /** There is one that is not, and should be by the plan that holds. */
    record ToVerify() implements ColumnCondition {
    }

    private static Set<String> atLeastOne(Set<String> codes) {
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("No codes");
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(codes));
    }
}
