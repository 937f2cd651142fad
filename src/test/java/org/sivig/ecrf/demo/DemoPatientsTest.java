package org.sivig.ecrf.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Diagnosis;
import org.sivig.ecrf.study.Eligibility;
import org.sivig.ecrf.study.OrganHistory;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;

class DemoPatientsTest {

    private static final LocalDate END_OF_STUDY = LocalDate.of(2014, 12, 31);

    private final List<DemoPatient> patients = DemoPatients.all();

    @Test
    void areTheSameEachTime() {
        assertThat(DemoPatients.all()).isEqualTo(patients);
    }

    @Test
    void areSpreadOverEightSites() {
        Map<String, Long> sizes = patients.stream()
                .collect(Collectors.groupingBy(DemoPatient::site, TreeMap::new, Collectors.counting()));
        assertThat(sizes.values()).containsExactly(10L, 7L, 6L, 5L, 4L, 3L, 3L, 2L);
        assertThat(patients).extracting(DemoPatient::place)
                .startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1);
    }

    @Test
    void holdOnlyWhatTheFormAsks() {
        for (DemoPatient patient : patients) {
            assertThat(casebook(patient).clearUnasked()).as(patient.site() + "-" + patient.place()).isEmpty();
        }
    }

    @Test
    void holdOnlyPossibleAnswersForTheTimeOfTheStudy() {
        for (DemoPatient patient : patients) {
            Casebook casebook = casebook(patient);
            casebook.instances().forEach(instance -> {
                assertThat(hardBreaches(instance.item(), instance.row(), casebook)).as(instance.exportName()).isEmpty();
                if (instance.answer().value() instanceof PartialDate date) {
                    assertThat(date.first()).isBefore(END_OF_STUDY);
                }
            });
        }
    }

    @Test
    void reachNinePointsWhenEligible() {
        List<Casebook> eligible = patients.stream().map(DemoPatientsTest::casebook)
                .filter(c -> Study.eligibility(c).status() == EligibilityStatus.Status.ELIGIBLE).toList();
        assertThat(eligible).hasSizeGreaterThan(30).allSatisfy(casebook -> {
            assertThat(Study.score(casebook).low()).isGreaterThanOrEqualTo(AcrEular2013.THRESHOLD);
            assertThat(Study.score(casebook).verdict()).isEqualTo(AcrEular2013.Verdict.YES);
        });
    }

    @Test
    void includeTwoScreenFailures() {
        assertThat(patients.stream().map(DemoPatientsTest::casebook).map(Study::eligibility)
                .filter(e -> e.status() == EligibilityStatus.Status.NOT_ELIGIBLE).flatMap(e -> e.reasons().stream()))
                .containsExactlyInAnyOrder(EligibilityStatus.Criterion.DIAGNOSIS_VALID,
                        EligibilityStatus.Criterion.REPLACEMENT);
        assertThat(Study.score(casebook("03", 4)).text()).isEqualTo("8");
    }

    @Test
    void includeSomeThatAreTypedInPart() {
        List<Integer> typed = patients.stream().map(p -> p.edits().size()).sorted(Comparator.naturalOrder()).toList();
        assertThat(typed).startsWith(2, 5, 11, 19, 25, 31, 36);
        assertThat(typed.subList(7, typed.size())).allMatch(answers -> answers > 40);
    }

    @Test
    void contradictThemselvesOnlyWhereItIsPlanted() {
        for (DemoPatient patient : patients) {
            Casebook casebook = casebook(patient);
            Eligibility criteria = casebook.value(Eligibility.class, row -> row);
            OrganHistory history = casebook.value(OrganHistory.class, row -> row);
            boolean planted = patient.site().equals("01") && patient.place() == 4;
            assertThat(criteria.getAcrRaynaud() == YesNo.YES && history.getRpHx() == YesNo.NO).isEqualTo(planted);
            if (history.getTelangHx() != null) {
                assertThat(criteria.getAcrTelang()).isEqualTo(history.getTelangHx());
            }
        }
    }

    @Test
    void haveDatesOfEveryPrecisionAndGaps() {
        assertThat(patients.stream().map(p -> casebook(p).value(Diagnosis.class, Diagnosis::getDxDate))
                .filter(date -> date != null).map(PartialDate::precision).distinct())
                .containsExactlyInAnyOrder(PartialDate.Precision.values());
        assertThat(patients.stream().flatMap(p -> p.edits().stream()).map(Edit::next)
                .filter(answer -> answer.missing() != null)).hasSizeBetween(40, 200);
    }

    private static <R extends Row> List<Item.Breach> hardBreaches(Item<R, ?> item, Row row, Casebook casebook) {
        @SuppressWarnings("unchecked")
        R own = (R) row;
        return item.breaches(own, casebook).stream().filter(Item.Breach::isHard).toList();
    }

    private Casebook casebook(String site, int place) {
        return patients.stream().filter(p -> p.site().equals(site) && p.place() == place).findFirst()
                .map(DemoPatientsTest::casebook).orElseThrow();
    }

    private static Casebook casebook(DemoPatient patient) {
        Casebook casebook = new Casebook(END_OF_STUDY);
        Study.FORMS.forEach(form -> addBlank(casebook, form, patient));
        for (Edit edit : patient.edits()) {
            Casebook.Instance instance = casebook.instance(edit.item());
            assertThat(edit.seen()).isEqualTo(Answer.blank());
            instance.item().requireHolds(edit.next());
            casebook.put(instance, edit.next());
        }
        return casebook;
    }

    private static <R extends CasebookRow> void addBlank(Casebook casebook, Form<R> form, DemoPatient patient) {
        for (R row : form.printed().get()) {
            row.setPatient(new Patient("SIV-00-000", patient.site(), Instant.EPOCH, "test"));
            casebook.with(form, row);
        }
    }
}
