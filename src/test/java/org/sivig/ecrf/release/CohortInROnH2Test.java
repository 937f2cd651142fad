package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.OnH2;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.cohort.Cell;
import org.sivig.ecrf.cohort.Choice;
import org.sivig.ecrf.cohort.Cohort;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureKind;
import org.sivig.ecrf.cohort.FigureTable;
import org.sivig.ecrf.cohort.Label;
import org.sivig.ecrf.cohort.Picture;
import org.sivig.ecrf.cohort.StopCause;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.demo.DemoCohort;
import org.sivig.ecrf.oracle.RandomBook;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.code.VisitMissingReason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** A second opinion on the figures of the cohort: R reads the package of the same patients and computes them by itself. */
class CohortInROnH2Test extends ServiceTest implements OnH2 {

    private static final List<String> VISITS = List.of("m0", "m3", "m6", "m9", "m12", "m18", "m24");
    private static final List<String> DRAWN = List.of("mrss", "fvc", "dlco", "cs_dose", "cpk", "crp");
    private static final int BOOKS = 60;

    @TempDir
    private Path folder;

    @Autowired
    private Cohort cohort;
    @Autowired
    private CutReader reader;
    @Autowired
    private List<PackageFiles> files;
    @Autowired
    private PlatformTransactionManager transactions;

    private void store(List<Edit> edits) {
        String number = casebooks.create("01");
        assertThat(casebooks.save(number, edits, null)).isInstanceOf(SaveResult.Saved.class);
    }

    @Test
    void itSaysTheSameOfCasebooksMadeByChance() throws Exception {
        for (int i = 0; i < BOOKS; i++) {
            Casebook casebook = RandomBook.casebook(90_000 + i);
            casebook.clearUnasked();
            store(casebook.instances().stream().filter(each -> !each.answer().isBlank() && !each.item().isFixed())
                    .map(each -> new Edit(each.exportName(), Answer.blank(), each.answer())).toList());
        }
        compare();
    }

    @Test
    void itSaysTheSameOfTheDemoCohort() throws Exception {
        DemoCohort.all().forEach(this::store);
        Map<String, double[]> ours = compare();
        assertThat(ours.keySet()).anyMatch(key -> key.startsWith("skin m12")).anyMatch(key -> key.startsWith("p cpk"))
                .anyMatch(key -> key.startsWith("step s9")).contains("table1 ab_topo1 type3", "tolerance mrx_fever ivig_dose_1",
                        "swimmer swimmer.again column.patients", "lung m12", "steroids m24").anyMatch(key -> key.startsWith("lane SIV"));
    }

    private Map<String, double[]> compare() throws Exception {
        signIn(viewer("dora", Role.DATA_MANAGER));
        Packer packer = new Packer(reader, PackageTest.ownFiles(files), transactions, "1");
        Unpacked.of(packer.pack(new Scope(Role.DATA_MANAGER, Optional.empty()), new PackageRequest(false, false), folder,
                (patients, of) -> { }).file()).into(folder);
        try (InputStream script = Objects.requireNonNull(getClass().getResourceAsStream("/release/cohort.R"))) {
            Files.copy(script, folder.resolve("cohort.R"));
        }
        Map<String, double[]> theirs = new TreeMap<>();
        Programs.run(folder, "Rscript", "--vanilla", "cohort.R").lines().filter(line -> line.startsWith("= ")).forEach(line -> {
            List<String> words = List.of(line.substring(2).trim().split("\\s+"));
            List<String> names = words.stream().takeWhile(word -> !word.matches("-?[0-9].*|N.*|-?Inf")).toList();
            theirs.put(String.join(" ", names), words.stream().skip(names.size()).mapToDouble(CohortInROnH2Test::number).toArray());
        });
        Map<String, double[]> ours = ours();
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        ours.forEach((name, numbers) -> {
            double[] other = theirs.get(name);
            assertThat(numbers).as(name).hasSameSizeAs(other);
            for (int i = 0; i < numbers.length; i++) {
                assertThat(numbers[i]).as("%s, number %d", name, i).isCloseTo(other[i], within(Double.isNaN(other[i]) ? 0 : 1e-9 * Math.max(1, Math.abs(other[i]))));
            }
        });
        return ours;
    }

    private static double number(String word) {
        return word.matches("N.*") ? Double.NaN : Double.parseDouble(word.replace("Inf", "Infinity"));
    }

    // --- what the service says --------------------------------------------------------------------------------------

    private FigureContent figure(FigureKind kind, Choice choice) {
        return cohort.figure(kind, DataQuery.of(IdentificationForm.FORM), choice);
    }

