package org.sivig.ecrf.crf;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What a typed text means for an item: an answer, or the reason why the item cannot hold it. Only what cannot be
 * stored is refused; odd values are answers.
 *
 * @param <V> the type of the item's value
 */
public sealed interface Reading<V> {

    record Understood<V>(Answer<V> answer) implements Reading<V> {
    }

    record Refused<V>(Problem problem) implements Reading<V> {
    }

    /** Why a text cannot be held. */
    enum Problem {
        NOT_A_NUMBER, NOT_WHOLE, TOO_LARGE, TOO_MANY_DECIMALS, NO_SUCH_DATE, DATE_NOT_COMPLETE, NOT_A_YEAR, TOO_LONG,
        NOT_OF_PATTERN, NO_SUCH_CODE
    }

    Pattern NUMBER = Pattern.compile("[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)");

    /**
     * Reads what was typed: decimal comma and point, dates as {@link PartialDate#parseTyped}, spaces between thousands,
     * and the code of a missing reason where the item holds no free text.
     */
    @SuppressWarnings("unchecked")
    static <V> Reading<V> of(Item<?, V> item, String typed) {
        boolean text = item.type() == ItemType.TEXT || item.type() == ItemType.LONG_TEXT;
        String trimmed = typed.strip();
        if (!text) {
            for (MissingReason reason : MissingReason.values()) {
                if (reason.code().equalsIgnoreCase(trimmed)) {
                    return new Understood<>(Answer.missing(reason));
                }
            }
        }
        return (Reading<V>) switch (item.type()) {
            case TEXT, LONG_TEXT -> text(item, typed);
            case INTEGER, YEAR, DECIMAL -> trimmed.isEmpty() ? blank() : number(item, trimmed);
            case DATE, PARTIAL_DATE -> trimmed.isEmpty() ? blank() : date(item, trimmed);
            case YES_NO, CHOICE, MULTI_CHOICE -> coded(item, trimmed);
        };
    }

    private static Reading<?> blank() {
        return new Understood<>(Answer.blank());
    }

    private static Reading<String> text(Item<?, ?> item, String typed) {
        String spelled = item.spell(typed);
        if (spelled == null) {
            boolean tooLong = typed.strip().length() > ItemType.TEXT_LENGTH;
            return new Refused<>(tooLong ? Problem.TOO_LONG : Problem.NOT_OF_PATTERN);
        }
        return new Understood<>(Answer.of(spelled));
    }

    private static Reading<?> number(Item<?, ?> item, String typed) {
        String digits = typed.replaceAll("(?<=\\d)[\\s\u00a0\u202f](?=\\d{3})", "");
        boolean year = item.type() == ItemType.YEAR;
        if (!NUMBER.matcher(digits).matches()) {
            return new Refused<>(year ? Problem.NOT_A_YEAR : Problem.NOT_A_NUMBER);
        }
        BigDecimal number = new BigDecimal(digits.replace(',', '.')).stripTrailingZeros();
        if (year) {
            return digits.matches("[1-9]\\d{3}") ? new Understood<>(Answer.of(number.intValueExact()))
                    : new Refused<>(Problem.NOT_A_YEAR);
        }
        if (number.abs().compareTo(new BigDecimal(999_999_999)) > 0) {
            return new Refused<>(Problem.TOO_LARGE);
        }
        if (item.type() == ItemType.INTEGER) {
            return number.scale() > 0 ? new Refused<>(Problem.NOT_WHOLE)
                    : new Understood<>(Answer.of(number.intValueExact()));
        }
        return number.scale() > item.decimals() ? new Refused<>(Problem.TOO_MANY_DECIMALS)
                : new Understood<>(Answer.of(number));
    }

    private static Reading<?> coded(Item<?, ?> item, String codes) {
        try {
            return new Understood<>(Answer.of(item.parse(codes)));
        } catch (IllegalArgumentException unknown) {
            return new Refused<>(Problem.NO_SUCH_CODE);
        }
    }

    private static Reading<?> date(Item<?, ?> item, String typed) {
        return PartialDate.parseTyped(typed).<Reading<?>>map(date ->
                item.type() == ItemType.DATE && !date.isComplete() ? new Refused<>(Problem.DATE_NOT_COMPLETE)
                        : new Understood<>(Answer.of(date)))
                .orElseGet(() -> new Refused<>(Problem.NO_SUCH_DATE));
    }
}
