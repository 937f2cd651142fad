package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.OnH2;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.VisitForm;

/** Here also by the programs that read packages, once. */
class PackageOnH2Test extends PackageTest implements OnH2 {

    @TempDir
    private Path unpacked;

    @Test
    void isReadByRWithTypesLabelsAndDates() throws Exception {
        Unpacked all = unpacked(ALL, true, false);
        all.into(unpacked);
        Files.writeString(unpacked.resolve("read.R"), """
                source("import/sivig.R")
                fr <- sivig_read(".", "fr")
                en <- sivig_read(".", "en")
                for (table in names(fr)) cat("rows", table, nrow(fr[[table]]), ncol(fr[[table]]), "\\n")
                women <- fr$patients[fr$patients$sex == "F", ]
                stopifnot(is.factor(fr$patients$sex), nrow(women) > 0, !is.logical(women$sex))
                stopifnot(all(substr(as.character(fr$patients$site), 1, 1) == "0"))
                stopifnot(is.numeric(fr$visits$hb), is.integer(fr$visits$mrss), is.character(fr$visits$event_txt))
                stopifnot(is.factor(fr$visits$mrss_st), !is.null(attr(fr$visits$mrss, "label")))
                stopifnot(!identical(attr(fr$visits$mrss, "label"), attr(en$visits$mrss, "label")))
                stopifnot(sum(fr$visits$mrss, na.rm = TRUE) == as.integer(commandArgs(TRUE)[1]))
                stopifnot(sum(nchar(fr$visits$event_txt[!is.na(fr$visits$event_txt)])) == as.integer(commandArgs(TRUE)[2]))
                days <- function(day) format(sivig_date(c("2009", "2008-02", "2009-12", "2009-03-10", NA), day))
                cat("first", days("first"), "\\nmid", days("mid"), "\\nlast", days("last"), "\\n")
                """);
        int mrss = all.rows("data/visits.csv").stream().map(row -> row.get("mrss")).filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt).sum();
        int signs = all.rows("data/visits.csv").stream().map(row -> row.get("event_txt")).mapToInt(text -> text.codePointCount(0, text.length())).sum();
        assertThat(signs).isGreaterThan(10_000);
        String said = Programs.run(unpacked, "Rscript", "--vanilla", "read.R", "" + mrss, "" + signs);
        assertThat(said).contains("first 2009-01-01 2008-02-01 2009-12-01 2009-03-10 NA",
                "mid 2009-07-01 2008-02-15 2009-12-15 2009-03-10 NA", "last 2009-12-31 2008-02-29 2009-12-31 2009-03-10 NA")
                .doesNotContainIgnoringCase("warning");
        tables(all).forEach((table, rows) -> assertThat(said).contains("rows " + table + " " + rows.size() + " "
                + rows.getFirst().size()));
    }

    /** The rows of each table by its name. */
    private static Map<String, List<Map<String, String>>> tables(Unpacked all) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        all.files().keySet().stream().filter(path -> path.startsWith("data/"))
                .forEach(path -> tables.put(path.substring(5, path.length() - 4), all.rows(path)));
        return tables;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sivig.sps", "sivig-en.sps"})
    void isReadByPsppWithoutAWordOfWarning(String script) throws Exception {
        Unpacked all = unpacked(ALL, true, false);
        all.into(unpacked);
        StringBuilder counts = new StringBuilder(all.text("import/" + script));
        tables(all).keySet().forEach(table -> counts.append("\nGET FILE='").append(table).append(".sav'.\n")
                .append("COMPUTE one=1.\nAGGREGATE /OUTFILE=* /BREAK=one /").append("rows_of_").append(table).append("=N.\nLIST.\n"));
        counts.append("GET FILE='visits.sav'.\nDESCRIPTIVES mrss /STATISTICS=SUM.\nDISPLAY LABELS /VARIABLES=visit_date.\n");
        Files.writeString(unpacked.resolve("count.sps"), counts);
        String said = Programs.run(unpacked, "pspp", "count.sps");
        assertThat(said).doesNotContainIgnoringCase("warning").doesNotContainIgnoringCase("error");
        tables(all).forEach((table, rows) ->
                assertThat(said).containsPattern("(?s)rows_of_" + table + "[^0-9]+1.00[^0-9]+" + rows.size() + "\\b"));
        int mrss = all.rows("data/visits.csv").stream().map(row -> row.get("mrss")).filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt).sum();
        assertThat(said).containsPattern("\\b" + mrss + "\\b").contains(
                (script.equals("sivig.sps") ? StudyWords.FRENCH : StudyWords.ENGLISH).label(VisitForm.VISIT_DATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sivig.sas", "sivig-en.sas"})
    void isWrittenForSasByItsRules(String file) throws Exception {
        Packer.Packed packed = packed(ALL, true, false);
        String script = Unpacked.of(packed.file()).text("import/" + file);
        StudyWords words = file.equals("sivig.sas") ? StudyWords.FRENCH : StudyWords.ENGLISH;
        assertThat(script).contains(" label visit_date = " + SpssScript.quoted(words.label(VisitForm.VISIT_DATE), 256));
        assertThat(Pattern.compile("'").matcher(script.replaceAll("dlm=','", "")).results().count() % 2).isZero();
        assertThat(Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"").matcher(script).replaceAll("")).doesNotContain("'", "\"");
        for (Table table : packed.cut().tables()) {
            assertThat(table.name().length()).isLessThanOrEqualTo(32);
            assertThat(table.names()).as("the most that SAS takes").allMatch(name -> name.matches("[a-z_][a-z0-9_]{0,31}"));
            assertThat(table.names()).doesNotHaveDuplicates();
            assertThat(script).contains("data " + table.name() + ";", "data/" + table.name() + ".csv\" dsd dlm=',' firstobs=2");
        }
        assertThat(Pattern.compile("value (\\$?\\w+)").matcher(script).results().map(found -> found.group(1)))
                .doesNotHaveDuplicates().allMatch(name -> name.matches("\\$?[a-z_][a-z0-9_]{0,30}[a-z_]"));
        assertThat(Pattern.compile("format \\w+ (\\$?\\w+)\\.;").matcher(script).results().map(found -> found.group(1)))
                .isNotEmpty().allMatch(format -> script.contains("value " + format + "\n"));
    }

    @Test
    void isOpenedByLibreOfficeCellByCell() throws Exception {
        Unpacked all = unpacked(ALL, true, false);
        all.into(unpacked);
        Programs.run(unpacked, "soffice", "--headless", "-env:UserInstallation=file://" + unpacked.resolve("profile"),
                "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
                "--outdir", "sheets", "sivig.xlsx");
        List<String> files = new ArrayList<>(tables(all).keySet().stream().map(table -> "data/" + table).toList());
        files.addAll(List.of("codebook/columns", "codebook/codelists"));
        for (String file : files) {
            String sheet = file.equals("codebook/columns") ? "codebook" : file.replaceFirst(".*/", "");
            List<List<String>> opened = cells(Files.readString(unpacked.resolve("sheets/sivig-" + sheet + ".csv")));
            List<List<String>> expected = cells(all.text(file + ".csv"));
            assertThat(opened).as(sheet).hasSameSizeAs(expected);
            for (int row = 0; row < expected.size(); row++) {
                for (int column = 0; column < expected.get(row).size(); column++) {
                    String cell = column < opened.get(row).size() ? opened.get(row).get(column) : "";
                    String wanted = CsvPreset.unbroken(expected.get(row).get(column));
                    assertThat(isSame(cell, wanted)).as("%s %d %s: %s, not %s", sheet, row,
                            expected.getFirst().get(column), cell, wanted).isTrue();
                }
            }
        }
    }

    private static List<List<String>> cells(String csv) {
        return CsvReader.builder().ofCsvRecord(csv).stream().map(CsvRecord::getFields).toList();
    }

    private static boolean isSame(String cell, String wanted) {
        return cell.equals(wanted) || Stream.of(cell, wanted).allMatch(text -> text.matches("-?\\d+(\\.\\d+)?"))
                && !wanted.matches("0\\d.*") && new BigDecimal(cell).compareTo(new BigDecimal(wanted)) == 0;
    }
}
