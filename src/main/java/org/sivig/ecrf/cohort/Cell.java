package org.sivig.ecrf.cohort;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.score.MeanAndDeviation;
import org.sivig.ecrf.score.Quartiles;
import org.sivig.ecrf.score.SignedRank;
import org.sivig.ecrf.score.WilsonInterval;

/**
 * One number of a table and whose it is. Numbers are of patients, and the grid that {@link #rows} stands for has one row for each.
 */
public sealed interface Cell {

    /** There is nothing to say, which is not the same as nobody. */
    Cell NONE = new None();

    /** In place of a number of fewer patients than may be told. */
    Cell FEW = new Few();

    /** The grid of the patients behind it; null where there are none, or it is of no patients. */
    @Nullable DataQuery rows();

    /** Of how many patients it tells; of a share, in how many it is so; -1 where it is of no patients. */
    int patients();

    /** The same, as told where cells of few patients are not: {@link #FEW} in their place. */
    default Cell telling(int least) {
        return patients() >= 0 && patients() < least ? FEW : this;
    }

    /** The same, that leads nowhere. */
    default Cell withoutRows() {
        return switch (this) {
            case Count count -> new Count(count.number, null);
            case Share share -> new Share(share.number, share.of, null, null, share.why.stream()
                    .map(part -> new Part(part.label, part.count.withoutRows(), part.counted)).toList());
            case Median median -> new Median(median.of, median.decimals, null);
            case Mean mean -> new Mean(mean.of, mean.decimals, null);
            case Estimate estimate -> new Estimate(estimate.n, estimate.value, estimate.low, estimate.high, estimate.decimals, null);
            case Text _ -> NONE;
            case Probability _, Published _, None _, Few _ -> this;
        };
    }

    /** So many patients. */
    record Count(int number, @Nullable DataQuery rows) implements Cell {
        @Override
        public int patients() {
            return number;
        }
    }

    /**
     * So many of so many patients.
     *
     * @param all  the grid of the patients of whom they are; null where the parts lead to them
     * @param why  what became of those who are not among them, or not among all; empty where that stands elsewhere
     */
    record Share(int number, int of, @Nullable DataQuery rows, @Nullable DataQuery all, List<Part> why) implements Cell {

        /** The proportion with its 95 % interval. */
        public WilsonInterval interval() {
            return new WilsonInterval(number, of);
        }

        @Override
        public int patients() {
            return number;
        }

        @Override
        public Cell telling(int least) {
            return number < least ? FEW : new Share(number, of, rows, all,
                    why.stream().map(part -> new Part(part.label(), part.count().telling(least), part.counted())).toList());
        }
    }

    /**
     * Some of the patients of a share.
     *
     * @param counted whether they are among the denominator
     */
    record Part(Label label, Cell count, boolean counted) {
    }

    /** Median and quartiles. */
    record Median(Quartiles of, int decimals, @Nullable DataQuery rows) implements Cell {
        @Override
        public int patients() {
            return of.n();
        }
    }

    /** Mean and standard deviation. */
    record Mean(MeanAndDeviation of, int decimals, @Nullable DataQuery rows) implements Cell {
        @Override
        public int patients() {
            return of.n();
        }
    }

    /** One number computed of so many patients, with its 95 % limits where it has some. */
    record Estimate(int n, double value, @Nullable Double low, @Nullable Double high, int decimals, @Nullable DataQuery rows)
            implements Cell {
        @Override
        public int patients() {
            return n;
        }
    }

    /** A probability, always exploratory. */
    record Probability(int n, double p, boolean exact) implements Cell {

        static Cell of(@Nullable SignedRank test) {
            return test == null ? NONE : new Probability(test.n(), test.p(), test.exact());
        }

        @Override
        public @Nullable DataQuery rows() {
            return null;
        }

        @Override
        public int patients() {
            return n;
        }
    }

    /**
     * A number that was published.
     *
     * @param deviation null where it is no mean
     */
    record Published(double value, @Nullable Double deviation, int decimals, boolean percent) implements Cell {
        @Override
        public @Nullable DataQuery rows() {
            return null;
        }

        @Override
        public int patients() {
            return -1;
        }
    }

    /** Words, of one patient. */
    record Text(List<Label> labels, @Nullable DataQuery rows) implements Cell {
        @Override
        public int patients() {
            return 1;
        }
    }

    /** @see #NONE */
    record None() implements Cell {
        @Override
        public @Nullable DataQuery rows() {
            return null;
        }

        @Override
        public int patients() {
            return -1;
        }
    }

    /** @see #FEW */
    record Few() implements Cell {
        @Override
        public @Nullable DataQuery rows() {
            return null;
        }

        @Override
        public int patients() {
            return -1;
        }
    }
}
