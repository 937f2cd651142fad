package org.sivig.ecrf.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Files are read back by another program than wrote them. */
abstract class GridExportTest extends ServiceTest {

    private static final ExportWords WORDS = new ExportWords() {
        @Override
        public String of(String key, Object... values) {
            return Stream.concat(Stream.of(key), Stream.of(values)).map(Object::toString).toList().toString();
        }

        @Override
        public String label(DataColumn column) {
            return "Label of " + column;
        }

        @Override
        public String unit(DataColumn column) {
            return column.unit();
        }

        @Override
        public String code(DataColumn column, String code) {
            return "means " + code;
        }

        @Override
        public Stream<String> codes(DataColumn column) {
            return column.options().stream().map(option -> option.code());
        }
    };

    @Autowired
    private GridExport export;
    @Autowired
    private DataGrid grid;

    private String brest = "";

    @BeforeEach
    void twoPatients() {
        brest = casebooks.create("01");
        save(brest, "visit_date_m0=2011-03", "mrss_m0=17", "hb_m0=12.5", "mrss_m3=?ND", "event_txt_m0==1+1, \"é\"",
                "ana=1", "ab=centro,topo1", "mrss_m6=20");
        signIn(INES);
        casebooks.create("02");
        signIn(viewer("stat", Role.STATISTICIAN));
    }

    private static DataQuery visits(String... columns) {
        return DataQuery.of(VisitForm.FORM).withColumns(Stream.of(columns)
                .map(id -> DataColumns.find(VisitForm.FORM, id).orElseThrow()).toList());
    }

