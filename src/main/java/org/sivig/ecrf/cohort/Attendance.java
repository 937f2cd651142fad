package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.VisitMissingReason;

/**
 * What became of an item at a visit: a value, exact or only a limit, a missing reason, nothing, or a visit that was not done and
 * why. One place says it for all figures.
 */
final class Attendance {

    /** The parts into which patients fall, in this order; the reasons of visits come after {@link #BLANK}. */
    private static final int VALUE = 0;
    private static final int CENSORED = 1;
    private static final int FIRST_REASON = 2;
    private static final int BLANK = FIRST_REASON + MissingReason.values().length;
    private static final int FIRST_GONE = BLANK + 1;
    private static final int GONE = FIRST_GONE + VisitMissingReason.LIST.codes().size();
    private static final int UNASKED = GONE + 1;

    private final Item<Visit, ?> item;
    private final DataColumn column;
    private final @Nullable DataColumn comparator;
    private final DataColumn done;
    private final DataColumn why;
    private final boolean due;

    Attendance(Item<Visit, ?> item, String visit) {
        this.item = item;
        column = Columns.of(item, visit);
        comparator = Columns.comparator(item, visit);
        done = Columns.of(VisitForm.VISIT_DONE, visit);
        why = Columns.of(VisitForm.VISIT_MISSING_REASON, visit);
        due = VisitForm.isDueWhenDone(item, new Visit(visit));
    }

    /** What has to be read for it. */
    Stream<DataColumn> columns() {
        return Stream.concat(Stream.of(column, done, why), Stream.ofNullable(comparator));
    }

    /** Whether the item is asked at all at this visit. */
    boolean isDue() {
        return due;
    }

    /** Whether the patient has a value that is more than a limit. */
    boolean hasExact(Member member) {
        return member.value(column) != null && !isCensored(member);
    }

    boolean isCensored(Member member) {
        return measured(List.of(member)).isLimit(member);
    }

    /** What became of each of these in every patient: patient after patient, whose cells lie together in memory. */
    static byte[][] parts(List<Attendance> all, List<Member> members) {
        byte[][] parts = new byte[all.size()][members.size()];
        List<Places> places = all.stream().map(each -> each.places(members)).toList();
        for (int i = 0; i < members.size(); i++) {
            for (int j = 0; j < all.size(); j++) {
                parts[j][i] = (byte) places.get(j).part(members.get(i));
            }
        }
        return parts;
    }

    /** Where in each patient of a population it is found. */
    Measured measured(List<Member> members) {
        return new Measured(Member.Place.of(column, members), comparator == null ? null : Member.Place.of(comparator, members));
    }

    /** An item at a visit, and with it whether its value is only a limit. */
    record Measured(Member.Place value, Member.@Nullable Place comparator) {

        boolean isLimit(Member member) {
            return comparator != null && value.value(member) != null && comparator.value(member) != null;
        }
    }

    private Places places(List<Member> members) {
        return new Places(measured(members), Member.Place.of(done, members), Member.Place.of(why, members), due);
    }

    /** Where in each patient of a population its columns stand. */
    private record Places(Measured measured, Member.Place done, Member.Place why, boolean due) {

        int part(Member member) {
            DataCell cell = measured.value().cell(member);
            if (cell.value() != null) {
                return measured.isLimit(member) ? CENSORED : VALUE;
            }
            if (cell.missing() != null) {
                return FIRST_REASON + cell.missing().ordinal();
            }
            if (cell.asked()) {
                return BLANK;
            }
            if (!due || done.value(member) != YesNo.NO) {
                return UNASKED;
            }
            return why.value(member) instanceof VisitMissingReason reason ? FIRST_GONE + reason.ordinal() : GONE;
        }
    }

    /** Whether this is a value that is more than a limit. */
    static boolean isExact(byte part) {
        return part == VALUE;
    }

    /**
     * How many of these patients have a value, of those who could have one, and what became of the others: the parts together are
     * all. What does not apply, or is not asked at all, is no part of the denominator.
     */
    Cell.Share share(Group all) {
        return share(all, parts(List.of(this), all.members())[0]);
    }

    /** @param parts what became of it in each of them */
    Cell.Share share(Group all, byte[] parts) {
        int[] counts = new int[UNASKED + 1];
        for (byte part : parts) {
            counts[part]++;
        }
        List<Cell.Part> why = new ArrayList<>();
        for (int part = 0; part <= UNASKED; part++) {
            if (part != CENSORED || comparator != null) {
                why.add(new Cell.Part(label(part), all.count(counts[part], filters(part)), isCounted(part)));
            }
        }
        Cell.Count with = all.count(counts[VALUE] + counts[CENSORED], Columns.hasValue(column));
        int of = IntStream.rangeClosed(0, UNASKED).filter(Attendance::isCounted).map(part -> counts[part]).sum();
        return new Cell.Share(with.number(), of, with.rows(), null, why);
    }

    private static boolean isCounted(int part) {
        return part != UNASKED && part != FIRST_REASON + MissingReason.NAP.ordinal();
    }

    private Label label(int part) {
        return part == VALUE ? Label.key("part.value") : part == CENSORED ? Label.key("part.censored")
                : part < BLANK ? Label.code(MissingReason.LIST, MissingReason.values()[part - FIRST_REASON].code())
                : part == BLANK ? Label.key("part.blank")
                : part < GONE ? Label.code(VisitMissingReason.LIST, reason(part).code())
                : Label.key(part == GONE ? "part.gone" : "part.unasked");
    }

    private static Code reason(int part) {
        return VisitMissingReason.LIST.codes().get(part - FIRST_GONE);
    }

    /** Which filters let just this part through. */
    private DataFilter[] filters(int part) {
        List<DataFilter> filters = new ArrayList<>();
        if (part == VALUE) {
            filters.add(Columns.hasValue(column));
            if (comparator != null) {
                filters.add(Columns.noValue(comparator));
            }
        } else if (part == CENSORED && comparator != null) {
            filters.add(Columns.hasValue(column));
            filters.add(Columns.hasValue(comparator));
        } else if (part >= FIRST_REASON && part < BLANK) {
            filters.add(Columns.missing(column, MissingReason.values()[part - FIRST_REASON]));
        } else if (part == BLANK) {
            filters.add(Columns.blank(column));
        } else if (part >= FIRST_GONE && part <= GONE) {
            filters.add(Columns.any(done, YesNo.NO.code()));
            filters.add(part == GONE ? Columns.noValue(why) : Columns.any(why, reason(part).code()));
        }
        return filters.toArray(DataFilter[]::new);
    }

    @Override
    public String toString() {
        return item.name();
    }
}
