package org.sivig.ecrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.life.CasebookClosedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

abstract class SamplesTest extends ServiceTest {

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);

    @Autowired
    private Samples samples;
    @Autowired
    private AuditRecords records;

    private String number = "";

    @BeforeEach
    void enterTwoPatients() {
        number = casebooks.create("01");
        save(number, "last_name3=LEG", "sex=F", "ana=1", "ana_titer=160", "dx_date=2011-03", "fluo=?ND", "hb_m3=11.5");
        signIn(INES);
        save(casebooks.create("02"), "sex=M", "ana=0");
        signIn(DORA);
    }

    private long draw(int perSite) {
        signIn(DORA);
        return samples.draw(perSite, 7L);
    }

    private SampleTask task(long sample, String item) {
        return samples.tasks(sample).stream().filter(task -> task.at().exportName().equals(item)).findFirst()
                .orElseThrow();
    }

    private List<String> drawn(long sample) {
        return database.sql("select concat(patient_id, form, row_key, item) from sample_item where sample_id = ?"
                + " order by id").param(sample).query(String.class).list();
    }

    @Test
    void soManyAreDrawnAtEachSiteOrAllThereAreAndNoneTwiceNorIdentity() {
        name(DORA, "Dora Petit");
        SampleSummary few = samples.of(draw(3));
        assertThat(few.sites()).extracting(SampleSummary.OfSite::drawn).containsExactly(3, 2);
        SampleSummary all = samples.of(draw(100));
        assertThat(all.sites()).extracting(SampleSummary.OfSite::drawn).containsExactly(6, 2);
        assertThat(drawn(all.id())).doesNotHaveDuplicates().noneMatch(place -> place.contains("last_name3"));
        assertThat(all.seed()).isEqualTo(7);
        assertThat(all.drawnBy()).isEqualTo("Dora Petit");
        assertThat(samples.all()).extracting(SampleSummary::drawnBy).containsOnly("Dora Petit");
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(drawn(draw(3))).isEqualTo(drawn(draw(3)));
    }

    @Test
    void theSecondReaderIsToldWhereToLookAndNothingOfTheAnswer() {
        long sample = draw(100);
        signIn(YANN);
        assertThat(samples.tasks(sample)).hasSize(6).allSatisfy(task -> {
            assertThat(task.number()).isEqualTo(number);
            assertThat(task.at().answer().isBlank()).isTrue();
            assertThat(task.at().form().items()).allSatisfy(
                    item -> assertThat(item.isFixed() || item.inAny(task.at().row()).isBlank()).isTrue());
        });
        assertThat(Arrays.stream(SampleTask.class.getRecordComponents()).map(part -> part.getType().getSimpleName()))
                .doesNotContain("Answer");
        assertThat(samples.differences(sample)).isEmpty();
        assertThat(samples.of(sample).total().differences()).isZero();
    }

    @Test
    void whoGaveAnAnswerDoesNotReadItASecondTime() {
        long sample = draw(100);
        signIn(YANN);
        SampleTask titer = task(sample, "ana_titer");
        signIn(CLAIRE);
        assertThat(samples.tasks(sample)).isEmpty();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> samples.read(titer.id(), Answer.of(160)));
        signIn(YANN);
        samples.read(titer.id(), Answer.of(320));
        samples.read(titer.id(), Answer.of(160));
        signIn(MARC);
        assertThat(samples.tasks(sample)).extracting(SampleTask::id).hasSize(5).doesNotContain(titer.id());
        assertThat(samples.unread()).isEqualTo(5);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> samples.read(titer.id(), Answer.of(160)));
    }

    @Test
    void aReadingIsAnAnswerThatTheItemCanHoldAndNeverTouchesTheCasebook() {
        long sample = draw(100);
        signIn(MARC);
        long titer = task(sample, "ana_titer").id();
        assertThatIllegalArgumentException().isThrownBy(() -> samples.read(titer, Answer.of("many")));
        assertThatIllegalArgumentException().isThrownBy(() -> samples.read(titer, Answer.blank()));
        assertThatIllegalArgumentException().isThrownBy(() -> samples.read(-1, Answer.of(1)));
        samples.read(titer, Answer.missing(MissingReason.ND));
        assertThat(stored(number, "ana_titer")).isEqualTo("160");
        assertThat(task(sample, "ana_titer").read()).isTrue();
        assertThat(database.sql("select new_value from audit_record where act = 'SAMPLE_READ'").query(String.class)
                .single()).isEqualTo("ND");
    }

    @Test
    void inALockedCasebookNothingIsDrawnAndNothingRead() {
        long sample = draw(100);
        signIn(MARC);
        long titer = task(sample, "ana_titer").id();
        database.sql("update patient set state = 'LOCKED', state_before = 'SIGNED' where number = ?").param(number)
                .update();
        assertThat(samples.tasks(sample)).isEmpty();
        assertThat(samples.unread()).isZero();
        assertThatExceptionOfType(CasebookClosedException.class)
                .isThrownBy(() -> samples.read(titer, Answer.of(160)));
        assertThat(samples.of(draw(100)).sites()).extracting(SampleSummary.OfSite::site).containsExactly("02");
    }

    @Test
    void theDifferencesOfAClosedSampleAreClassedAndGiveTheErrorRate() {
        name(MARC, "Marc Le Goff");
        long sample = draw(100);
        signIn(MARC);
        samples.read(task(sample, "ana_titer").id(), Answer.of(320));
        samples.read(task(sample, "hb_m3").id(), Answer.missing(MissingReason.NF));
        samples.read(task(sample, "fluo").id(), Answer.missing(MissingReason.ND));
        signIn(YANN);
        save(number, "ana_titer=320");
        signIn(DORA);
        samples.close(sample);

        List<SampleDifference> differences = samples.differences(sample);
        assertThat(differences).hasSize(2);
        SampleDifference titer = differences.stream().filter(each -> each.at().item().name().equals("ana_titer"))
                .findFirst().orElseThrow();
        assertThat(titer.stored()).isEqualTo(Answer.of(160));
        assertThat(titer.found()).isEqualTo(Answer.of(320));
        assertThat(titer.now()).as("corrected meanwhile").isEqualTo(Answer.of(320));
        assertThat(titer.by()).isEqualTo("Marc Le Goff");
        assertThat(samples.of(sample).total().unclassed()).isEqualTo(2);
        samples.classify(titer.id(), SampleCause.ABSTRACTION_ERROR);
        differences.stream().filter(each -> each != titer)
                .forEach(each -> samples.classify(each.id(), SampleCause.AMBIGUOUS_SOURCE));

        SampleSummary.OfSite total = samples.of(sample).total();
        assertThat(total).isEqualTo(new SampleSummary.OfSite("", 8, 3, 2, 0, 1));
        assertThat(total.errorRate().rate()).isEqualTo(1 / 3.0);
        assertThat(samples.of(sample).sites().getFirst().errors()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> samples.close(sample));
        signIn(YANN);
        assertThat(samples.tasks(sample)).isEmpty();
        assertThat(samples.unread()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> samples.read(
                Objects.requireNonNull(database.sql("select id from sample_item where item = 'dx_date'")
                        .query(Long.class).single()), Answer.missing(MissingReason.ND)));
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void onlyTheDataManagerDrawsClosesAndClasses() {
        long sample = draw(1);
        for (Viewer other : List.of(CLAIRE, MARC, viewer("sam", Role.STATISTICIAN),
                viewer("root", Role.ADMINISTRATOR))) {
            signIn(other);
            for (Runnable act : List.<Runnable>of(() -> samples.draw(1, null), () -> samples.close(sample),
                    () -> samples.classify(1, SampleCause.AMBIGUOUS_SOURCE))) {
                assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(act::run);
            }
        }
        signIn(DORA);
        assertThat(samples.tasks(sample)).as("nor reads").isEmpty();
        signIn(MARC);
        assertThat(samples.of(sample).sites()).extracting(SampleSummary.OfSite::site).containsExactly("01");
        signIn(viewer("root", Role.ADMINISTRATOR));
        assertThat(samples.all()).isEmpty();
    }
}
