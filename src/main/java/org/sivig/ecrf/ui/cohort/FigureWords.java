package org.sivig.ecrf.ui.cohort;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.cohort.Cell;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureKind;
import org.sivig.ecrf.cohort.Label;
import org.sivig.ecrf.cohort.Note;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.ui.ConditionWords;
import org.sivig.ecrf.ui.Words;

/**
 * What a figure says, in the language of the reader.
 *
 * @param least of how many patients a cell tells at least, where small ones are not told
 */
record FigureWords(ConditionWords tests, int least) {

    /** The parts that are the share itself. */
    private static final String VALUE = "part.value";
    private static final String PAIR = "stop.pair";

    /** What words of few patients agree with. */
    private static final int SEVERAL = 2;

    /** A label of more letters is cut where there is one line for it. */
    private static final int LONG = 40;

    /** Below this a probability is not told more closely. */
    private static final double LEAST_P = 0.001;

    private Words words() {
        return tests.words().words();
    }

    String of(String key, Object... values) {
        return words().of(key, values);
    }

    String title(FigureKind kind) {
        return of("cohort.figure." + kind.code());
    }

    // --- labels -----------------------------------------------------------------------------------------------------

    /** The label of an item; in the short form, which tells them apart, where another has the same. */
    private String item(Item<?, ?> item) {
        return VisitForm.FORM.items().stream().anyMatch(each -> each != item && words().label(each).equals(words().label(item)))
                ? words().head(item) : words().label(item);
    }

    String label(Label label) {
        return switch (label) {
            case Label.Key key -> of("cohort." + key.code());
            case Label.OfItem item -> item(item.item());
            case Label.OfCode code -> code(code.list(), code.value());
            case Label.OfFigure figure -> figure.figure().subject() == null ? of(figure.figure().labelKey())
                    : of(figure.figure().labelKey(), words().label(figure.figure().subject()));
            case Label.Verbatim text -> text.code();
        };
    }

    private String code(CodeList<?> list, Code code) {
        return switch (list.name()) {
            case "visit" -> Words.visit(code.code());
            case "drug" -> words().drug(code.code());
            default -> of("code." + list.name() + "." + code.code());
        };
    }

    /** Whether there are words for this. */
    boolean has(String key) {
        return words().has(key);
    }

    /** The label with the unit of its item, where it has one. */
    String full(Label label) {
        String unit = label instanceof Label.OfItem item ? item.item().unit() : label instanceof Label.OfFigure figure ? figure.figure().unit() : "";
        return unit.isEmpty() ? label(label) : of("data.with-unit", label(label), words().unit(unit));
    }

    /** The same where there is room for one line only: an item by its short name. */
    String brief(Label label) {
        return label instanceof Label.OfItem item && words().label(item.item()).length() > LONG ? words().head(item.item()) : full(label);
    }

    /** What a panel of trajectories or an item of visits is called. */
    String subject(String name) {
        String key = "cohort.subject." + name;
        return has(key) ? of(key) : VisitForm.FORM.items().stream().filter(item -> item.name().equals(name)).findFirst()
                .map(item -> full(Label.item(item))).orElse(name);
    }

    // --- numbers ----------------------------------------------------------------------------------------------------

