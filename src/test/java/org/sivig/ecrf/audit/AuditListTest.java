package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditFilter.Text;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

abstract class AuditListTest extends ServiceTest {

    /** Whatever the checks find in what is typed here. */
    private static final AuditFilter ALL = AuditFilter.none().withActs(Set.of(AuditFilter.ANSWER));

    @Autowired
    private AuditList list;

    @BeforeEach
    void typeInBothSites() {
        database.sql("insert into user_account (username, password, display_name, role)"
                + " values ('claire', '', 'Dr Claire Moreau', 'INVESTIGATOR'), ('ines', '', 'Dr Perrot', 'INVESTIGATOR')")
                .update();
        String number = casebooks.create("01");
        save(number, "last_name3=LEG", "birth_date=1958-02-28");
        save(number, "sex=F", "ssc_type=2");
        casebooks.save(number, edits(read(number), "ssc_type=3"), "undo");
        save(number, "hb_m3=12.5");
        save(number, "hb_m3=?ND");
        signIn(INES);
        save(casebooks.create("02"), "ref_physician=Dr 100 % sûr");
        signIn(viewer("dm", Role.DATA_MANAGER));
    }

    private List<AuditRecord> found(AuditFilter filter) {
        List<AuditRecord> streamed = new ArrayList<>();
        list.export(filter, true, "", streamed::add);
        List<AuditRecord> fetched = list.fetch(filter, true, 0, 100);
        assertThat(fetched).isEqualTo(streamed).hasSize(list.count(filter, 100));
        return fetched;
    }

    private List<String> items(AuditFilter filter) {
        return found(filter).stream().map(AuditRecord::item).toList();
    }

    private static Text text(String part) {
        return new Text(part, Set.of(part), Set.of(), Map.of());
    }

    @ParameterizedTest(name = "{0}: {1} own, {2} foreign")
    @CsvSource({"INVESTIGATOR, 8, 0", "MONITOR, 8, 0", "DATA_MANAGER, 8, 2", "STATISTICIAN, 8, 2", "ADMINISTRATOR, 0, 0"})
    void eachRoleSeesTheRecordsOfItsSites(Role role, int own, int foreign) {
        signIn(viewer("somebody", role, "01"));
        assertThat(found(ALL).stream().filter(record -> record.site().equals("01"))).hasSize(own);
        assertThat(found(ALL).stream().filter(record -> record.site().equals("02"))).hasSize(foreign);
        assertThat(found(ALL.withSites(Set.of("02")))).hasSize(foreign);
    }

    @Test
    void whoHasNoSiteOrIsNotSignedInSeesNothing() {
        signIn(viewer("somebody", Role.MONITOR));
        assertThat(found(ALL)).isEmpty();
        SecurityContextHolder.clearContext();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> list.fetch(ALL, true, 0, 1));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> list.count(ALL, 1));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> list.export(ALL, true, "", record -> { }));
    }

    @Test
    void recordsComeInTheOrderOfTimePageByPage() {
        List<AuditRecord> newest = list.fetch(ALL, true, 0, 100);
        assertThat(newest).hasSize(10);
        assertThat(list.fetch(ALL, false, 0, 100)).isEqualTo(newest.reversed());
        assertThat(list.fetch(ALL, true, 3, 4)).isEqualTo(newest.subList(3, 7));
        assertThat(list.fetch(ALL, true, 10, 4)).isEmpty();
        assertThat(list.count(ALL, 4)).isEqualTo(4);
    }

    @Test
    void everyColumnFilters() {
        LocalDate today = LocalDate.now(Study.ZONE);
        assertThat(found(ALL.withDays(today.minusDays(1), today.plusDays(1)))).hasSize(10);
        assertThat(found(ALL.withDays(today.plusDays(1), null))).isEmpty();
        assertThat(found(ALL.withDays(null, today.minusDays(1)))).isEmpty();
        assertThat(found(ALL.withUser("moreau"))).hasSize(8);
        assertThat(found(ALL.withUser("INES"))).hasSize(2);
        assertThat(found(ALL.withRoles(Set.of("MONITOR")))).isEmpty();
        assertThat(found(ALL.withRoles(Set.of("MONITOR", "INVESTIGATOR")))).hasSize(10);
        assertThat(found(ALL.withPatient("02-0"))).hasSize(2);
        assertThat(items(ALL.withForms(Set.of("diagnosis")))).containsExactly("ssc_type", "ssc_type");
        assertThat(items(ALL.withItems(Set.of("visit.hb")))).containsExactly("hb", "hb");
        assertThat(found(AuditFilter.none()).stream().filter(record -> record.act() == null)).hasSize(10);
        assertThat(found(ALL.withActs(Set.of("FINDING_FIRED", "FINDING_RESOLVED")))).allMatch(
                record -> record.act() != null && record.role().equals("SYSTEM"));
        assertThat(items(ALL.withQuery(7L))).isEmpty();
        assertThat(found(ALL.withForms(Set.of("visit")).withNewValue(text("12.5")))).hasSize(1);
    }

    @Test
    void valuesAreFoundByWhatTheyMean() {
        assertThat(items(ALL.withOldValue(text("12.5")))).containsExactly("hb");
        assertThat(items(ALL.withNewValue(text("100 %")))).containsExactly("ref_physician");
        assertThat(items(ALL.withNewValue(text("100_%")))).isEmpty();
        assertThat(items(ALL.withNewValue(new Text("doc", Set.of("doc"), Set.of("ND"), Map.of())))).containsExactly("hb");
        assertThat(items(ALL.withNewValue(new Text("diffuse", Set.of("diffuse"), Set.of(),
                Map.of("3", Set.of("diagnosis.ssc_type")))))).containsExactly("ssc_type");
        assertThat(items(ALL.withReason(new Text("annul", Set.of("annul"), Set.of("undo"), Map.of()))))
                .containsExactly("ssc_type");
    }

    @Test
    void whoTakesRecordsOutAsAFileIsOnRecordBeforeTheFirstOfThemIs() {
        assertThatIllegalStateException().isThrownBy(() -> list.export(ALL.withPatient("02-0"), true, "patient=02-0",
                record -> {
                    throw new IllegalStateException("The line is cut");
                }));
        assertThat(database.sql("select username, role, what, filter_text, row_count from data_export").query()
                .listOfRows()).singleElement().satisfies(export -> assertThat(export.values())
                .containsExactly("dm", "DATA_MANAGER", "audit", "patient=02-0", 2L));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> {
            SecurityContextHolder.clearContext();
            list.export(ALL, true, "", record -> { });
        });
        assertThat(count("data_export")).isEqualTo(1);
    }

    @Test
    void identityIsMaskedForEverybodyAndNeverSearched() {
        signIn(CLAIRE);
        long reads = count("identity_read");
        assertThat(found(ALL.withForms(Set.of("identification")))).extracting(AuditRecord::item, AuditRecord::newValue)
                .containsExactlyInAnyOrder(tuple("sex", "F"), tuple("birth_date", "…"), tuple("last_name3", "…"),
                        tuple("center", "01"));
        String sealed = database.sql("select new_value from audit_record where item = 'last_name3'").query(String.class)
                .single();
        assertThat(items(ALL.withNewValue(text(sealed.substring(3, 5))))).doesNotContain("last_name3", "birth_date");
        assertThat(count("identity_read")).as("nothing was read").isEqualTo(reads);
    }
}
