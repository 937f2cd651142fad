package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.sivig.ecrf.cohort.Picture;
import org.sivig.ecrf.cohort.StopCause;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.demo.DemoCohort;
import org.sivig.ecrf.oracle.RandomBook;
import org.sivig.ecrf.study.IdentificationForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** A second opinion on the figures of the cohort: R reads the package of the same patients and computes them by itself. */
class CohortInROnH2Test extends ServiceTest implements OnH2 {

    private static final List<String> VISITS = List.of("m0", "m3", "m6", "m9", "m12", "m18", "m24");
    private static final List<String> DRAWN = List.of("mrss", "fvc", "dlco", "cs_dose", "cpk", "crp");
    private static final int BOOKS = 60;

    private static final String SCRIPT = """
            source("import/sivig.R")
            w <- read.csv("data/wide.csv", colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
            visits <- c("m0", "m3", "m6", "m9", "m12", "m18", "m24")
            say <- function(...) cat("=", paste(sapply(list(...), function(x) if (is.numeric(x)) format(x, digits = 15) else x)), "\\n")
            mid <- function(x) as.Date(sivig_date(x, "mid"))
            none <- rep(FALSE, nrow(w))
            value <- function(item, visit) as.numeric(w[[paste0(item, "_", visit)]])
            limit <- function(item, visit) {
              name <- paste0(item, "_op_", visit)
              if (name %in% names(w)) !is.na(w[[name]]) else none
            }
            exact <- function(item, visit) ifelse(limit(item, visit), NA, value(item, visit))
            for (item in c("mrss", "fvc", "dlco", "cs_dose", "cpk", "crp")) for (visit in visits) {
              x <- exact(item, visit)
              x <- x[!is.na(x)]
              if (length(x) > 0) {
                q <- quantile(x, c(.25, .5, .75), type = 7)
                say("quartiles", item, visit, length(x), q[[1]], q[[2]], q[[3]])
              }
            }
            end <- mid(w$ivig1_end)
            at_stop <- function(item) {
              best <- rep(Inf, nrow(w))
              found <- rep(NA_real_, nrow(w))
              for (visit in visits[-1]) {
                days <- abs(as.numeric(mid(w[[paste0("visit_date_", visit)]]) - end))
                x <- exact(item, visit)
                nearer <- !is.na(days) & !is.na(x) & days <= 92 & days <= best
                best[nearer] <- days[nearer]
                found[nearer] <- x[nearer]
              }
              found
            }
            for (item in c("mrss", "n_du", "walk6", "hb", "plt", "creat", "mdrd", "crp", "cpk", "eustar", "medsger", "fvc", "tlc", "dlco",
                           "lvef", "spap", "mpap", "pvr", "ci", "cs_dose")) {
              a <- exact(item, "m0")
              b <- at_stop(item)
              both <- !is.na(a) & !is.na(b)
              d <- round(b[both] - a[both], 9)
              if (length(d) > 0) {
                sums <- outer(d, d, "+")
                say("stop", item, length(d), mean(a[both]), median(b[both]), median(sums[lower.tri(sums, diag = TRUE)]) / 2)
                if (length(d) > 1) say("deviation", item, sd(b[both]))
                n <- d[d != 0]
                if (length(n) > 0) say("p", item, suppressWarnings(wilcox.test(n, correct = TRUE,
                    exact = length(n) <= 25 && !any(duplicated(abs(n))))$p.value))
              }
            }
            for (item in c("gerd", "transit", "arthralgia", "myalgia", "weak_lt3", "pericard")) {
              a <- value(item, "m0")
              b <- at_stop(item)
              gained <- sum(a == 0 & b == 1, na.rm = TRUE)
              lost <- sum(a == 1 & b == 0, na.rm = TRUE)
              both <- !is.na(a) & !is.na(b)
              if (any(both)) say("changed", item, sum(both), gained, lost,
                  if (gained + lost > 0) binom.test(gained, gained + lost)$p.value else 1)
            }
            m0 <- value("mrss", "m0")
            evaluable <- !is.na(w$ssc_type) & w$ssc_type == "3" & !is.na(m0) & m0 >= 7
            for (visit in visits[-1]) {
              d <- (value("mrss", visit) - m0)[evaluable]
              known <- !is.na(d)
              better <- sum(d[known] < -5 & 4 * d[known] <= -m0[evaluable][known])
              worse <- sum(d[known] > 5 & 4 * d[known] >= m0[evaluable][known])
              if (any(known)) {
                ci <- suppressWarnings(prop.test(better, sum(known), correct = FALSE)$conf.int)
                say("skin", visit, sum(evaluable), sum(known), better, worse, ci[[1]], ci[[2]])
              }
            }
            start <- mid(w$ivig1_start)
            death <- mid(w$death_date)
            dead <- !is.na(w$death) & w$death == "1"
            ongoing <- is.na(end) & !is.na(w$ivig1_ongo) & w$ivig1_ongo == "1"
            last <- mid(w$last_news_date)
            seen <- do.call(pmax, c(lapply(visits, function(v) as.numeric(mid(w[[paste0("visit_date_", v)]]))), na.rm = TRUE))
            last <- ifelse(is.na(last), seen, as.numeric(last))
            ticked <- function(reason) !is.na(w[[paste0("ivig1_stop_", reason)]]) & w[[paste0("ivig1_stop_", reason)]] == "1"
            cause <- ifelse(is.na(end), ifelse(ongoing & dead, "death", "none"), ifelse(ticked("ae"), "ae", ifelse(ticked("failure"),
                "failure", ifelse(ticked("success"), "success", ifelse(ticked("oth"), "other",
                ifelse(!is.na(death) & death <= end, "death", "unknown"))))))
            until <- ifelse(!is.na(end), as.numeric(end), ifelse(ongoing & dead, as.numeric(death), ifelse(ongoing, last, NA)))
            time <- pmax((until - as.numeric(start)) / 30.4375, 0)
            use <- !is.na(time)
            time <- time[use]
            cause <- cause[use]
            say("watched", length(time), sum(cause == "none"))
            s <- 1
            v <- 0
            incidence <- c(death = 0, ae = 0, failure = 0, success = 0, other = 0, unknown = 0)
            step <- 0
            for (t in sort(unique(time[cause != "none"]))) {
              risk <- sum(time >= t)
              d <- sum(time == t & cause != "none")
              for (each in names(incidence)) incidence[[each]] <- incidence[[each]] + s * sum(time == t & cause == each) / risk
              s <- s * (1 - d / risk)
              v <- v + d / (risk * (risk - d))
              se <- sqrt(v) / abs(log(s))
              if (risk > d) say("step", paste0("s", step), t, risk, s, s^exp(1.959963984540054 * se), s^exp(-1.959963984540054 * se),
                  incidence[["death"]], incidence[["ae"]], incidence[["failure"]], incidence[["success"]], incidence[["other"]],
                  incidence[["unknown"]])
              step <- step + 1
            }
            if (requireNamespace("survival", quietly = TRUE)) {
              fit <- survival::survfit(survival::Surv(time, cause != "none") ~ 1, conf.type = "log-log")
              stopifnot(abs(min(fit$surv) - s) < 1e-9)
            }
            """;

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
                .anyMatch(key -> key.startsWith("step s9"));
    }

    private Map<String, double[]> compare() throws Exception {
        signIn(viewer("dora", Role.DATA_MANAGER));
        Packer packer = new Packer(reader, PackageTest.ownFiles(files), transactions, "1");
        Unpacked.of(packer.pack(new Scope(Role.DATA_MANAGER, Optional.empty()), new PackageRequest(false, false), folder,
                (patients, of) -> { }).file()).into(folder);
        Files.writeString(folder.resolve("cohort.R"), SCRIPT);
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
                assertThat(numbers[i]).as("%s, number %d", name, i).isCloseTo(other[i], within(1e-9 * Math.max(1, Math.abs(other[i]))));
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
        skin(ours, figure(FigureKind.RESPONDERS, Choice.START).table("responders.skin"));
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

    private static void put(Map<String, double[]> ours, String name, double... numbers) {
        ours.put(name, numbers);
    }
}
