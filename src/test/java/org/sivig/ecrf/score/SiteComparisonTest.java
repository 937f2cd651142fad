package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteComparisonTest {

    private static double[] values(double... values) {
        return values;
    }

    private static double[] steps(int from, int count) {
        return IntStream.range(from, from + count).asDoubleStream().toArray();
    }

    /** By hand: U = 8 · 16, its mean 64, its variance 8 · 16 · 25 / 12, and half a step nearer for continuity. */
    @Test
    void ranksAreComparedAsMannAndWhitneyDo() {
        Map<String, Double> scores = SiteComparison.byRanks(Map.of("01", steps(17, 8), "02", steps(1, 8), "03", steps(9, 8)));

        assertThat(scores.get("01")).isCloseTo((128 - 64 - 0.5) / Math.sqrt(8 * 16 * 25 / 12.0), within(1e-6));
        assertThat(scores.get("02")).isCloseTo(-scores.get("01"), within(1e-6));
        assertThat(scores.get("03")).isCloseTo(0, within(0.05));
    }

    /** By hand: the probability that of 3 patients among 24 all 3 are of the 8 of the site is 56 / 2024. */
    @Test
    void whatIsRareIsComparedAsFisherDoes() {
        Map<String, Double> scores = SiteComparison.byEvents(Map.of("01", values(1, 1, 1, 0, 0, 0, 0, 0), "02", new double[8],
                "03", new double[8]));

        assertThat(scores.get("01")).isCloseTo(1.9154, within(1e-3));
        assertThat(scores.get("02")).isNegative();
    }

    @Test
    void oneCaseAmongManyWithoutIsNoAlarmWhereMostValuesAreEqual() {
        Map<String, double[]> values = new TreeMap<>();
        IntStream.range(0, 9).forEach(site -> values.put("0" + site, new double[50]));
        values.put("09", values(1, 1, 1, 0, 0, 0, 0, 0));

        assertThat(SiteComparison.byRanks(values).get("09")).isEqualTo(2);
    }

    @Test
    void whereAllAreEqualNobodyIsFarAway() {
        Map<String, Double> scores = SiteComparison.byRanks(Map.of("01", new double[9], "02", new double[9], "03", new double[9]));
        assertThat(scores.values()).containsOnly(0.0);
    }

    @Test
    void whereNobodyHasWhatIsRareNobodyIsFarAway() {
        Map<String, Double> scores = SiteComparison.byEvents(Map.of("01", new double[9], "02", new double[9], "03", new double[9]));
        assertThat(scores).hasSize(3);
        assertThat(scores.values()).allSatisfy(score -> assertThat(Math.abs(score)).isLessThan(1e-6));
    }

    @Test
    void sevenPatientsAreTooFewAndTwoSitesAreToo() {
        assertThat(SiteComparison.byRanks(Map.of("01", steps(1, 7), "02", steps(1, 8), "03", steps(1, 8))))
                .containsOnlyKeys("02", "03");
        assertThat(SiteComparison.byRanks(Map.of("01", steps(1, 20), "02", steps(50, 20)))).isEmpty();
    }

    @Test
    void whatHonestSitesDifferByIsTakenOffAndAFarOneStaysFar() {
        Map<String, double[]> values = new TreeMap<>();
        IntStream.range(0, 12).forEach(site -> values.put("%02d".formatted(site), steps(site % 2 == 0 ? 0 : 12, 30)));
        values.put("99", steps(200, 30));

        Map<String, Double> scores = SiteComparison.byRanks(values);
        assertThat(scores.get("00")).isCloseTo(-0.67, within(0.2));
        assertThat(scores.get("99")).isGreaterThan(1.5);
        assertThat(scores.get("99")).isEqualTo(scores.values().stream().max(Double::compare).orElseThrow());
    }

    @Test
    void spreadIsTheDistanceFromTheMedianOfTheSite() {
        assertThat(SiteComparison.deviations(Map.of("01", values(1, 2, 9))).get("01")).containsExactly(1, 0, 7);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.960", "10, 2.807", "2000, 4.215"})
    void theMoreComparisonsTheFartherAnAlarm(int comparisons, double limit) {
        assertThat(SiteComparison.limit(comparisons)).isCloseTo(limit, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"12.5, 0.1, 5", "12, 0.1, 0", "250000, 1000, 0", "257400, 1000, 7", "432, 1, 2", "9, 1,", "0.9, 0.1,"})
    void theLastDigitIsThatOfThePlaceToWhichOneMeasures(BigDecimal value, BigDecimal step, Integer digit) {
        if (digit == null) {
            assertThat(EndDigit.of(value, step)).isEmpty();
        } else {
            assertThat(EndDigit.of(value, step)).hasValue(digit);
            assertThat(EndDigit.isRound(digit)).isEqualTo(digit == 0 || digit == 5);
        }
    }

    @Test
    void aRowRepeatsAnotherWhenAllAgreeButOneOfEight() {
        double[] row = steps(1, 8);
        double[] oneOff = row.clone();
        oneOff[3] = 99;
        double[] twoOff = oneOff.clone();
        twoOff[4] = 99;
        double[] gaps = row.clone();
        gaps[0] = gaps[1] = Double.NaN;
        double[] moreGaps = gaps.clone();
        moreGaps[2] = Double.NaN;
        assertThat(RepeatedRow.of(row, row.clone())).isTrue();
        assertThat(RepeatedRow.of(row, oneOff)).isTrue();
        assertThat(RepeatedRow.of(row, twoOff)).isFalse();
        assertThat(RepeatedRow.of(row, gaps)).as("six in common").isTrue();
        assertThat(RepeatedRow.of(oneOff, gaps)).as("six in common, one differs").isFalse();
        assertThat(RepeatedRow.of(row, moreGaps)).as("too little in common").isFalse();
    }
}
