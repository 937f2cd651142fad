package org.sivig.ecrf.crf;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a typed text means: it is understood, or may mean one or two things and has to be asked, or cannot be held. Only
 * what is understood is stored; odd values are understood.
 *
 * @param <T> what is read: an {@link Entry} of an item, a number, a date
 */
public sealed interface Reading<T> {

    record Understood<T>(T value) implements Reading<T> {
    }

    /**
     * Nothing is stored until one of the readings is chosen.
     *
     * @param problem  why it is not simply understood
     * @param readings one or two, the likelier first
     */
    record Asked<T>(Problem problem, List<T> readings) implements Reading<T> {

        /** @throws IllegalArgumentException when there is none, or more than two */
        public Asked {
            readings = List.copyOf(readings);
            if (readings.isEmpty() || readings.size() > 2) {
                throw new IllegalArgumentException("One or two readings can be asked, not " + readings.size());
            }
        }
    }

    record Refused<T>(Problem problem) implements Reading<T> {
    }

    /** Why a text is not simply understood, or cannot be held. */
    enum Problem {
        NOT_A_NUMBER, NOT_WHOLE, TOO_LARGE, TOO_MANY_DECIMALS,
        /** Three digits after a point or a comma: thousands, or decimals. */
        THOUSANDS_OR_DECIMALS,
        /** Spaces between digits that do not make thousands. */
        NO_GROUPS,
        /** A unit or a scale was typed along. */
        UNIT,
        /** It is not that of the item. */
        OTHER_UNIT,
        /** Only less than and greater than are kept with a number. */
        AT_MOST, NO_LIMIT_HERE,
        /** There is no such day. */
        NO_SUCH_DATE,
        /** It is not written as dates are. */
        NOT_A_DATE,
        /** A day, a month or a season of no year. */
        NO_YEAR,
        /** Ten years: more than can be asked. */
        DECADE,
        /** A date that may be read in two ways. */
        WHICH_DATE, DATE_NOT_COMPLETE, NOT_A_YEAR, TOO_LONG, NOT_OF_PATTERN, NO_SUCH_CODE,
        /** It says in other words than the study’s that there is no value. */
        LIKE_REASON,
        /** A range that ends before it begins. */
        BACKWARDS,
        /** Nothing lies beyond this end. */
        NOTHING_BEYOND
    }

    /** Whether it is not more than a limit, as laboratories give it. */
    enum Limit {
        NONE, LESS_THAN, GREATER_THAN
    }

    /** What is entered for an item: its answer, and whether that is a limit. */
    record Entry<V>(Answer<V> answer, Limit limit) {

        public static <V> Entry<V> of(Answer<V> answer) {
            return new Entry<>(answer, Limit.NONE);
        }
    }

    /** What a text means for an item of which nothing else is known, on a day. */
    static <V> Reading<Entry<V>> of(Item<?, V> item, String typed, LocalDate today) {
        return ItemReader.of(item, today).read(typed);
    }

    /** The same of something else; what can be none of it is left out, and is refused when nothing remains. */
    default <R> Reading<R> map(Function<? super T, Optional<R>> to, Problem otherwise) {
        return switch (this) {
            case Understood<T>(T value) -> to.apply(value).<Reading<R>>map(Understood::new)
                    .orElseGet(() -> new Refused<>(otherwise));
            case Asked<T>(Problem problem, List<T> readings) -> {
                List<R> left = readings.stream().map(to).flatMap(Optional::stream).distinct().toList();
                yield left.isEmpty() ? new Refused<>(otherwise) : new Asked<>(problem, left);
            }
            case Refused<T>(Problem problem) -> new Refused<>(problem);
        };
    }
}