    private static Cell cell(FigureTable table, String line, String column) {
        return table.lines().stream().filter(each -> each.label().code().equals(line)).findFirst().orElseThrow().cells()
                .get(table.columns().stream().map(each -> each.code()).toList().indexOf(column));
    }

    private Map<String, double[]> ours() {
        Map<String, double[]> ours = new TreeMap<>();
        for (String item : DRAWN) {
            FigureTable table = figure(FigureKind.TRAJECTORIES, Choice.START.withSubject(item)).table("trajectories");
            for (String visit : VISITS) {
                if (cell(table, "facet.all", visit) instanceof Cell.Median median) {
                    put(ours, "quartiles " + item + " " + visit, median.of().n(), median.of().lower(), median.of().median(),
                            median.of().upper());
                }
            }
        }
        availability(ours, figure(FigureKind.AVAILABILITY, Choice.START));
        flow(ours, figure(FigureKind.FLOW, Choice.START));
        FigureContent stop = figure(FigureKind.STOP, Choice.START.withTests(true));
        stop.table("stop.numbers").lines().stream().map(line -> line.label().code())
                .filter(item -> !item.equals("bnp") && !item.equals("nyha")).forEach(item -> numbers(ours, stop, item));
        stop.table("stop.answers").lines().stream().map(line -> line.label().code()).forEach(item -> {
            FigureTable table = stop.table("stop.answers");
            if (cell(table, item, "column.pairs").patients() > 0) {
                put(ours, "changed " + item, cell(table, item, "column.pairs").patients(),
                        cell(table, item, "column.gained").patients(), cell(table, item, "column.lost").patients(),
                        ((Cell.Probability) cell(table, item, "column.p")).p());
            }
        });
        FigureContent responders = figure(FigureKind.RESPONDERS, Choice.START);
        skin(ours, responders.table("responders.skin"));
        responses(ours, "response", responders.table("responders.skin"));
        responses(ours, "lung", responders.table("responders.lung"));
        responses(ours, "steroids", responders.table("responders.steroids"));
        Picture.Waterfall waterfall = (Picture.Waterfall) Objects.requireNonNull(responders.picture());
        if (!waterfall.bars().isEmpty()) {
            put(ours, "waterfall", waterfall.bars().stream().mapToDouble(Picture.Bar::delta).toArray());
        }
        whole(ours, figure(FigureKind.TABLE1, Choice.START).table("table1"));
        FigureContent tolerance = figure(FigureKind.TOLERANCE, Choice.START);
        whole(ours, tolerance.table("tolerance"));
        tolerance.table("tolerance.severe").lines().forEach(line -> put(ours, "severe " + line.label().code(),
                line.cells().getFirst() instanceof Cell.Text types ? types.labels().size() : 0));
        swimmer(ours, figure(FigureKind.SWIMMER, Choice.START));
        FigureContent continuation = figure(FigureKind.CONTINUATION, Choice.START);
        Picture.Curve curve = (Picture.Curve) Objects.requireNonNull(continuation.picture());
        put(ours, "watched", curve.survival().n(), curve.censored().size());
        IntStream.range(0, curve.survival().steps().size()).forEach(i -> {
            var step = curve.survival().steps().get(i);
            if (step.survival() > 0) {
                put(ours, "step s" + i, DoubleStream.concat(DoubleStream.of(step.time(), step.atRisk(), step.survival(), step.low(),
                        step.high()), Stream.of(StopCause.values()).mapToDouble(step.incidence()::get)).toArray());
            }
        });
        return ours;
    }

    /** Of what is asked at every visit; two assays of BNP make no pair, of which R knows nothing. */
    private static void availability(Map<String, double[]> ours, FigureContent availability) {
        availability.table("values").lines().stream().filter(line -> line.cells().stream().allMatch(cell -> ((Cell.Share) cell).of() > 0)).forEach(line -> {
            for (int i = 0; i < VISITS.size(); i++) {
                Cell.Share share = (Cell.Share) line.cells().get(i);
                Map<String, Integer> parts = share.why().stream().collect(Collectors.toMap(part -> part.label() instanceof Label.OfCode code
                        && code.list() == VisitMissingReason.LIST ? "part.gone" : part.label().code(), part -> part.count().patients(), Integer::sum));
                put(ours, "available " + line.label().code() + " " + VISITS.get(i), Stream.concat(Stream.of(share.of(), share.number()),
                        Stream.of("part.censored", "ND", "NF", "part.blank", "part.gone").map(part -> parts.getOrDefault(part, 0)))
                        .mapToDouble(Integer::doubleValue).toArray());
            }
        });
        availability.table("pairs").lines().stream().filter(line -> !line.label().code().equals("bnp")).forEach(line -> {
            for (int i = 1; i < VISITS.size(); i++) {
                Cell.Share share = (Cell.Share) line.cells().get(i - 1);
                put(ours, "pairs " + line.label().code() + " " + VISITS.get(i), share.of(), share.number());
            }
        });
    }

