package org.sivig.ecrf.crf;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sivig.ecrf.crf.Reading.Problem;

/**
 * Reads a number as people of several countries write it: with a decimal comma or point, with spaces, apostrophes,
 * points or commas between thousands, and any dash for the minus. Exactly three digits after a single point or comma
 * may be thousands or decimals, and are asked.
 */
public final class TypedNumber {

    private static final Pattern SIGN = Pattern.compile("([+-]?) *(.*)");
    private static final Pattern PLAIN = Pattern.compile("\\d+[.,]?|\\d*[.,]\\d+");
    private static final Pattern GROUPED = Pattern.compile("[1-9]\\d{0,2}(?:( \\d{3})+|(['’]\\d{3})+)([.,]\\d+)?");
    private static final Pattern GROUPED_BY_POINT = Pattern.compile("[1-9]\\d{0,2}(?:(\\.\\d{3})+,|(\\.\\d{3}){2,})\\d*");
    private static final Pattern GROUPED_BY_COMMA = Pattern.compile("[1-9]\\d{0,2}(?:(,\\d{3})+\\.|(,\\d{3}){2,})\\d*");
    private static final Pattern THOUSANDS_OR_DECIMALS = Pattern.compile("[1-9]\\d{0,2}[.,]\\d{3}");
    private static final Pattern SPACED_POINT = Pattern.compile("(\\d+) *([.,]) *(\\d+)");
    private static final Pattern DIGITS = Pattern.compile("[\\d .,'’]*\\d[\\d .,'’]*");

    private TypedNumber() {
    }

    /** What a text means as a number. */
    public static Reading<BigDecimal> read(String typed) {
        Matcher parts = SIGN.matcher(TypedText.figures(typed));
        if (!parts.matches()) {
            return new Reading.Refused<>(Problem.NOT_A_NUMBER);
        }
        boolean negative = parts.group(1).equals("-");
        return switch (unsigned(parts.group(2))) {
            case Reading.Understood<BigDecimal>(BigDecimal number) -> new Reading.Understood<>(signed(number, negative));
            case Reading.Asked<BigDecimal>(Problem problem, List<BigDecimal> readings) -> new Reading.Asked<>(problem,
                    readings.stream().map(number -> signed(number, negative)).toList());
            case Reading.Refused<BigDecimal> refused -> refused;
        };
    }

    private static BigDecimal signed(BigDecimal number, boolean negative) {
        return negative ? number.negate() : number;
    }

    private static Reading<BigDecimal> unsigned(String text) {
        if (THOUSANDS_OR_DECIMALS.matcher(text).matches()) {
            return new Reading.Asked<>(Problem.THOUSANDS_OR_DECIMALS,
                    List.of(number(text.replaceAll("[.,]", "")), number(text.replace(',', '.'))));
        }
        if (PLAIN.matcher(text).matches()) {
            return new Reading.Understood<>(number(text.replace(',', '.')));
        }
        if (GROUPED.matcher(text).matches()) {
            return new Reading.Understood<>(number(text.replaceAll("[ '’]", "").replace(',', '.')));
        }
        if (GROUPED_BY_POINT.matcher(text).matches()) {
            return new Reading.Understood<>(number(text.replace(".", "").replace(',', '.')));
        }
        if (GROUPED_BY_COMMA.matcher(text).matches()) {
            return new Reading.Understood<>(number(text.replace(",", "")));
        }
        Matcher spaced = SPACED_POINT.matcher(text);
        if (spaced.matches()) {
            Reading<BigDecimal> meant = unsigned(spaced.group(1) + spaced.group(2) + spaced.group(3));
            return meant instanceof Reading.Understood<BigDecimal>(BigDecimal number)
                    ? new Reading.Asked<>(Problem.NOT_A_NUMBER, List.of(number)) : meant;
        }
        return new Reading.Refused<>(DIGITS.matcher(text).matches() ? Problem.NO_GROUPS : Problem.NOT_A_NUMBER);
    }

    private static BigDecimal number(String digits) {
        BigDecimal number = new BigDecimal(digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits)
                .stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
