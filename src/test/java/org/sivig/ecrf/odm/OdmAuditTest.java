package org.sivig.ecrf.odm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.CutPatient;
import org.sivig.ecrf.release.Cuts;
import org.sivig.ecrf.study.Patient;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;

/** The audit trail as transactions of ODM. */
abstract class OdmAuditTest extends ServiceTest {

    @Autowired
    private OdmFiles files;
    @Autowired
    private AuditRecords records;
    @Autowired
    private Queries queries;
    @Autowired
    private EntityManager entities;

    private String brest = "";

    @BeforeEach
    void aCasebookWithAPast() {
        brest = casebooks.create("01");
        save(brest, "last_name3=QZX", "birth_date=1961-05-17", "ref_physician=Dr Wartburg", "ana=1", "ana_titer=160", "ab=centro,topo1");
        save(brest, "ab=centro", "ana_titer=?ND", "event_txt_m3=Chute\ndeux", "hb_m0=99");
        save(brest, "pre_any=1", "pre_mtx_given=1", "pre_mtx_dose=15 mg", "ivig1_n=4");
        save(brest, "pre_mtx_given=0", "ana=0");
        signIn(MARC);
        queries.raise(brest, "hb_m0", "Vraiment 99 ?");
        signIn(CLAIRE);
    }

    private CutPatient patient() {
        return Cuts.patient(entities.createQuery("select p from Patient p where p.number = :number", Patient.class)
                .setParameter("number", brest).getSingleResult(), read(brest));
    }

    private List<String> write(Cut cut) {
        CutPatient patient = patient();
        return files.of(cut).stream().map(file -> Cuts.write(file, patient)).toList();
    }

    private static Cut archive() {
        return Cuts.of(Role.DATA_MANAGER, true, true);
    }

    private static String place(Element item) {
        Element group = (Element) item.getParentNode();
        Element event = (Element) group.getParentNode().getParentNode();
        return String.join(" ", event.getAttribute("StudyEventOID"), event.getAttribute("StudyEventRepeatKey"),
                group.getAttribute("ItemGroupRepeatKey"), item.getAttribute("ItemOID"));
    }

    @Test
    void onlyAnArchiveHasIt() {
        assertThat(files.of(Cuts.of(Role.DATA_MANAGER, true))).hasSize(1);
        assertThat(files.of(archive())).extracting(file -> file.path()).containsExactly("odm/odm.xml", "odm/odm-audit.xml");
    }

    @Test
    void whoCarriesItsTransactionsOutHasTheData() {
        List<String> written = write(archive());
        OdmReader audit = OdmReader.read(written.get(1));
        assertThat(audit.loose()).isEmpty();
        Map<String, String> replayed = new TreeMap<>();
        for (Element item : audit.all("ItemData")) {
            String before = switch (item.getAttribute("TransactionType")) {
                case "Insert" -> replayed.put(place(item), item.getAttribute("Value"));
                case "Update" -> "updated" + replayed.put(place(item), item.getAttribute("Value"));
                case "Remove" -> "removed" + replayed.remove(place(item));
                default -> null;
            };
            assertThat(before).as(place(item)).satisfiesAnyOf(value -> assertThat(value).isNull(),
                    value -> assertThat(value).matches("(?s)(updated|removed)(?!null$).*"));
        }
        Map<String, String> data = new TreeMap<>();
        OdmReader.read(written.get(0)).all("ItemData").stream().filter(item -> !item.getAttribute("ItemOID").startsWith("I.key."))
                .forEach(item -> data.put(place(item), item.getAttribute("Value")));
        assertThat(replayed).isEqualTo(data);
    }

    @Test
    void everyRecordIsThereWithWhoWhenAndWhyInItsOrder() {
        OdmReader audit = OdmReader.read(write(archive()).get(1));
        List<String> sources = audit.all("SourceID").stream().map(Element::getTextContent).map(text -> text.split(" ")[0]).distinct().toList();
        assertThat(sources).containsExactlyElementsOf(records.all(patient().patient().getId()).stream()
                .map(record -> brest + "/" + record.seq()).toList());
        assertThat(audit.all("UserRef")).extracting(user -> user.getAttribute("UserOID"))
                .contains("U.claire.INVESTIGATOR", "U.marc.MONITOR", "U.SYSTEM.SYSTEM");
        assertThat(audit.all("FlagValue")).extracting(Element::getTextContent)
                .contains("QUERY_RAISED", "FINDING_FIRED", "IDENTITY_CHANGED", "OPEN");
        assertThat(audit.all("Comment")).extracting(Element::getTextContent).anyMatch(text -> text.contains("Vraiment 99 ?"));
    }

    @Test
    void nobodysIdentityIsInItAndFreeTextsOnlyWhereTheyWereAskedFor() {
        List<String> words = List.of("QZX", "1961-05", "Chute", "Vraiment", "Wartburg");
        String all = write(archive()).get(1);
        assertThat(words.stream().filter(all::contains)).containsExactly("Chute", "Vraiment", "Wartburg");
        Stream.of(Role.DATA_MANAGER, Role.STATISTICIAN).forEach(role -> {
            String plain = write(Cuts.of(role, false, true)).get(1);
            assertThat(OdmReader.read(plain).loose()).isEmpty();
            assertThat(words.stream().filter(plain::contains).toList())
                    .isEqualTo(role == Role.STATISTICIAN ? List.of() : List.of("Wartburg"));
        });
    }
}
