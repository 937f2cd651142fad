package org.sivig.ecrf.cohort;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.score.HodgesLehmann;
import org.sivig.ecrf.score.McNemar;
import org.sivig.ecrf.score.SignedRank;
import org.sivig.ecrf.score.StopVisit;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/** The values at the end of the first course against those at M0. */
final class StopContrast implements FigureSource {

    private static final DataColumn STOP_VISIT = Columns.figure("stop_visit");

    /** What is asked at M0 and at the follow-up visits, in paper order. */
    static final List<Item<Visit, ?>> ITEMS = VisitForm.DATA.stream().filter(StopContrast::isPaired).toList();

    /** Whether an item is due at M0 and at the follow-up visits alike, so that it can be compared. */
    static boolean isPaired(Item<Visit, ?> item) {
        return !item.isOptional() && Columns.VISITS.stream().allMatch(visit -> VisitForm.isDueWhenDone(item, new Visit(visit)));
    }

    /** Whether an item says yes or no, by whatever words; the code of yes is 1. */
    static boolean isBinary(Item<?, ?> item) {
        return item.type() == ItemType.YES_NO || item.codes() != null && item.codes().codes().size() == 2;
    }

    /** What has to be read to compare these. */
    static Stream<DataColumn> columns(List<Item<Visit, ?>> items, Choice choice) {
        return Stream.concat(Stream.of(Columns.END, STOP_VISIT), items.stream().filter(StopContrast::isPaired)
                .flatMap(item -> Stream.of(
                        Stream.of(Columns.figure(item.name() + "_stop_visit")),
                        Columns.VISITS.stream().map(visit -> Columns.of(item, visit)),
                        Columns.VISITS.stream().map(visit -> Columns.comparator(item, visit)).filter(Objects::nonNull),
                        item == VisitForm.BNP ? Columns.VISITS.stream().map(visit -> Columns.of(VisitForm.BNP_TYPE, visit))
                                : Stream.<DataColumn>empty(),
                        VisitForm.COMPARATORS.containsKey(item) ? Columns.FOLLOW_UP.stream().map(visit ->
                                Columns.of(VisitForm.VISIT_DATE, visit)) : Stream.<DataColumn>empty())
                        .flatMap(each -> each)));
    }

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return columns(ITEMS, choice).toList();
    }

    /** What became of a patient: compared, or why not. */
    private enum Part implements Code {
        PAIR, NO_END, NO_VISIT, NO_START, NO_STOP, CENSORED, OTHER_ASSAY
    }

    /** The contrast of one item in a population. */
    static final class OfItem {

        private final Item<Visit, ?> item;
        private final Group all;
        private final boolean wholeVisit;
        private final DataColumn stopVisit;
        private final DataColumn start;
        private final @Nullable DataColumn startComparator;
        private final Member.Place end;
        private final Member.Place anyStopVisit;
        private final Member.Place itsStopVisit;
        private final Map<String, Attendance.Measured> visits = new LinkedHashMap<>();
        private final Map<Part, List<Member>> parts;

        OfItem(Item<Visit, ?> item, Choice choice, Group all) {
            this.item = item;
            this.all = all;
            wholeVisit = choice.wholeVisit();
            stopVisit = wholeVisit ? STOP_VISIT : Columns.figure(item.name() + "_stop_visit");
            start = Columns.of(item, Columns.M0);
            startComparator = Columns.comparator(item, Columns.M0);
            end = all.at(Columns.END);
            anyStopVisit = all.at(STOP_VISIT);
            itsStopVisit = all.at(stopVisit);
            Columns.VISITS.forEach(visit -> visits.put(visit, new Attendance(item, visit).measured(all.members())));
            parts = all.members().stream().collect(Collectors.groupingBy(this::part));
        }

        private Attendance.Measured at(String visit) {
            return Objects.requireNonNull(visits.get(visit));
        }

        private Part part(Member member) {
            if (end.value(member) == null) {
                return Part.NO_END;
            }
            if (anyStopVisit.value(member) == null) {
                return Part.NO_VISIT;
            }
            Attendance.Measured then = at(Columns.M0);
            if (then.value().value(member) == null) {
                return Part.NO_START;
            }
            String visit = visit(member);
            boolean limit = visit == null ? !wholeVisit && hasLimitNearStop(member) : at(visit).isLimit(member);
            if (!limit && (visit == null || at(visit).value().value(member) == null)) {
                return Part.NO_STOP;
            }
            if (limit || then.isLimit(member)) {
                return Part.CENSORED;
            }
            return item == VisitForm.BNP && new Change(item, Objects.requireNonNull(visit)).of(member) == null
                    ? Part.OTHER_ASSAY : Part.PAIR;
        }

        /** The visit whose value is that at the stop; null when there is none. */
        private @Nullable String visit(Member member) {
            return itsStopVisit.value(member) instanceof Code visit ? visit.code() : null;
        }

        /** Whether near the stop there are only limits. */
        private boolean hasLimitNearStop(Member member) {
            PartialDate end = Objects.requireNonNull(Columns.date(member, Columns.END));
            return Columns.FOLLOW_UP.stream().filter(visit -> at(visit).isLimit(member)).anyMatch(visit -> {
                PartialDate date = Columns.date(member, Columns.of(VisitForm.VISIT_DATE, visit));
                return date != null && StopVisit.isNear(end, date);
            });
        }

        /** Those of a part. */
        private Group part(Part part) {
            List<Member> some = parts.getOrDefault(part, List.of());
            List<DataFilter> filters = new ArrayList<>(switch (part) {
                case NO_END -> List.of(Columns.noValue(Columns.END));
                case NO_VISIT -> List.of(Columns.hasValue(Columns.END), Columns.noValue(STOP_VISIT));
                case NO_START -> List.of(Columns.hasValue(STOP_VISIT), Columns.noValue(start));
                case PAIR -> List.of(Columns.hasValue(start), Columns.hasValue(stopVisit));
                case NO_STOP -> List.of(Columns.hasValue(STOP_VISIT), Columns.hasValue(start), Columns.noValue(stopVisit));
                case CENSORED, OTHER_ASSAY -> List.of();
            });
            if (part == Part.PAIR && startComparator != null) {
                filters.add(Columns.noValue(startComparator));
            }
            boolean said = switch (part) {
                case NO_END, NO_VISIT, NO_START -> true;
                case PAIR -> !wholeVisit && item != VisitForm.BNP;
                case NO_STOP -> !wholeVisit && startComparator == null;
                case CENSORED, OTHER_ASSAY -> false;
            };
            return said ? all.filtered(some, filters.toArray(DataFilter[]::new)) : all.listed(some, Columns.END, stopVisit, start);
        }

        /** How many can be compared, of all, and why the others cannot. */
        Cell.Share share() {
            List<Cell.Part> why = new ArrayList<>();
            for (Part part : Part.values()) {
                if (part == Part.CENSORED && startComparator == null || part == Part.OTHER_ASSAY && item != VisitForm.BNP) {
                    continue;
                }
                why.add(new Cell.Part(Label.key("stop." + part.code()), part(part).count(), true));
            }
            return all.share(pairs(), why);
        }

        Group pairs() {
            return part(Part.PAIR);
        }

        /** Of numbers and of classes, as they are written. */
        private BigDecimal at(Member member, String visit) {
            Object value = Objects.requireNonNull(at(visit).value().value(member));
            return new BigDecimal(value instanceof Code code ? code.code() : value.toString());
        }

        double start(Member member) {
            return at(member, Columns.M0).doubleValue();
        }

        double stop(Member member) {
            return at(member, Objects.requireNonNull(visit(member))).doubleValue();
        }

        private boolean isYesAtStart(Member member) {
            return start(member) == 1;
        }

        private boolean isYesAtStop(Member member) {
            return stop(member) == 1;
        }

        /** Without the noise of binary numbers, so that equal differences are equal. */
        double difference(Member member) {
            return at(member, Objects.requireNonNull(visit(member))).subtract(at(member, Columns.M0)).doubleValue();
        }

        boolean isApproximate(Member member) {
            return itsStopVisit.cell(member).approximate();
        }
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        List<FigureTable.Line> numbers = new ArrayList<>();
        List<FigureTable.Line> answers = new ArrayList<>();
        for (Item<Visit, ?> item : ITEMS) {
            OfItem contrast = new OfItem(item, choice, all);
            (isBinary(item) ? answers : numbers).add(new FigureTable.Line(Label.item(item), 0,
                    isBinary(item) ? answers(contrast, choice) : numbers(contrast, choice)));
        }
        Item<Visit, ?> item = ITEMS.stream().filter(each -> each.name().equals(choice.subject())).findFirst()
                .orElse(VisitForm.MRSS);
        OfItem contrast = new OfItem(item, choice, all);
        Group pairs = contrast.pairs();
        return new Content(List.of(table("stop.numbers", choice, numbers, "pairs", "start_mean", "stop_mean", "start_median",
                        "stop_median", "difference"),
                table("stop.answers", choice, answers, "pairs", "start", "stop", "both", "gained", "lost", "neither")),
                new Picture.Pairs(item, pairs.members().stream().map(member -> new Picture.Pair(member.number(),
                        contrast.start(member), contrast.stop(member), Objects.requireNonNull(contrast.visit(member)),
                        contrast.isApproximate(member))).toList()),
                List.of(new Note("approximate", pairs.chosen(contrast::isApproximate, Columns.END, contrast.stopVisit).count())));
    }

    private static FigureTable table(String name, Choice choice, List<FigureTable.Line> lines, String... columns) {
        return new FigureTable(name, Stream.concat(Stream.of(columns), choice.tests() ? Stream.of("p") : Stream.empty())
                .map(column -> Label.key("column." + column)).toList(), lines);
    }

    /** Of who can be compared: how many answer yes at the start and at the stop; of numbers, the means. */
    static List<Cell> startAndStop(OfItem contrast) {
        Group pairs = contrast.pairs();
        if (isBinary(contrast.item)) {
            return List.of(pairs.share(pairs.chosen(contrast::isYesAtStart, contrast.start)),
                    pairs.share(pairs.chosen(contrast::isYesAtStop, contrast.start, contrast.stopVisit)));
        }
        int decimals = contrast.item.decimals();
        return List.of(Group.mean(pairs.members().stream().mapToDouble(contrast::start).toArray(), decimals, pairs.rows()),
                Group.mean(pairs.members().stream().mapToDouble(contrast::stop).toArray(), decimals, pairs.rows()));
    }

    private static List<Cell> numbers(OfItem contrast, Choice choice) {
        Group pairs = contrast.pairs();
        double[] start = pairs.members().stream().mapToDouble(contrast::start).toArray();
        double[] stop = pairs.members().stream().mapToDouble(contrast::stop).toArray();
        List<Cell> means = startAndStop(contrast);
        double[] differences = pairs.members().stream().mapToDouble(contrast::difference).toArray();
        int decimals = contrast.item.decimals();
        Double middle = HodgesLehmann.of(differences);
        List<Cell> cells = new ArrayList<>(List.of(contrast.share(), means.getFirst(),
                means.getLast(), Group.median(start, decimals, pairs.rows()),
                Group.median(stop, decimals, pairs.rows()), middle == null ? Cell.NONE
                        : new Cell.Estimate(pairs.size(), middle, null, null, decimals, pairs.rows())));
        if (choice.tests()) {
            cells.add(Cell.Probability.of(SignedRank.of(differences)));
        }
        return cells;
    }

    private static List<Cell> answers(OfItem contrast, Choice choice) {
        Group pairs = contrast.pairs();
        List<Cell> shares = startAndStop(contrast);
        Predicate<Member> before = contrast::isYesAtStart;
        Predicate<Member> after = contrast::isYesAtStop;
        Group gained = pairs.chosen(before.negate().and(after), contrast.start, contrast.stopVisit);
        Group lost = pairs.chosen(before.and(after.negate()), contrast.start, contrast.stopVisit);
        List<Cell> cells = new ArrayList<>(List.of(contrast.share(), shares.getFirst(), shares.getLast(),
                pairs.chosen(before.and(after), contrast.start, contrast.stopVisit).count(), gained.count(), lost.count(),
                pairs.chosen(before.or(after).negate(), contrast.start, contrast.stopVisit).count()));
        if (choice.tests()) {
            cells.add(pairs.size() == 0 ? Cell.NONE
                    : new Cell.Probability(pairs.size(), new McNemar(gained.size(), lost.size()).p(), true));
        }
        return cells;
    }
}
