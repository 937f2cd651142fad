package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.sivig.ecrf.audit.AuditColumns.ACT;
import static org.sivig.ecrf.audit.AuditColumns.AT;
import static org.sivig.ecrf.audit.AuditColumns.FORM;
import static org.sivig.ecrf.audit.AuditColumns.ITEM;
import static org.sivig.ecrf.audit.AuditColumns.NEW;
import static org.sivig.ecrf.audit.AuditColumns.OLD;
import static org.sivig.ecrf.audit.AuditColumns.PATIENT;
import static org.sivig.ecrf.audit.AuditColumns.QUERY;
import static org.sivig.ecrf.audit.AuditColumns.REASON;
import static org.sivig.ecrf.audit.AuditColumns.ROLE;
import static org.sivig.ecrf.audit.AuditColumns.SITE;
import static org.sivig.ecrf.audit.AuditColumns.USER;

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
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

abstract class AuditListTest extends ServiceTest {

    /** Whatever the checks find in what is typed here. */
    private static final Filter<AuditRecord> ALL = Filter.<AuditRecord>all().with(ACT, Set.of(AuditColumns.ANSWER));

    private static final Listing<AuditRecord> NEWEST = AuditColumns.ALL.start();

    @Autowired
    private AuditList list;

    @BeforeEach
    void typeInBothSites() {
        database.sql("insert into user_account (username, password, display_name, role)"
                + " values ('claire', '', 'Dr Claire Moréau', 'INVESTIGATOR'), ('ines', '', 'Dr Perrot', 'INVESTIGATOR')")
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

    private List<AuditRecord> found(Filter<AuditRecord> filter) {
        List<AuditRecord> streamed = new ArrayList<>();
        list.export(NEWEST.with(filter), "", streamed::add);
        List<AuditRecord> fetched = list.fetch(filter, PageRequest.of(0, 100));
        assertThat(fetched).isEqualTo(streamed).hasSize(list.count(filter, 100));
        return fetched;
    }

    private List<String> items(Filter<AuditRecord> filter) {
        return found(filter).stream().map(AuditRecord::item).toList();
    }

    private static AuditText text(String part) {
        return new AuditText(part, Set.of(part), Set.of(), Map.of());
    }

    @ParameterizedTest(name = "{0}: {1} own, {2} foreign")
    @CsvSource({"INVESTIGATOR, 8, 0", "MONITOR, 8, 0", "DATA_MANAGER, 8, 2", "STATISTICIAN, 8, 2", "ADMINISTRATOR, 0, 0"})
    void eachRoleSeesTheRecordsOfItsSites(Role role, int own, int foreign) {
        signIn(viewer("somebody", role, "01"));
        assertThat(found(ALL).stream().filter(record -> record.site().equals("01"))).hasSize(own);
        assertThat(found(ALL).stream().filter(record -> record.site().equals("02"))).hasSize(foreign);
        assertThat(found(ALL.with(SITE, Set.of("02")))).hasSize(foreign);
    }

    @Test
    void whoAnalysesOnlyDoesNotReadWhoWorksForTheStudy() {
        Filter<AuditRecord> sure = ALL.with(NEW, text("sûr"));
        assertThat(items(sure)).containsExactly("ref_physician");
        signIn(viewer("stat", Role.STATISTICIAN));
        assertThat(items(sure)).isEmpty();
        assertThat(found(ALL.with(ITEM, Set.of("identification.ref_physician")))).singleElement()
                .extracting(AuditRecord::newValue).isEqualTo(AuditList.MASK);
        assertThat(items(ALL.with(NEW, text("12.5")))).containsExactly("hb");
    }

    @Test
    void whoHasNoSiteOrIsNotSignedInSeesNothing() {
        signIn(viewer("somebody", Role.MONITOR));
        assertThat(found(ALL)).isEmpty();
        SecurityContextHolder.clearContext();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> list.fetch(ALL, PageRequest.of(0, 1)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> list.count(ALL, 1));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
                () -> list.export(NEWEST.with(ALL), "", record -> { }));
    }

    @Test
    void recordsComeInTheOrderOfTimePageByPage() {
        List<AuditRecord> newest = list.fetch(ALL, PageRequest.of(0, 100));
        assertThat(newest).hasSize(10);
        assertThat(list.fetch(ALL, PageRequest.of(0, 100, Sort.by(AT.key())))).isEqualTo(newest.reversed());
        assertThat(list.fetch(ALL, PageRequest.of(1, 4))).isEqualTo(newest.subList(4, 8));
        assertThat(list.fetch(ALL, PageRequest.of(3, 4))).isEmpty();
        assertThat(list.count(ALL, 4)).isEqualTo(4);
    }

