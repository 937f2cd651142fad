package org.sivig.ecrf.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.EditChecks;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.oracle.RandomBook;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a filter means to the database and what it means to a casebook in memory, for casebooks and filters made up by
 * chance: as many as {@code filters.books} and {@code filters.number} say, from the seed {@code filters.seed} on.
 */
abstract class CasebookFilterTest extends ServiceTest {

    private static final int BOOKS = Integer.getInteger("filters.books", 12);
    private static final int FILTERS = Integer.getInteger("filters.number", 400);
    private static final long SEED = Long.getLong("filters.seed", 1);

    /** Capitals, accents, ligatures, apostrophes, and what means something in SQL. */
    private static final List<String> TEXTS = List.of("Dr Étienne L’Hôte", "dr etienne l'hote", "ŒDÈME des 2 mains",
            "œdème : 50 %", "ÇA_va ! \\o/", "Straße 'STRASSE'", "à revoir ; --", "ÀÂÄÉÈÊËÎÏÔÖÙÛÜŸÇ",
            "Dr İrem Işık, ΣΟΦΟΣ");

    @Autowired
    private DataGrid grid;
    @Autowired
    private StandingChecks standing;

    private final Random random = new Random(SEED);
    private final Map<String, Casebook> books = new TreeMap<>();

    @BeforeEach
    void storeSomeBooks() {
        for (int i = 0; i < BOOKS; i++) {
            signIn(i % 2 == 0 ? CLAIRE : INES);
            String number = casebooks.create(i % 2 == 0 ? "01" : "02");
            assertThat(casebooks.save(number, answers(RandomBook.casebook(SEED * 1000 + i)), null))
                    .isInstanceOf(SaveResult.Saved.class);
            books.put(number, read(number));
        }
        signIn(viewer("datamanager", Role.DATA_MANAGER));
    }

    private List<Edit> answers(Casebook casebook) {
        for (Casebook.Instance instance : casebook.instances()) {
            if (instance.item().type() == ItemType.TEXT && instance.answer().value() != null && !instance.item().isIdentity()
                    || instance.item().type() == ItemType.LONG_TEXT && random.nextBoolean()) {
                casebook.put(instance, Answer.of(oneOf(TEXTS)));
            }
        }
        casebook.clearUnasked();
        return casebook.instances().stream().filter(each -> !each.answer().isBlank() && !each.item().isFixed())
                .map(each -> new Edit(each.exportName(), Answer.blank(), each.answer())).toList();
    }

    private <T> T oneOf(List<? extends T> all) {
        return all.get(random.nextInt(all.size()));
    }

    // --- filters made up by chance ----------------------------------------------------------------------------------

    private DataFilter anyFilter(Form<? extends CasebookRow> form) {
        DataColumn column = oneOf(oneOf(List.copyOf((random.nextBoolean() ? DataColumns.of(form)
                : DataColumns.available(form)).stream()
                .filter(each -> CasebookFilter.isOfAnswers(new DataFilter(each, new ColumnCondition.HasValue())))
                .collect(Collectors.groupingBy(each -> each.getClass().getSimpleName() + each.type(), TreeMap::new,
                        Collectors.toList())).values())));
        List<Object> values = grid.fetch(DataQuery.of(form).withColumns(List.of(column)), 0, 10_000).stream()
                .map(row -> row.cells().getFirst().value()).filter(Objects::nonNull).toList();
        List<ColumnCondition> tests = new ArrayList<>(List.of(new ColumnCondition.Empty(), new ColumnCondition.HasValue(),
                new ColumnCondition.WithoutValue(), new ColumnCondition.NoValue(), new ColumnCondition.Missing(Set.of()),
                new ColumnCondition.Missing(Set.of(oneOf(List.of(MissingReason.values()))))));
        for (int i = 0; i < 4 && !values.isEmpty(); i++) {
            tests.addAll(about(oneOf(values), oneOf(values)));
        }
        DataColumn other = oneOf(DataColumns.available(form));
        if (CasebookFilter.isOfAnswers(new DataFilter(other, new ColumnCondition.HasValue()))) {
            tests.add(new ColumnCondition.Compared(oneOf(List.of(ColumnCondition.Relation.values())), other));
        }
        return new DataFilter(column, oneOf(tests.stream().filter(test -> test.suits(column)).toList()));
    }

