package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked numbers of the contract, and the borders. */
class StatisticsTest {

    private static final Offset<Double> CLOSE = within(0.00005);

    private enum Cause { FAILURE, SUCCESS, OTHER }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    @Test
    void quartilesAreOfType7() {
        assertThat(Quartiles.of(numbers(4, 2, 11, 9))).isEqualTo(new Quartiles(4, 3.5, 6.5, 9.5));
        assertThat(Quartiles.of(numbers(3, 7, 8, 12, 20))).isEqualTo(new Quartiles(5, 7, 8, 12));
        assertThat(Quartiles.of(numbers(5))).isEqualTo(new Quartiles(1, 5, 5, 5));
        assertThat(Quartiles.of(numbers())).isNull();
    }

    @Test
    void aDeviationNeedsTwoNumbers() {
        assertThat(MeanAndDeviation.of(numbers())).isNull();
        assertThat(MeanAndDeviation.of(numbers(3)).deviation()).isNaN();
        assertThat(MeanAndDeviation.of(numbers(1, 3))).isEqualTo(new MeanAndDeviation(2, 2, Math.sqrt(2)));
    }

    @ParameterizedTest
    @CsvSource({"0,20,0,16.1", "3,10,10.8,60.3", "10,10,72.2,100", "1,4,4.6,69.9", "1,5,3.6,62.4"})
    void proportionsHaveTheIntervalOfWilson(int events, int of, double low, double high) {
        WilsonInterval interval = new WilsonInterval(events, of);
        assertThat(100 * interval.low()).isCloseTo(low, within(0.05));
        assertThat(100 * interval.high()).isCloseTo(high, within(0.05));
    }

    @Test
    void pairedValuesDifferByTheMiddleOfTheWalshAverages() {
        double[] cpk = numbers(-392, -1200, -15, 150, -120, -460);
        assertThat(HodgesLehmann.of(cpk)).isEqualTo(-256);
        assertThat(SignedRank.of(cpk)).isEqualTo(new SignedRank(6, 3, 0.15625, true));
        assertThat(HodgesLehmann.of(numbers())).isNull();
        assertThat(HodgesLehmann.of(numbers(-3))).isEqualTo(-3);
        assertThat(HodgesLehmann.of(numbers(0, 0, 0))).isEqualTo(0);
        Random random = new Random(1);
        for (int n = 1; n < 60; n++) {
            double[] any = random.doubles(n, -3, 3).map(each -> Math.round(each * 10) / 10.0).toArray();
            double[] averages = IntStream.range(0, n).boxed().flatMapToDouble(i -> IntStream.rangeClosed(0, i)
                    .mapToDouble(j -> (any[i] + any[j]) / 2)).sorted().toArray();
            assertThat(HodgesLehmann.of(any)).as(Arrays.toString(any))
                    .isCloseTo(Quartiles.of(averages).median(), within(1e-12));
        }
    }

    @Test
    void ranksOfDifferencesAreExactUpTo25WithoutTies() {
        assertThat(SignedRank.of(numbers(0, 0))).isNull();
        assertThat(SignedRank.of(numbers(0, 2))).isEqualTo(new SignedRank(1, 1, 1, true));
        assertThat(SignedRank.of(IntStream.rangeClosed(1, 25).asDoubleStream().toArray()).exact()).isTrue();
        assertThat(SignedRank.of(IntStream.rangeClosed(1, 26).asDoubleStream().toArray()).exact()).isFalse();
        // R: wilcox.test(c(1, -1, 2, 3, 4), exact = FALSE)
        SignedRank tied = SignedRank.of(numbers(1, -1, 2, 3, 4));
        assertThat(tied.statistic()).isEqualTo(13.5);
        assertThat(tied.exact()).isFalse();
        assertThat(tied.p()).isCloseTo(0.1362, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"5,0,0.0625", "2,0,0.5", "0,0,1", "3,3,1", "1,9,0.021484375"})
    void whoChangesIsComparedExactly(int gained, int lost, double p) {
        assertThat(new McNemar(gained, lost).p()).isCloseTo(p, within(1e-12));
        assertThat(new McNemar(lost, gained).p()).isCloseTo(p, within(1e-12));
    }

    private static Survival<Cause> example() {
        return Survival.of(Stream.<Survival.Time<Cause>>of(new Survival.Time<>(1, Cause.FAILURE),
                new Survival.Time<>(3, Cause.SUCCESS), new Survival.Time<>(3, null), new Survival.Time<>(6, Cause.FAILURE),
                new Survival.Time<>(6, Cause.SUCCESS), new Survival.Time<>(9, null), new Survival.Time<>(12, Cause.SUCCESS),
                new Survival.Time<>(15, null), new Survival.Time<>(18, Cause.OTHER), new Survival.Time<>(24, null)).toList(), Cause.class);
    }

    @ParameterizedTest
    @CsvSource({"0,1,10,0.9,,", "1,3,9,0.8,,", "2,6,7,0.5714,0.2172,0.8146", "3,12,4,0.4286,0.1140,0.7185",
        "4,18,2,0.2143,0.0129,0.5795"})
    void survivalFallsWithEachEvent(int step, double time, int atRisk, double survival, Double low, Double high) {
        Survival.Step<Cause> found = example().steps().get(step);
        assertThat(found.time()).isEqualTo(time);
        assertThat(found.atRisk()).isEqualTo(atRisk);
        assertThat(found.survival()).isCloseTo(survival, CLOSE);
        if (low != null) {
            assertThat(found.low()).isCloseTo(low, CLOSE);
            assertThat(found.high()).isCloseTo(high, CLOSE);
        }
        assertThat(found.incidence().values().stream().mapToDouble(each -> each).sum() + found.survival())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void eachCauseHasItsIncidence() {
        assertThat(example().median()).isEqualTo(12);
        Map<Cause, Double> last = example().steps().getLast().incidence();
        assertThat(last.get(Cause.FAILURE)).isCloseTo(0.2143, CLOSE);
        assertThat(last.get(Cause.SUCCESS)).isCloseTo(0.3571, CLOSE);
        assertThat(last.get(Cause.OTHER)).isCloseTo(0.2143, CLOSE);
    }

    @Test
    void nobodyAllCensoredAndNobodyLeftAreSaidAsTheyAre() {
        assertThat(Survival.of(List.of(), Cause.class)).isEqualTo(new Survival<>(0, List.of()));
        Survival<Cause> censored = Survival.of(List.of(new Survival.Time<>(2, null), new Survival.Time<>(0, null)), Cause.class);
        assertThat(censored.steps()).isEmpty();
        assertThat(censored.median()).isNull();
        Survival<Cause> gone = Survival.of(List.of(new Survival.Time<>(0, Cause.OTHER)), Cause.class);
        assertThat(gone.median()).isEqualTo(0);
        assertThat(gone.steps().getFirst().survival()).isZero();
        assertThat(gone.steps().getFirst().low()).isNaN();
    }
}