    @Test
    void everyColumnFilters() {
        LocalDate today = LocalDate.now(Study.ZONE);
        assertThat(found(ALL.with(AT, new Range<>(today.minusDays(1), today.plusDays(1))))).hasSize(10);
        assertThat(found(ALL.with(AT, new Range<>(today.plusDays(1), null)))).isEmpty();
        assertThat(found(ALL.with(AT, new Range<>(null, today.minusDays(1))))).isEmpty();
        assertThat(found(ALL.with(USER, "moreau"))).hasSize(8);
        assertThat(found(ALL.with(USER, "MORÉAU"))).hasSize(8);
        assertThat(found(ALL.with(USER, "INES"))).hasSize(2);
        assertThat(found(ALL.with(ROLE, Set.of("MONITOR")))).isEmpty();
        assertThat(found(ALL.with(ROLE, Set.of("MONITOR", "INVESTIGATOR")))).hasSize(10);
        assertThat(found(ALL.with(PATIENT, "02-0"))).hasSize(2);
        assertThat(items(ALL.with(FORM, Set.of("diagnosis")))).containsExactly("ssc_type", "ssc_type");
        assertThat(items(ALL.with(ITEM, Set.of("visit.hb")))).containsExactly("hb", "hb");
        assertThat(found(Filter.<AuditRecord>all()).stream().filter(record -> record.act() == null)).hasSize(10);
        assertThat(found(ALL.with(ACT, Set.of("FINDING_FIRED", "FINDING_RESOLVED")))).allMatch(
                record -> record.act() != null && record.role().equals("SYSTEM"));
        assertThat(items(ALL.with(QUERY, 7L))).isEmpty();
        assertThat(found(ALL.with(FORM, Set.of("visit")).with(NEW, text("12.5")))).hasSize(1);
    }

    @Test
    void valuesAreFoundByWhatTheyMean() {
        assertThat(items(ALL.with(OLD, text("12.5")))).containsExactly("hb");
        assertThat(items(ALL.with(NEW, text("100 %")))).containsExactly("ref_physician");
        assertThat(items(ALL.with(NEW, text("DR\u00A0100 % sur")))).as("whatever the accents and spaces")
                .containsExactly("ref_physician");
        assertThat(items(ALL.with(NEW, text("100_%")))).isEmpty();
        assertThat(items(ALL.with(NEW, new AuditText("doc", Set.of("doc"), Set.of("ND"), Map.of())))).containsExactly("hb");
        assertThat(items(ALL.with(NEW, new AuditText("diffuse", Set.of("diffuse"), Set.of(),
                Map.of("3", Set.of("diagnosis.ssc_type")))))).containsExactly("ssc_type");
        assertThat(items(ALL.with(REASON, new AuditText("annul", Set.of("annul"), Set.of("undo"), Map.of()))))
                .containsExactly("ssc_type");
    }

    @Test
    void whoTakesRecordsOutAsAFileIsOnRecordBeforeTheFirstOfThemIs() {
        assertThatIllegalStateException().isThrownBy(() -> list.export(NEWEST.with(ALL.with(PATIENT, "02-0")), "patient=02-0",
                record -> {
                    throw new IllegalStateException("The line is cut");
                }));
        assertThat(database.sql("select username, role, what, filter_text, row_count from data_export").query()
                .listOfRows()).singleElement().satisfies(export -> assertThat(export.values())
                .containsExactly("dm", "DATA_MANAGER", "audit", "patient=02-0", 2L));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> {
            SecurityContextHolder.clearContext();
            list.export(NEWEST.with(ALL), "", record -> { });
        });
        assertThat(count("data_export")).isEqualTo(1);
    }

    @Test
    void identityIsMaskedForEverybodyAndNeverSearched() {
        signIn(CLAIRE);
        long reads = count("identity_read");
        assertThat(found(ALL.with(FORM, Set.of("identification")))).extracting(AuditRecord::item, AuditRecord::newValue)
                .containsExactlyInAnyOrder(tuple("sex", "F"), tuple("birth_date", "…"), tuple("last_name3", "…"),
                        tuple("center", "01"));
        String sealed = database.sql("select new_value from audit_record where item = 'last_name3'").query(String.class)
                .single();
        assertThat(items(ALL.with(NEW, text(sealed.substring(3, 5))))).doesNotContain("last_name3", "birth_date");
        assertThat(count("identity_read")).as("nothing was read").isEqualTo(reads);
    }
}