    String number(double value, int decimals) {
        return Double.isNaN(value) ? "–" : words().number(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP));
    }

    String count(long count) {
        return NumberFormat.getIntegerInstance(words().locale()).format(count);
    }

    String percent(double share) {
        NumberFormat percent = NumberFormat.getPercentInstance(words().locale());
        percent.setMaximumFractionDigits(1);
        percent.setMinimumFractionDigits(1);
        percent.setRoundingMode(RoundingMode.HALF_UP);
        return percent.format(share);
    }

    String probability(double p) {
        return p < LEAST_P ? of("cohort.p.below", number(LEAST_P, 3)) : of("cohort.p", number(p, 3));
    }

    // --- cells ------------------------------------------------------------------------------------------------------

    String cell(Cell cell) {
        return switch (cell) {
            case Cell.Count count -> count(count.number());
            case Cell.Share share -> share(share) + why(share);
            case Cell.Median median -> of("cohort.median", number(median.of().median(), median.decimals()), number(median.of().lower(), median.decimals()),
                    number(median.of().upper(), median.decimals()), count(median.of().n()));
            case Cell.Mean mean -> of("cohort.mean", number(mean.of().mean(), mean.decimals()), number(mean.of().deviation(), mean.decimals()), count(mean.of().n()));
            case Cell.Estimate estimate when estimate.low() != null && estimate.high() != null -> of("cohort.estimate",
                    number(estimate.value(), estimate.decimals()), number(estimate.low(), estimate.decimals()), number(estimate.high(), estimate.decimals()));
            case Cell.Estimate estimate -> number(estimate.value(), estimate.decimals());
            case Cell.Probability p -> of(p.exact() ? "cohort.exploratory" : "cohort.exploratory.approximate", probability(p.p()));
            case Cell.Published published -> of("cohort.published", published.deviation() == null ? number(published.value(), published.decimals())
                    + (published.percent() ? of("cohort.percent-sign") : "") : of("cohort.published.mean", number(published.value(), published.decimals()),
                    number(published.deviation(), published.decimals())));
            case Cell.Text text -> text.labels().stream().map(this::label).collect(Collectors.joining(", "));
            case Cell.None _ -> "–";
            case Cell.Few _ -> of("cohort.few", count(least));
        };
    }

    /** Without what became of the others. */
    String share(Cell.Share share) {
        return share.of() == 0 ? of("cohort.share.none") : !share.why().isEmpty() ? shortly(share) : of("cohort.share", count(share.number()), count(share.of()),
                percent(share.interval().rate()), percent(share.interval().low()), percent(share.interval().high()));
    }

    /** The same in few words, for a picture. */
    String shortly(Cell cell) {
        return cell instanceof Cell.Share share ? of("cohort.share.short", count(share.number()), count(share.of())) : cell(cell);
    }

    /** In few words, with the proportion. */
    String withPercent(Cell cell) {
        return cell instanceof Cell.Share share ? share.of() == 0 ? "–" : of("cohort.share.percent", count(share.number()), count(share.of()),
                percent(share.interval().rate())) : cell(cell);
    }

    private String why(Cell.Share share) {
        String parts = parts(others(share));
        return parts.isEmpty() ? "" : of("cohort.share.why", parts);
    }

    /** Those who are not the share itself. */
    List<Cell.Part> others(Cell.Share share) {
        return share.why().stream().filter(part -> !part.label().code().equals(VALUE) && !part.label().code().equals(PAIR)).filter(FigureWords::isSome).toList();
    }

    private static boolean isSome(Cell.Part part) {
        return !(part.count() instanceof Cell.Count count && count.number() == 0);
    }

    /** What became of patients: « 8 non faits, 1 non documenté ». */
    String parts(List<Cell.Part> parts) {
        return parts.stream().filter(FigureWords::isSome).map(this::part)
                .collect(Collectors.joining(", "));
    }

    String part(Cell.Part part) {
        String key = "cohort.count." + (part.label() instanceof Label.OfCode code ? code.list().name() + "." : "") + part.label().code();
        return part.count() instanceof Cell.Count count && words().has(key) ? of(key, count.number())
                : of("cohort.part", cell(part.count()), label(part.label()));
    }

    // --- links ------------------------------------------------------------------------------------------------------

    @Nullable String href(Cell cell) {
        return cell.rows() == null ? null : href(cell.rows());
    }

    static String href(DataQuery query) {
        String address = query.address();
        return "data/" + DataColumns.path(query.form()) + (address.isEmpty() ? "" : "?" + address);
    }

    // --- what is said of it -----------------------------------------------------------------------------------------

    String note(Note note) {
        String key = "cohort.note." + note.code();
        return switch (note.count()) {
            case Cell.Count count -> of(key, count.number(), count(count.number()));
            case Cell.Few few -> of(key, SEVERAL, cell(few));
            default -> of(key);
        };
    }

    String population(List<DataFilter> filters) {
        return filters.isEmpty() ? of("cohort.everybody") : filters.stream().map(tests::filter).collect(Collectors.joining(of("cohort.and")));
    }

    /** How many it is about. */
    String patients(FigureContent content) {
        return content.few() ? of("cohort.n.few", count(least)) : of("cohort.n", content.n());
    }

    /** Why there is no picture of it. */
    String unseen(FigureContent content) {
        return of(content.n() == 0 ? "cohort.nobody" : content.few() ? "cohort.too-few" : "cohort.nothing", count(least));
    }

    /** Whom it is about, what it is, what is missing, where it comes from: all that has to stand under a picture. */
    List<String> caption(FigureContent content, List<DataFilter> filters) {
        return Stream.of(Stream.of(of("cohort.caption.patients", patients(content), population(filters)), of("cohort.definition." + content.kind().code())),
                content.notes().stream().filter(note -> !(note.count() instanceof Cell.Count count && count.number() == 0)).map(this::note), Stream.of(of("cohort.caption.source", Words.dayAndTime(content.at()), Study.FORMS_VERSION)))
                .flatMap(lines -> lines).toList();
    }
}
