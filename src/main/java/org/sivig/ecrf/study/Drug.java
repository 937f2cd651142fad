package org.sivig.ecrf.study;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/**
 * The immunosuppressive drugs that the paper names, in its order. A row of a drug is known by the drug's code; a second
 * episode has {@code _e2} after it, and the rows without a printed name are {@code oth1}, {@code oth2}, ….
 */
public enum Drug implements Code {
    MPIV, OCS, CYCIV, CYCPO, MTX, AZA, MMF, RTX, CSA, DPEN;

    public static final CodeList<Drug> LIST = CodeList.of("drug", Drug.class);

    /** The code by which conditions speak of every free-text row. */
    public static final String OTHER = "oth";

    private static final Pattern KEY = Pattern.compile(OTHER + "(?<other>[1-9]\\d?)|(?<drug>"
            + LIST.codes().stream().map(Code::code).collect(joining("|")) + ")(_e(?<episode>[2-9]))?");

    /** What a key says. There are few of them, and every condition asks. */
    private record Parts(String drug, int number) {
    }

    private static final Map<String, Parts> PARTS = new ConcurrentHashMap<>();

    private static final List<Drug> BEFORE_IVIG_ONLY = List.of(CYCPO, CSA, DPEN);

    /** The rows printed in section 5. */
    static Stream<String> rowsBefore() {
        return Stream.concat(Arrays.stream(values()).map(Drug::code), othersPrinted());
    }

    /** The rows printed with a course of IVIG. */
    static Stream<String> rowsWith(String course) {
        return Stream.concat(Arrays.stream(values()).filter(drug -> !BEFORE_IVIG_ONLY.contains(drug)).map(Drug::code),
                others(course.equals("1") ? 2 : 4));
    }

    /** The free-text rows that the paper prints somewhere. */
    public static Stream<String> othersPrinted() {
        return others(4);
    }

    private static Stream<String> others(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> OTHER + i);
    }

    /** Whether this can be a row where these are printed: one of their drugs, in any episode, or a free-text row. */
    static boolean isRow(String key, Stream<String> printed) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                && (parts.group("other") != null || printed.anyMatch(parts.group("drug")::equals));
    }

    /** Whether a row's key is of this drug, whichever episode, or for {@link #OTHER} a free-text row. */
    static boolean isRowOf(String key, String code) {
        return code.equals(of(key));
    }

    /** The drug of a row; {@link #OTHER} for a free-text row. */
    public static String of(String key) {
        return parts(key).drug();
    }

    /** Which episode of its drug a row is, from 1; of a free-text row, its number. */
    public static int number(String key) {
        return parts(key).number();
    }

    /** Where a row stands: drugs as printed, each with its episodes, then the free-text rows. */
    static int place(String key) {
        int drug = of(key).equals(OTHER) ? values().length : LIST.get(of(key)).ordinal();
        return drug * 100 + number(key);
    }

    /**
     * The key of one more row: an episode of the drug after all there are, or a free-text row. None is given out twice
     * while a later one stands.
     *
     * @return null when there are too many
     */
    public static @Nullable String next(String drug, Collection<String> rows) {
        int number = rows.stream().filter(row -> isRowOf(row, drug)).mapToInt(Drug::number).max().orElse(0) + 1;
        String key = drug.equals(OTHER) ? OTHER + number : drug + "_e" + number;
        return KEY.matcher(key).matches() ? key : null;
    }

    private static Parts parts(String key) {
        return PARTS.computeIfAbsent(key, each -> {
            Matcher parts = KEY.matcher(each);
            if (!parts.matches()) {
                throw new IllegalArgumentException("No row of a drug: " + each);
            }
            String other = parts.group("other");
            String number = other == null ? parts.group("episode") : other;
            return new Parts(other == null ? parts.group("drug") : OTHER, number == null ? 1 : Integer.parseInt(number));
        });
    }
}