    private String csv(DataQuery query, CsvPreset preset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.csv(query, preset, out, rows -> { });
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Map<String, String>> read(CsvReader<NamedCsvRecord> reader) {
        return reader.stream().map(record -> (Map<String, String>) new LinkedHashMap<>(record.getFieldsAsMap())).toList();
    }

    @Test
    void writesCodesReasonsAndDatesForAnalysis() throws IOException {
        String file = csv(visits("visit_date", "mrss", "hb", "event_txt", "diagnosis.ab", "visit.mrss@m6"),
                CsvPreset.ANALYSIS);
        assertThat(file).startsWith("patient,site,visit,visit_date,visit_date_st,mrss,mrss_st,hb,hb_st,event_txt,"
                + "event_txt_st,");
        List<Map<String, String>> rows = read(CsvReader.builder().ofNamedCsvRecord(file));
        assertThat(rows).hasSize(14);
        assertThat(rows.getFirst()).containsEntry("patient", brest).containsEntry("site", "01")
                .containsEntry("visit", "m0").containsEntry("visit_date", "2011-03").containsEntry("mrss", "17")
                .containsEntry("mrss_st", "").containsEntry("event_txt", "=1+1, \"é\"")
                .containsEntry("ab_centro", "1").containsEntry("ab_topo1", "1").containsEntry("ab_none", "0")
                .containsEntry("mrss_m6", "20");
        assertThat(rows.getFirst().get("hb")).matches("12\\.50?");
        assertThat(rows.get(1)).containsEntry("visit", "m3").containsEntry("mrss", "").containsEntry("mrss_st", "ND");
        assertThat(rows.getLast()).containsEntry("site", "02").containsEntry("ab_centro", "").containsEntry("ab_st", "");
    }

    @Test
    void writesBesideAResponseWhetherItMeansSomething() throws Exception {
        signIn(CLAIRE);
        save(brest, "ssc_type=2", "mrss_m12=9");
        signIn(viewer("stat", Role.STATISTICIAN));
        List<Map<String, String>> rows = read(CsvReader.builder().ofNamedCsvRecord(
                csv(visits("figure.skin_response", "figure.skin_response@m12"), CsvPreset.ANALYSIS)));
        assertThat(rows.getFirst()).containsEntry("skin_response", "").containsEntry("skin_response_evaluable", "no")
                .containsEntry("skin_response_m12", "improved").containsEntry("skin_response_m12_evaluable", "no");
        assertThat(rows.getLast()).as("of a patient of whom nothing is known")
                .containsEntry("skin_response_m12_evaluable", "");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.workbook(visits("figure.skin_response@m12", "mrss"), WORDS, out, written -> { });
        assertThat(sheet(out.toByteArray(), 1).get(1)).containsEntry("D", "styled text improved")
                .containsEntry("E", "text no").containsEntry("F", "number 17");
        assertThat(sheet(out.toByteArray(), 2)).anySatisfy(line -> assertThat(line)
                .containsEntry("A", "text skin_response_m12_evaluable")
                .containsEntry("B", "text [figure.skin_evaluable]").containsEntry("C", "text choice"));
    }

    @Test
    void writesForExcelInFrenchWithoutFormulas() throws IOException {
        String file = csv(visits("hb", "event_txt"), CsvPreset.EXCEL);
        assertThat(file).startsWith("\uFEFFpatient;site;visit;hb;hb_st;event_txt;event_txt_st\r\n");
        List<Map<String, String>> rows = read(CsvReader.builder().fieldSeparator(';')
                .ofNamedCsvRecord(file.substring(1)));
        assertThat(rows.getFirst().get("hb")).matches("12,50?");
        assertThat(rows.getFirst()).containsEntry("event_txt", "'=1+1, \"é\"");
    }

    @Test
    void writesAWorkbookOfTypedCellsWithItsCodebook() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Long> progress = new ArrayList<>();
        export.workbook(visits("visit_date", "mrss", "hb", "event_txt", "diagnosis.ab", "nyha"), WORDS, out,
                progress::add);
        assertThat(progress).hasSize(14).endsWith(14L);
        List<Map<String, String>> data = sheet(out.toByteArray(), 1);
        assertThat(data).hasSize(15);
        Map<String, String> head = data.getFirst();
        Map<String, String> first = data.get(1);
        assertThat(head).containsEntry("A", "styled text patient").containsEntry("D", "styled text visit_date")
                .containsEntry("F", "styled text mrss").containsEntry("J", "styled text event_txt");
        assertThat(attribute(out.toByteArray(), 1, "autoFilter", "ref")).isEqualTo("A1:" + last(head) + "15");
        assertThat(attribute(out.toByteArray(), 2, "autoFilter", "ref")).isEqualTo("A1:E" + (1 + head.size()));
        assertThat(Double.parseDouble(attribute(out.toByteArray(), 1, "col", "width"))).as("its name and the filter fit")
                .isGreaterThan("SIV-01-001".length());
        assertThat(first).containsEntry("A", "text " + brest).containsEntry("B", "text 01")
                .containsEntry("D", "text 2011-03").containsEntry("F", "number 17")
                .containsEntry("J", "text =1+1, \"é\"");
        assertThat(first.get("H")).matches("number 12\\.50?");
        assertThat(data.get(2)).doesNotContainKey("F").containsEntry("G", "text ND");
        assertThat(first).containsValue("number 1");

        List<Map<String, String>> codebook = sheet(out.toByteArray(), 2);
        assertThat(codebook).extracting(line -> line.get("A")).contains("text mrss", "text mrss_st", "text ab_centro");
        assertThat(codebook).hasSize(1 + head.size());
        assertThat(codebook).anySatisfy(line -> assertThat(line).containsEntry("A", "text nyha")
                .containsEntry("B", "text Label of nyha").containsEntry("C", "text choice")
                .hasEntrySatisfying("E", codes -> assertThat(codes).startsWith("text 1 = means 1; ")));
        assertThat(codebook).anySatisfy(line -> assertThat(line).containsEntry("A", "text hb")
                .containsEntry("C", "text decimal").containsEntry("D", "text g/dl"));
    }

    private static String last(Map<String, String> row) {
        return new ArrayList<>(row.keySet()).getLast();
    }

    /** An attribute of the first element of this name. */
    private static String attribute(byte[] workbook, int number, String element, String name) throws Exception {
        return ((Element) sheet(workbook, number, element).item(0)).getAttribute(name);
    }

