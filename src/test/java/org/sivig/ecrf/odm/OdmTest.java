package org.sivig.ecrf.odm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.CutPatient;
import org.sivig.ecrf.release.Cuts;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Checks;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Written;
import org.w3c.dom.Element;

/** The study and its answers as ODM. */
class OdmTest {

    private static final String TEXT = "« 12 > 3 & \"x\" »\n\ttrois lignes\n😀 =1+1";

    private static String write(Cut cut, CutPatient... patients) {
        StandingSignatures signatures = mock(StandingSignatures.class);
        List<StandingSignatures.Signed> signed = List.of(new StandingSignatures.Signed("01", "j.du_pont@x", "INVESTIGATOR",
                "RESPONSIBLE", Instant.parse("2025-11-20T09:12:33.654321Z")));
        when(signatures.all()).thenReturn(signed);
        when(signatures.under(anyString())).thenReturn(signed);
        return Cuts.write(new OdmFiles(signatures, mock(AuditRecords.class), mock(OdmQueries.class)).of(cut).getFirst(), patients);
    }

    private static OdmReader read(CutPatient... patients) {
        return OdmReader.read(write(Cuts.of(Role.DATA_MANAGER, true), patients));
    }

    private static CutPatient patient(Map<String, ?> values, Map<String, String> missing) {
        return Cuts.patient("SIV-01-001", Casebooks.filled(values, missing).complete());
    }

    // --- what is asked --------------------------------------------------------------------------------------------------

    @Test
    void withoutAPatientItIsWhatTheOfficialSchemaAllowsAndEveryReferenceLeadsSomewhere() {
        OdmReader odm = read();
        assertThat(odm.loose()).isEmpty();
        assertThat(odm.oids().filter(oid -> !oid.matches("[A-Za-z0-9._]+"))).isEmpty();
    }

    @Test
    void everyItemButIdentityIsDefinedWithItsReasonInTwoLanguages() {
        OdmReader odm = read();
        Map<String, Element> items = odm.all("ItemDef").stream()
                .collect(Collectors.toMap(item -> item.getAttribute("OID"), item -> item));
        for (Form<?> form : Study.FORMS) {
            for (Item<?, ?> item : form.items()) {
                if (item.isIdentity()) {
                    assertThat(items).doesNotContainKey(Oid.item(item));
                    continue;
                }
                List<OdmItem> parts = OdmItem.of(item);
                assertThat(parts).allSatisfy(part -> assertThat(items).containsKey(part.oid()));
                assertThat(items.containsKey(Oid.item(item) + ".ST")).isEqualTo(!item.isFixed());
                Element first = items.get(parts.getFirst().oid());
                assertThat(OdmReader.said(first, "Question", "fr")).isNotEqualTo("");
                assertThat(OdmReader.said(first, "Question", "en")).doesNotStartWith("!");
            }
        }
        assertThat(items.get("I.visit.visit_date").getAttribute("DataType")).isEqualTo("partialDate");
    }

    @Test
    void everyEditCheckIsANamedConditionWithItsTextAndTheContractsExpression() {
        OdmReader odm = read();
        assertThat(Checks.ALL).allSatisfy(check -> {
            Element condition = odm.one("ConditionDef", "CHK." + check.id());
            assertThat(condition.getAttribute("Name")).isEqualTo(check.id());
            assertThat(condition.getElementsByTagNameNS("*", "FormalExpression").item(0).getTextContent())
                    .isEqualTo(check.condition());
            assertThat(OdmReader.said(condition, "Description", "fr"))
                    .isNotEqualTo(OdmReader.said(condition, "Description", "en"));
        });
    }

    @Test
    void whatIsAskedSometimesSaysWhenInWords() {
        OdmReader odm = read();
        Element titre = odm.all("ItemRef").stream().filter(item -> item.getAttribute("ItemOID").equals("I.diagnosis.ana_titer"))
                .findFirst().orElseThrow();
        Element condition = odm.one("ConditionDef", titre.getAttribute("CollectionExceptionConditionOID"));
        assertThat(OdmReader.said(condition, "Description", "en"))
                .isEqualTo("Collected only if “Antinuclear antibodies” = positive");
        assertThat(condition.getElementsByTagNameNS("*", "FormalExpression").item(0).getTextContent())
                .isEqualTo("not (diagnosis.ana = 1)");
    }

    @Test
    void rangesAreSoftBecauseNothingIsRefused() {
        List<Element> ranges = read().all("RangeCheck");
        assertThat(ranges).hasSizeGreaterThan(100).allMatch(range -> range.getAttribute("SoftHard").equals("Soft"));
        assertThat(read().one("ItemDef", "I.visit.bnp").getElementsByTagNameNS("*", "FormalExpression").item(0).getTextContent())
                .isEqualTo("not (bnp_type = 2) and bnp <= 2000 or bnp_type = 2 and bnp <= 10000");
    }

