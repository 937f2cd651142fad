package org.sivig.ecrf.odm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.CutPatient;
import org.sivig.ecrf.release.Cuts;
import org.sivig.ecrf.release.PackageFile;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Written;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of a package as Dataset-JSON. */
class DatasetJsonTest {

    private static final Cut CUT = Cuts.of(Role.DATA_MANAGER, true);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09).getSchema(
            Objects.requireNonNull(DatasetJsonTest.class.getResourceAsStream("/schema/dataset-json-1.1/dataset.schema.json")),
            InputFormat.JSON);

    private static CutPatient patient() throws IOException {
        return Cuts.patient("SIV-01-001", Written.all().getFirst().casebook());
    }

    @TestFactory
    Stream<DynamicTest> everyTableIsWhatTheOfficialSchemaAllows() throws IOException {
        CutPatient patient = patient();
        return new DatasetJson().of(CUT).stream().map(file -> DynamicTest.dynamicTest(file.path(), () -> {
            String json = Cuts.write(file, patient, Cuts.patient("SIV-01-002", Casebooks.blank()));
            assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
            assertThat(SCHEMA.validate(Cuts.write(file), InputFormat.JSON)).isEmpty();
            JsonNode read = JsonMapper.shared().readTree(json);
            assertThat(read.get("records").asInt()).isEqualTo(read.get("rows").size()).isPositive();
            read.get("rows").forEach(row -> assertThat(row.size()).isEqualTo(read.get("columns").size()));
        }));
    }

    @Test
    void everyColumnIsAnItemOfTheOdmBesideIt() throws IOException {
        OdmReader odm = OdmReader.read(Cuts.write(new OdmFiles(mock(StandingSignatures.class),
                mock(AuditRecords.class), mock(OdmQueries.class)).of(CUT).getFirst()));
        Set<String> items = new HashSet<>(odm.all("ItemDef").stream().map(item -> item.getAttribute("OID")).toList());
        for (PackageFile file : new DatasetJson().of(CUT)) {
            JsonNode read = JsonMapper.shared().readTree(Cuts.write(file, patient()));
            assertThat(read.get("metaDataRef").asString()).isEqualTo("../odm/odm.xml");
            Element group = odm.one("ItemGroupDef", read.get("itemGroupOID").asString());
            List<String> columns = read.get("columns").valueStream().map(column -> column.get("itemOID").asString()).toList();
            assertThat(items).containsAll(columns);
            assertThat(group.getElementsByTagNameNS("*", "ItemRef").getLength()).isEqualTo(columns.size());
        }
    }

    @Test
    void aNumberIsANumberAPartialDateATextAndNothingIsNull() throws IOException {
        CutPatient patient = Cuts.patient("SIV-01-001", Casebooks.filled(
                Map.of("hb_m3", "11.5", "visit_date_m3", "2011-03", "event_txt_m3", "a\nb"), Map.of("plt_m3", "ND")).complete());
        JsonNode read = JsonMapper.shared().readTree(Cuts.write(new DatasetJson().of(CUT).stream()
                .filter(file -> file.path().endsWith("/visits.json")).findFirst().orElseThrow(), patient));
        List<String> names = read.get("columns").valueStream().map(column -> column.get("name").asString()).toList();
        JsonNode m3 = read.get("rows").valueStream().filter(row -> row.get(names.indexOf("visit")).asString().equals("m3"))
                .findFirst().orElseThrow();
        assertThat(m3.get(names.indexOf("hb")).decimalValue()).isEqualByComparingTo("11.5");
        assertThat(m3.get(names.indexOf("visit_date")).asString()).isEqualTo("2011-03");
        assertThat(m3.get(names.indexOf("event_txt")).asString()).isEqualTo("a\nb");
        assertThat(m3.get(names.indexOf("plt")).isNull()).isTrue();
        assertThat(m3.get(names.indexOf("plt_st")).asString()).isEqualTo("ND");
    }
}
