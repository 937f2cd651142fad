package org.sivig.ecrf.odm;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.CutPatient;
import org.sivig.ecrf.release.PackageFile;
import org.sivig.ecrf.release.PackageFiles;
import org.sivig.ecrf.release.Table;
import org.sivig.ecrf.study.StudyWords;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The tables of a package as Dataset-JSON, whose columns are items of the ODM beside them. The number of records stands
 * after the rows: it is known when they are written.
 */
@Component
class DatasetJson implements PackageFiles {

    /** Where the items are described. */
    static final String METADATA = "odm/odm.xml";

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public List<PackageFile> of(Cut cut) {
        return cut.tables().stream().<PackageFile>map(table -> new Dataset(table, cut)).toList();
    }

    private record Dataset(Table table, Cut cut) implements PackageFile {

        @Override
        public String path() {
            return "dataset-json/" + table.name() + ".json";
        }

        @Override
        public Body open(OutputStream out) throws IOException {
            JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
            OdmTable described = OdmTables.of(table, cut);
            json.writeStartObject();
            json.writeStringProperty("datasetJSONCreationDateTime", OdmDocument.time(cut.at()));
            json.writeStringProperty("datasetJSONVersion", "1.1.0");
            json.writeStringProperty("dbLastModifiedDateTime", OdmDocument.time(cut.at()));
            json.writeStringProperty("studyOID", Oid.STUDY);
            json.writeStringProperty("metaDataVersionOID", Oid.VERSION);
            json.writeStringProperty("metaDataRef", "../" + METADATA);
            json.writeStringProperty("itemGroupOID", Oid.table(table.name()));
            json.writeStringProperty("name", table.name());
            json.writeStringProperty("label", described.label().in(StudyWords.FRENCH));
            json.writeName("columns");
            json.writeStartArray();
            int keys = 0;
            for (OdmTable.Column column : described.columns()) {
                json.writeStartObject();
                json.writeStringProperty("itemOID", column.oid());
                json.writeStringProperty("name", column.name());
                json.writeStringProperty("label", column.label().in(StudyWords.FRENCH));
                json.writeStringProperty("dataType", dataType(column));
                if (column.length() != null && dataType(column).equals("string")) {
                    json.writeNumberProperty("length", Integer.parseInt(column.length()));
                }
                if (column.isKey()) {
                    json.writeNumberProperty("keySequence", ++keys);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeName("rows");
            json.writeStartArray();
            return new Body() {
                private int records;

                @Override
                public void patient(CutPatient patient) {
                    for (List<@Nullable Object> row : patient.rows(table)) {
                        records++;
                        json.writeStartArray();
                        row.forEach(value -> write(json, value));
                        json.writeEndArray();
                    }
                }

                @Override
                public Extent finish() {
                    json.writeEndArray();
                    json.writeNumberProperty("records", records);
                    json.writeEndObject();
                    json.close();
                    return new Extent(records, table.columns().size());
                }
            };
        }

        private static String dataType(OdmTable.Column column) {
            return switch (column.dataType()) {
                case "integer", "float", "date" -> column.dataType();
                default -> "string";
            };
        }

        private static void write(JsonGenerator json, @Nullable Object value) {
            switch (value) {
                case null -> json.writeNull();
                case BigDecimal number -> json.writeNumber(number);
                default -> json.writeString(value.toString());
            }
        }
    }
}