    private static void flow(Map<String, double[]> ours, FigureContent flow) {
        String of = "";
        for (FigureTable.Line line : flow.table("flow").lines()) {
            String code = line.label().code();
            of = code.startsWith("flow.") ? code : of;
            if (!code.equals("flow.otherwise")) {
                put(ours, "flow " + (code.equals(of) ? of : of + "." + code), line.cells().getFirst().patients());
            }
        }
        flow.table("flow.visits").lines().forEach(line -> put(ours, "flow " + line.label().code(), line.cells().getFirst().patients()));
    }

    private static void numbers(Map<String, double[]> ours, FigureContent stop, String item) {
        FigureTable table = stop.table("stop.numbers");
        if (cell(table, item, "column.start_mean") instanceof Cell.Mean start) {
            Cell.Mean end = (Cell.Mean) cell(table, item, "column.stop_mean");
            put(ours, "stop " + item, start.of().n(), start.of().mean(),
                    ((Cell.Median) cell(table, item, "column.stop_median")).of().median(),
                    ((Cell.Estimate) cell(table, item, "column.difference")).value());
            if (end.of().n() > 1) {
                put(ours, "deviation " + item, end.of().deviation());
            }
            if (cell(table, item, "column.p") instanceof Cell.Probability p) {
                put(ours, "p " + item, p.p());
            }
        }
    }

    private static void skin(Map<String, double[]> ours, FigureTable table) {
        for (String visit : VISITS.subList(1, VISITS.size())) {
            Cell.Share improved = (Cell.Share) cell(table, visit, "column.improved_of_value");
            if (improved.of() > 0) {
                put(ours, "skin " + visit, cell(table, visit, "column.evaluable").patients(), improved.of(), improved.number(),
                        cell(table, visit, "column.progression").patients(), improved.interval().low(), improved.interval().high());
            }
        }
    }

    /** Of whom it means something, with a value, the first answer, and its limits of both. */
    private static void responses(Map<String, double[]> ours, String name, FigureTable table) {
        for (FigureTable.Line line : table.lines()) {
            int last = line.cells().size() - 1;
            Cell.Share known = (Cell.Share) line.cells().get(last - 1);
            Cell.Share of = (Cell.Share) line.cells().get(last);
            put(ours, name + " " + line.label().code(), of.of(), known.of(), known.number(), known.interval().low(), known.interval().high(),
                    of.interval().low(), of.interval().high());
        }
    }

    /** Every cell of a table. */
    private static void whole(Map<String, double[]> ours, FigureTable table) {
        for (FigureTable.Line line : table.lines()) {
            for (int i = 0; i < line.cells().size(); i++) {
                String name = table.name() + " " + name(line.label()) + " " + name(table.columns().get(i));
                switch (line.cells().get(i)) {
                    case Cell.Count count -> put(ours, name, count.number());
                    case Cell.Share share -> put(ours, name, share.of(), share.number(), share.interval().low(), share.interval().high());
                    case Cell.Median median -> put(ours, name, median.of().n(), median.of().lower(), median.of().median(), median.of().upper());
                    case Cell.None _ -> { }
                    default -> throw new AssertionError(name);
                }
            }
        }
    }

    /** A name that is no number and has no space. */
    private static String name(Label label) {
        int brand = IvigCourseForm.BRAND.suggested().indexOf(label.code());
        return brand >= 0 ? "brand" + (brand + 1) : label.code().matches("\\d") ? "type" + label.code() : label.code();
    }

    private static void swimmer(Map<String, double[]> ours, FigureContent swimmer) {
        whole(ours, swimmer.table("swimmer"));
        List<Picture.Lane> lanes = ((Picture.Lanes) Objects.requireNonNull(swimmer.picture())).lanes();
        for (int i = 0; i < lanes.size(); i++) {
            Picture.Lane lane = lanes.get(i);
            Picture.Course first = lane.courses().stream().filter(course -> course.number() == 1).findFirst().orElseThrow();
            put(ours, "lane " + lane.patient(), i + 1, middle(first.span().to()), middle(lane.lastNews()), middle(lane.death()),
                    lane.courses().size(), lane.treatments().size(), lane.visits().size());
        }
    }

    private static double middle(Picture.@Nullable Mark mark) {
        return mark == null ? Double.NaN : mark.middle();
    }

    private static void put(Map<String, double[]> ours, String name, double... numbers) {
        ours.put(name, numbers);
    }
}