    // --- what is answered -----------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> everyAnswerOfTheContractsCasebooksComesOutWhereItWasAsked() throws IOException {
        return Written.all().stream().map(written -> DynamicTest.dynamicTest(written.toString(), () -> {
            Casebook casebook = written.casebook();
            OdmReader odm = read(Cuts.patient("SIV-01-001", casebook));
            assertThat(odm.loose()).isEmpty();
            assertThat(answers(odm)).isEqualTo(expected(casebook));
        }));
    }

    /** By export name, as {@code wide.csv} has them. */
    private static Map<String, String> expected(Casebook casebook) {
        Map<String, String> expected = new TreeMap<>();
        for (Casebook.Instance instance : casebook.instances()) {
            Item<?, ?> item = instance.item();
            if (instance.answer().isBlank() || item.isIdentity()) {
                continue;
            }
            if (instance.answer().missing() != null) {
                expected.put(instance.exportName() + "_st", instance.answer().missing().code());
            } else if (item.type() == ItemType.MULTI_CHOICE) {
                item.options().forEach(option -> expected.put(Casebooks.exportName(instance, option),
                        ((Set<?>) instance.answer().value()).contains(option) ? "1" : "0"));
            } else {
                expected.put(instance.exportName(), item.text(instance.answer().value()));
            }
        }
        return expected;
    }

    private static Map<String, String> answers(OdmReader odm) {
        Map<String, String> patterns = new LinkedHashMap<>();
        odm.all("Alias").stream().filter(alias -> alias.getAttribute("Context").equals("SIVIG.export")).forEach(alias ->
                patterns.put(((Element) alias.getParentNode()).getAttribute("OID"), alias.getAttribute("Name")));
        Map<String, String> answers = new TreeMap<>();
        for (Element item : odm.all("ItemData")) {
            Element group = (Element) item.getParentNode();
            Element event = (Element) group.getParentNode().getParentNode();
            String pattern = patterns.get(item.getAttribute("ItemOID"));
            if (pattern != null) {
                answers.put(pattern.replace("{drug}", group.getAttribute("ItemGroupRepeatKey"))
                        .replace("{course}", event.getAttribute("StudyEventRepeatKey"))
                        .replace("{visit}", event.getAttribute("StudyEventOID").replace("SE.", "").toLowerCase()),
                        item.getAttribute("Value"));
            }
        }
        return answers;
    }

    @Test
    void aSecondEpisodeAndAThirdCourseAreRepetitionsOfTheirs() {
        OdmReader odm = read(patient(Map.of("pre_any", 1, "pre_mtx_given", 1, "pre_mtx_e2_given", 1, "ivig3_n", 4), Map.of()));
        assertThat(odm.loose()).isEmpty();
        Element second = odm.all("ItemGroupData").stream()
                .filter(group -> group.getAttribute("ItemGroupRepeatKey").equals("mtx_e2")).findFirst().orElseThrow();
        assertThat(items(second)).containsEntry("I.key.drug", "mtx").containsEntry("I.key.episode", "2")
                .containsEntry("I.prior_treatment.given", "1");
    }

    private static Map<String, String> items(Element group) {
        return IntStream.range(0, group.getElementsByTagNameNS("*", "ItemData").getLength())
                .mapToObj(i -> (Element) group.getElementsByTagNameNS("*", "ItemData").item(i))
                .collect(Collectors.toMap(item -> item.getAttribute("ItemOID"), item -> item.getAttribute("Value")));
    }

    @Test
    void aTextKeepsItsLinesAndItsSigns() {
        OdmReader odm = read(patient(Map.of("event_txt_m3", TEXT), Map.of()));
        assertThat(odm.all("ItemData")).filteredOn(item -> item.getAttribute("ItemOID").equals("I.visit.event_txt"))
                .singleElement().matches(item -> item.getAttribute("Value").equals(TEXT));
    }

    @Test
    void nobodysIdentityIsInItNorAFreeTextThatWasNotAskedForNorAPhysicianForStatisticians() {
        CutPatient patient = patient(Map.of("last_name3", "QZX", "birth_date", "1961-05-17", "event_txt_m3", "Chute",
                "ref_physician", "Dr Wartburg"), Map.of("first_name3", "ND"));
        assertThat(found(write(Cuts.of(Role.STATISTICIAN, false), patient))).isEmpty();
        assertThat(found(write(Cuts.of(Role.MONITOR, true), patient))).containsExactly("Chute", "Wartburg");
    }

    private static List<String> found(String xml) {
        return Stream.of("QZX", "1961", "Chute", "Wartburg", "I.identification.first_name3").filter(xml::contains).toList();
    }

    @Test
    void aUserIsAUserNameAndASignatureSaysWhatItMeans() {
        OdmReader odm = read(patient(Map.of("overlap", 1), Map.of()));
        assertThat(odm.all("User")).singleElement().satisfies(user -> assertThat(Stream.of("FirstName", "LastName", "LoginName")
                .map(name -> user.getElementsByTagNameNS("*", name).item(0).getTextContent())).containsOnly("j.du_pont@x"));
        assertThat(odm.all("DateTimeStamp")).singleElement()
                .matches(time -> time.getTextContent().equals("2025-11-20T09:12:33.654Z"));
        assertThat(odm.all("Location")).singleElement().matches(site -> site.getAttribute("Name").equals("Lille & « Nord »"));
    }

    @Test
    void theSameCutIsTheSameBytes() {
        CutPatient patient = patient(Map.of("ana", 1, "pre_any", 1, "pre_mtx_given", 1, "pre_oth5_spec", "x"), Map.of("hb_m3", "ND"));
        assertThat(write(Cuts.of(Role.MONITOR, true), patient)).isEqualTo(write(Cuts.of(Role.MONITOR, true), patient));
    }
}
