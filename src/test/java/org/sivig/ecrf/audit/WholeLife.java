package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.sample.SampleCause;
import org.sivig.ecrf.sample.SampleTask;
import org.sivig.ecrf.sample.Samples;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;

/** A test at a casebook that went through all that a casebook can go through, and one that has just begun. */
abstract class WholeLife extends ServiceTest {

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);

    @Autowired
    private LifeCycle life;
    @Autowired
    private Queries queries;
    @Autowired
    private Verifications verifications;
    @Autowired
    private Samples samples;
    @Autowired
    protected IdentityCipher cipher;

    protected String number = "";

    @BeforeEach
    void takeACasebookThroughItsLife() {
        Stream.of(CLAIRE, YANN, MARC, DORA).forEach(who -> database.sql(
                "insert into user_account (username, password, display_name, role) values (?, ?, 'x', ?)")
                .params(who.username(), RIGHT, who.role().name()).update());
        registers.takeUpWhatIsThere();
        number = casebooks.create("01");
        save(number, "last_name3=LEG", "first_name3=ANN", "birth_date=1960-03-14", "sex=F", "ref_physician=Dr A", "ana=1",
                "ana_titer=160", "fluo=homog,nucleolar", "dx_date=2007-03", "hb_m3=4", "event_txt_m3=one\ntwo", "c1_mtx_given=1",
                "pre_any=1", "pre_mtx_given=1", "ivig1_start=2008-03");
        casebooks.justify(number, "E91", "hb_m3", Justification.Reason.OTHER, "haemorrhage");
        save(number, "hb_m3=12.5");
        save(number, "hb_m3=4");
        signIn(MARC);
        long query = ((RaiseResult.Raised) queries.raise(number, "ana_titer", "Really?")).query().number();
        verifications.verify(List.of(seen("dx_date"), seen("ana"), seen("sex")));
        verifications.withdraw(List.of(seen("sex")));
        signIn(CLAIRE);
        queries.take(query, 1, QueryStep.ANSWER, null, "Yes.");
        queries.raise(number, "hb_m3", "Seen on paper.");
        save(number, "ana=0");
        save(number, "ana=1");
        signIn(MARC);
        queries.take(query, 2, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "Thanks.");
        signIn(DORA);
        long sample = samples.draw(100, 7L);
        signIn(YANN);
        SampleTask task = samples.tasks(sample).stream().filter(each -> each.at().exportName().equals("dx_date")).findFirst()
                .orElseThrow();
        samples.read(task.id(), Answer.of(task.at().item().parse("2012")));
        signIn(DORA);
        samples.close(sample);
        samples.classify(task.id(), SampleCause.ABSTRACTION_ERROR);
        signIn(CLAIRE);
        for (List<Edit> blank = blanks(); !blank.isEmpty(); blank = blanks()) {
            assertThat(casebooks.save(number, blank, null)).isInstanceOf(SaveResult.Saved.class);
        }
        Study.SECTIONS.forEach(section -> done(life.completeForm(number, section)));
        done(life.take(number, Transition.COMPLETE_CASEBOOK, null));
        sign();
        done(life.take(number, Transition.UNSIGN, "to be read again"));
        sign();
        signIn(DORA);
        done(life.take(number, Transition.REMOVE, "thought to be a copy"));
        assertThat(verification().holds()).isTrue();
        done(life.take(number, Transition.RESTORE, "is none"));
        done(life.take(number, Transition.FREEZE, null));
        signIn(INES);
        save(casebooks.create("02"), "last_name3=DUP", "first_name3=BEA", "sex=F", "ana=0");
        assertThat(verification().holds()).isTrue();
    }

    private SeenAnswer seen(String item) {
        return new SeenAnswer(number, item, read(number).reach(item).answer());
    }

    private List<Edit> blanks() {
        Casebook casebook = read(number);
        return Study.SECTIONS.stream().flatMap(section -> section.blanks(casebook)).map(
                each -> new Edit(each.exportName(), Answer.blank(), Answer.missing(MissingReason.ND))).toList();
    }

    private static void done(LifeResult result) {
        assertThat(result).isInstanceOf(LifeResult.Done.class);
    }

    private void sign() {
        done(life.sign(number, casebooks.open(number).standing().changedAt(), SignatureMeaning.RESPONSIBLE, typed("right")));
    }

    protected Verification verification() {
        return new ChainVerifier(database, cipher).verify(null);
    }
}
