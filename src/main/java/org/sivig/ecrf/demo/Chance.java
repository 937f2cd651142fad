package org.sivig.ecrf.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws from the distributions of the demo data; the same seed gives the same draws. */
final class Chance {

    private final RandomGenerator random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean percent(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    int number(int fromInclusive, int toInclusive) {
        return random.nextInt(fromInclusive, toInclusive + 1);
    }

    double normal(double mean, double deviation) {
        return random.nextGaussian(mean, deviation);
    }

    double lognormal(double mu, double sigma) {
        return Math.exp(random.nextGaussian(mu, sigma));
    }

    /** The gamma distribution of shape 1. */
    double exponential(double mean) {
        return random.nextExponential() * mean;
    }

    /**
     * How far something measured again and again is from its mean, in standard deviations: each time near where it was
     * the time before.
     *
     * @param correlation of two measurements in a row
     */
    double[] deviations(int count, double correlation) {
        double[] deviations = new double[count];
        double noise = Math.sqrt(1 - correlation * correlation);
        for (int i = 0; i < count; i++) {
            deviations[i] = i == 0 ? normal(0, 1) : correlation * deviations[i - 1] + normal(0, noise);
        }
        return deviations;
    }

    /** A day of this span, its ends included. */
    LocalDate day(LocalDate from, LocalDate to) {
        return from.plusDays(random.nextLong(ChronoUnit.DAYS.between(from, to) + 1));
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One of these values, each as often as its weight says. */
    <T> T oneOf(List<T> values, int... weights) {
        int draw = random.nextInt(Arrays.stream(weights).sum());
        int i = 0;
        while (draw >= weights[i]) {
            draw -= weights[i++];
        }
        return values.get(i);
    }

    /** Each of these values with its chance in percent; the first when none is drawn. */
    <T extends Enum<T>> Set<T> someOf(List<T> values, int... percents) {
        Set<T> some = new LinkedHashSet<>();
        for (int i = 0; i < percents.length; i++) {
            if (percent(percents[i])) {
                some.add(values.get(i));
            }
        }
        return some.isEmpty() ? Set.of(values.getFirst()) : some;
    }

    /** The letters of a made-up name. */
    String letters() {
        String consonants = "BCDFGLMNPRSTV";
        String vowels = "AEIOU";
        return "" + letter(consonants) + letter(vowels) + letter(consonants);
    }

    private char letter(String letters) {
        return letters.charAt(random.nextInt(letters.length()));
    }
}