    /** The cells of each row by the letter of their column, with their type. */
    private static List<Map<String, String>> sheet(byte[] workbook, int number) throws Exception {
        NodeList rows = sheet(workbook, number, "row");
        List<Map<String, String>> read = new ArrayList<>();
        for (int i = 0; i < rows.getLength(); i++) {
            NodeList cells = ((Element) rows.item(i)).getElementsByTagName("c");
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < cells.getLength(); c++) {
                Element cell = (Element) cells.item(c);
                String type = cell.getAttribute("t").equals("inlineStr") ? "text " : "number ";
                row.put(cell.getAttribute("r").replaceAll("\\d", ""),
                        (cell.hasAttribute("s") ? "styled " : "") + type + cell.getTextContent());
            }
            read.add(row);
        }
        return read;
    }

    private static NodeList sheet(byte[] workbook, int number, String elements) throws Exception {
        Path file = Files.createTempFile("workbook", ".xlsx");
        Files.write(file, workbook);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + number + ".xml")))
                    .getElementsByTagName(elements);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void carriesNoNameOfAPhysicianToWhoAnalysesOnly() throws IOException {
        signIn(CLAIRE);
        save(brest, "ref_physician=Dr Marec");
        DataQuery all = DataQuery.of(IdentificationForm.FORM);
        DataColumn physician = DataColumns.find(IdentificationForm.FORM, "ref_physician").orElseThrow();
        assertThat(csv(all, CsvPreset.ANALYSIS)).contains("ref_physician", "Dr Marec");
        signIn(viewer("stat", Role.STATISTICIAN));
        assertThat(grid.columns(IdentificationForm.FORM)).isNotEmpty().doesNotContain(physician);
        assertThat(grid.seen(DataQuery.read(IdentificationForm.FORM, "ref_physician=~marec&_sort=ref_physician")))
                .satisfies(reading -> assertThat(reading.query()).isEqualTo(grid.seen(all)))
                .satisfies(reading -> assertThat(reading.unread())
                        .containsExactly("ref_physician=~marec", "_sort=ref_physician"));
        assertThat(csv(grid.seen(all), CsvPreset.ANALYSIS)).contains("sex").doesNotContain("physician", "Marec");
        for (DataQuery asked : List.of(all, grid.seen(all).with(physician, new ColumnCondition.HasValue()),
                grid.seen(all).sortedBy(physician, false), visits("identification.ref_physician"))) {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> csv(asked, CsvPreset.ANALYSIS));
        }
    }

    @Test
    void takesOnlyTheRowsThatAreFilteredAndSeen() throws IOException {
        DataQuery query = visits("mrss");
        DataColumn mrss = query.columns().getFirst();
        assertThat(read(CsvReader.builder().ofNamedCsvRecord(
                csv(query.with(mrss, new ColumnCondition.HasValue()).sortedBy(mrss, true), CsvPreset.ANALYSIS))))
                .extracting(row -> row.get("mrss")).containsExactly("20", "17");
        signIn(viewer("monitor", Role.MONITOR, "02"));
        assertThat(csv(query, CsvPreset.ANALYSIS)).doesNotContain(brest).hasLineCount(8);
        signIn(viewer("admin", Role.ADMINISTRATOR));
        long before = count("data_export");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> csv(query, CsvPreset.ANALYSIS));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> export.workbook(query, WORDS, out, rows -> { }));
        assertThat(out.size()).isZero();
        assertThat(count("data_export")).isEqualTo(before);
    }

    @Test
    void isOnRecordBeforeTheFirstRowLeaves() {
        OutputStream cut = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("The line is cut");
            }
        };
        DataQuery query = visits("mrss").with(DataColumns.find(VisitForm.FORM, "mrss").orElseThrow(),
                new ColumnCondition.HasValue());
        assertThatThrownBy(() -> export.csv(query, CsvPreset.ANALYSIS, cut, rows -> { }))
                .hasStackTraceContaining("The line is cut");
        assertThat(database.sql("select username, role, what, row_count from data_export").query().listOfRows())
                .singleElement().satisfies(row -> assertThat(row.values())
                        .containsExactly("stat", "STATISTICIAN", "data/visit", 2L));
        assertThat(database.sql("select filter_text from data_export").query(String.class).single())
                .contains("mrss=value");
    }

    @Test
    void namesEveryColumnOnceInPlainLetters() {
        for (Form<? extends CasebookRow> form : Study.FORMS) {
            Set<String> names = new HashSet<>();
            for (DataColumn column : DataColumns.available(form)) {
                for (ExportField field : ExportField.of(column)) {
                    assertThat(field.name()).matches("[a-z][a-z0-9_]*");
                    assertThat(names.add(field.name())).as("%s of %s", field.name(), form.table()).isTrue();
                }
            }
        }
    }
}
