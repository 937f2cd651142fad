package org.sivig.ecrf.study;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Age;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.score.Mdrd;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.score.UnitSuggestion;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.Sex;

/** What is computed of one visit, next to what was typed. */
public final class VisitFigures {

    private VisitFigures() {
    }

    /**
     * How many days after the first infusion a visit was.
     *
     * @param least with the dates as near as they may be; negative before the first infusion
     * @param most  the same as {@code least} when both dates are known to the day
     */
    public record Day(long least, long most) {

        /** Whether it is outside the window, whatever the unknown days are. */
        public boolean isOutside(VisitPlan plan) {
            return most < plan.windowFrom() || least > plan.windowTo();
        }

        public boolean isExact() {
            return least == most;
        }
    }

    /** Empty when the visit or the first infusion has no date. */
    public static Optional<Day> day(Visit visit, Casebook casebook) {
        PartialDate first = Derived.firstInfusion(casebook);
        PartialDate date = visit.getVisitDate();
        if (first == null || date == null) {
            return Optional.empty();
        }
        return Optional.of(new Day(ChronoUnit.DAYS.between(first.last(), date.first()),
                ChronoUnit.DAYS.between(first.first(), date.last())));
    }

    /** Months from the first infusion to the visit, negative before it; null when one of them has no date. */
    public static @Nullable Quantity monthsSinceFirstInfusion(Visit visit, Casebook casebook) {
        return Durations.monthsApart(Derived.firstInfusion(casebook), visit.getVisitDate());
    }

    /** The glomerular filtration rate by {@link Mdrd}; null when something it needs is missing. */
    public static @Nullable Quantity mdrd(Visit visit, Casebook casebook) {
        Identification who = casebook.row(IdentificationForm.FORM);
        return Mdrd.of(visit.getCreat(), Age.at(who.getBirthDate(), visit.getVisitDate()),
                who.getSex() == null ? null : who.getSex() == Sex.FEMALE);
    }

    /**
     * The same with the age at the first infusion and the completed years since, for all who do not see the birth date. From the age at each
     * visit, which the rate gives away, the birthday could be told.
     */
    public static @Nullable Quantity mdrdByAgeAtFirstInfusion(Visit visit, Casebook casebook) {
        Quantity age = Derived.ageAtFirstInfusion(casebook);
        Quantity since = Age.at(Derived.firstInfusion(casebook), visit.getVisitDate());
        Sex sex = casebook.row(IdentificationForm.FORM).getSex();
        if (age == null || since == null) {
            return null;
        }
        double years = age.raw() + (since.raw() < 0 ? since.raw() + 1 : since.raw());
        return Mdrd.of(visit.getCreat(), new Quantity(years, 0, age.approximate() || since.approximate()),
                sex == null ? null : sex == Sex.FEMALE);
    }

    /** The value that was probably meant if this one was typed in another unit; null when nothing is suspect. */
    public static @Nullable BigDecimal inUsualUnit(Item<?, ?> item, Visit visit, Casebook casebook) {
        UnitSuggestion trap = VisitForm.UNITS.get(item);
        return trap == null || !(item.inAny(visit).value() instanceof Number value) ? null
                : trap.of(value, limit(item, Item.Limit.HARD_MIN),
                        limit(item, Item.Limit.HARD_MAX), item.decimals());
    }

    /** Whether a BNP is so high that NT-proBNP was probably meant. */
    public static boolean isNtProBnp(Visit visit) {
        return UnitSuggestion.isNtProBnp(visit.getBnp(),
                visit.getBnpType() == null ? null : visit.getBnpType() == BnpType.NT_PROBNP);
    }

    private static @Nullable BigDecimal limit(Item<?, ?> item, Item.Limit side) {
        return (BigDecimal) item.bound(side).literal();
    }
}