    private List<ColumnCondition> about(Object one, Object other) {
        return switch (one) {
            case Number number -> {
                BigDecimal from = near(number).min(near(other));
                BigDecimal to = near(number).max(near(other)).max(from);
                yield List.of(new ColumnCondition.Numbers(from, to), new ColumnCondition.Numbers(from, null),
                        new ColumnCondition.Numbers(null, to), new ColumnCondition.Numbers(to, to));
            }
            case PartialDate date -> {
                PartialDate from = near(date);
                PartialDate to = near((PartialDate) other);
                yield Stream.<ColumnCondition>concat(Stream.of(new ColumnCondition.Dates(from, null), new ColumnCondition.Dates(null, to),
                        new ColumnCondition.Dates(from, from)), from.first().isAfter(to.first()) ? Stream.empty()
                        : Stream.of(new ColumnCondition.Dates(from, to))).toList();
            }
            case Code code -> List.of(new ColumnCondition.AnyOf(Set.of(code.code())), new ColumnCondition.NoneOf(Set.of(code.code())),
                    new ColumnCondition.AnyOf(new TreeSet<>(List.of(code.code(), ((Code) other).code()))));
            case Set<?> chosen -> List.of(new ColumnCondition.AnyOf(codes(chosen)), new ColumnCondition.NoneOf(codes(chosen)), new ColumnCondition.AllOf(codes(chosen)),
                    new ColumnCondition.AllOf(codes((Set<?>) other)));
            default -> List.of(new ColumnCondition.Contains(part(one.toString())),
                    new ColumnCondition.AnyOf(new TreeSet<>(List.of(one.toString(), other.toString()))));
        };
    }

    /** The number itself, or finer than its column keeps it on either side. */
    private BigDecimal near(Object number) {
        return new BigDecimal(number.toString()).add(oneOf(List.of(BigDecimal.ZERO, new BigDecimal("0.004"),
                new BigDecimal("-0.05"), BigDecimal.ONE)));
    }

    /** The date itself, or less exact, or some time beside it. */
    private PartialDate near(PartialDate date) {
        LocalDate day = oneOf(List.of(date.first(), date.last(), date.last().plusDays(1), date.first().minusDays(1)));
        return oneOf(List.of(date, PartialDate.of(day), PartialDate.of(day.getYear()),
                new PartialDate(day.getYear(), day.getMonthValue(), null)));
    }

    private static Set<String> codes(Set<?> chosen) {
        return chosen.stream().map(each -> ((Code) each).code()).collect(Collectors.toCollection(TreeSet::new));
    }

    private String part(String text) {
        int from = random.nextInt(text.length());
        String part = text.substring(from, from + 1 + random.nextInt(text.length() - from));
        return oneOf(Stream.of(part, part.toUpperCase(Locale.FRENCH), part.toLowerCase(Locale.FRENCH), TypedText.plain(part),
                part.replace('’', '\'')).filter(each -> !each.isEmpty()).toList());
    }

    // --- both meanings ----------------------------------------------------------------------------------------------

    @Test
    void aFilterMeansTheSameToTheDatabaseAndToACasebook() {
        int found = 0;
        for (int i = 0; i < FILTERS; i++) {
            Form<? extends CasebookRow> form = oneOf(Study.FORMS);
            DataQuery query = DataQuery.of(form).withFilters(IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(each -> anyFilter(form)).toList());
            DataColumn at = oneOf(standing.places(query));
            String text = "seed %d, filter %d: %s?%s at %s".formatted(SEED, i, form, query.address(), at);
            Set<String> shown = grid.cells(query, at).stream().map(cell -> cell.patient() + "/" + cell.rowKey())
                    .collect(Collectors.toCollection(TreeSet::new));
            Map<Boolean, List<DataFilter>> ofDates = query.filters().stream()
                    .collect(Collectors.partitioningBy(filter -> filter.test() instanceof ColumnCondition.Dates));
            assertThat(shown).as(text)
                    .isEqualTo(possible(query.withFilters(ofDates.get(false)), ofDates.get(true), at));
            assertThat(standing.backTest(query, at).hits()).as(text).isEqualTo(sure(query, at).size());
            found += shown.isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(FILTERS / 4);
    }

    /** The rows at which a check of these filters fires. */
    private Set<String> sure(DataQuery query, DataColumn at) {
        EditChecks check = new EditChecks(List.of(CasebookFilter.check(EditCheck.inWords("S1", Severity.WARNING, "x"),
                DataQuery.read(query.form(), query.address()).complete(), at)));
        Set<String> rows = new TreeSet<>();
        books.forEach((number, casebook) -> check.findings(casebook, Map.of())
                .forEach(finding -> rows.add(number + "/" + finding.at().row().key())));
        return rows;
    }

    /** The rows whose dates may lie in ranges: those that have dates, without those whose dates surely lie outside. */
    private Set<String> possible(DataQuery query, List<DataFilter> dates, DataColumn at) {
        if (dates.isEmpty()) {
            return sure(query, at);
        }
        DataColumn column = dates.getFirst().column();
        List<DataFilter> others = dates.subList(1, dates.size());
        ColumnCondition.Dates range = (ColumnCondition.Dates) dates.getFirst().test();
        Set<String> rows = possible(query.with(column, new ColumnCondition.HasValue()), others, at);
        if (range.from() != null) {
            rows.removeAll(possible(query.with(column, new ColumnCondition.Dates(null,
                    PartialDate.of(range.from().first().minusDays(1)))), others, at));
        }
        if (range.to() != null) {
            rows.removeAll(possible(query.with(column, new ColumnCondition.Dates(
                    PartialDate.of(range.to().last().plusDays(1)), null)), others, at));
        }
        return rows;
    }
}
