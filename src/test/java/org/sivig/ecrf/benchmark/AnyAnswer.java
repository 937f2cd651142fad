package org.sivig.ecrf.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Item.Limit;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Casebooks;

/** Answers items at random, whatever items there are: what counts is how much is stored, not what it means. */
public final class AnyAnswer {

    private final SplittableRandom random;

    public AnyAnswer(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Every item that is asked, as edits of an empty casebook. */
    public List<Edit> wholeCasebook() {
        Casebook casebook = Casebooks.blank();
        boolean again = true;
        while (again) {
            again = false;
            for (Casebook.Instance instance : casebook.instances()) {
                if (instance.answer().isBlank() && !instance.item().isFixed() && casebook.isAsked(instance)) {
                    casebook.put(instance, to(instance, casebook));
                    again = true;
                }
            }
        }
        casebook.clearUnasked();
        return casebook.instances().stream().filter(i -> !i.answer().isBlank() && !i.item().isFixed())
                .map(i -> new Edit(i.exportName(), Answer.blank(), i.answer())).toList();
    }

    /** One answer; one in twelve is a missing reason. */
    public Answer<?> to(Casebook.Instance instance, Casebook casebook) {
        return random.nextInt(12) == 0 ? Answer.missing(oneOf(List.of(MissingReason.values())))
                : Answer.of(value(instance, casebook));
    }

    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private @Nullable Object value(Casebook.Instance instance, Casebook casebook) {
        Item<?, ?> item = instance.item();
        return switch (item.type()) {
            case TEXT -> text(item);
            case LONG_TEXT -> "Consultation du " + day() + ", rien de notable (fictif)";
            case INTEGER -> number(instance, casebook, 0).intValueExact();
            case DECIMAL -> number(instance, casebook, item.decimals());
            case YEAR -> random.nextInt(1990, 2010);
            case DATE -> day();
            case PARTIAL_DATE -> oneOf(List.of(day(), PartialDate.of(random.nextInt(1995, 2010))));
            case YES_NO -> random.nextInt(10) < 7 ? YesNo.YES : YesNo.NO;
            case CHOICE -> oneOf(item.options());
            case MULTI_CHOICE -> some(item.options().stream().filter(option -> !option.exclusive()).toList());
        };
    }

    /** Three letters where only those are allowed. */
    private String text(Item<?, ?> item) {
        String letters = random.ints(3, 'A', 'Z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
        String sentence = "Texte fictif " + letters;
        return sentence.equals(item.spell(sentence)) ? sentence : letters;
    }

    private PartialDate day() {
        return new PartialDate(random.nextInt(2004, 2015), random.nextInt(1, 13), random.nextInt(1, 29));
    }

    private BigDecimal number(Casebook.Instance instance, Casebook casebook, int decimals) {
        BigDecimal low = bound(instance, Limit.SOFT_MIN, Limit.HARD_MIN, BigDecimal.ONE);
        BigDecimal high = bound(instance, Limit.SOFT_MAX, Limit.HARD_MAX, low.add(BigDecimal.valueOf(50)));
        return high.subtract(low).multiply(BigDecimal.valueOf(random.nextDouble())).add(low)
                .setScale(decimals, RoundingMode.HALF_UP);
    }

    private static BigDecimal bound(Casebook.Instance instance, Limit soft, Limit hard,
            BigDecimal otherwise) {
        for (Limit side : List.of(soft, hard)) {
            if (instance.item().bound(side).literal() instanceof BigDecimal number) {
                return number;
            }
        }
        return otherwise;
    }

    private Set<Code> some(List<? extends Code> options) {
        Set<Code> chosen = new LinkedHashSet<>();
        Collections.addAll(chosen, oneOf(options), oneOf(options));
        return chosen;
    }
}
