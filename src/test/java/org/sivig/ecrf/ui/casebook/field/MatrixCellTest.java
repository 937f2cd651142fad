package org.sivig.ecrf.ui.casebook.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.Comparator;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Unsent;
import org.sivig.ecrf.ui.Words;

@ViewTest
class MatrixCellTest extends SpringBrowserlessTest {

    /** What a cell of an empty casebook asks to be stored when this is typed over what its author had sent before and not heard of. */
    private static List<Edit> typed(String typed, Unsent.Act... earlier) {
        UI.getCurrent().setLocale(Locale.FRENCH);
        List<Edit> stored = new ArrayList<>();
        AnswerField.Listener listener = new AnswerField.Listener() {
            @Override
            public void answered(AnswerField field, List<Edit> edits, String text) {
                stored.addAll(edits);
            }

            @Override
            public void refused(AnswerField field) {
                throw new AssertionError(field.name());
            }

            @Override
            public void reasonsAsked(AnswerField field, String at) {
                throw new AssertionError(field.name());
            }
        };
        Casebook casebook = Study.blank(LocalDate.of(2026, 11, 28));
        Casebook.Instance at = casebook.reach("crp_m3");
        MatrixCell cell = new MatrixCell(mock(CellHost.class), VisitForm.CRP, (Visit) at.row(), new Words(UI.getCurrent()), listener);
        cell.show(at, casebook, Map.of());
        cell.resume(new Unsent("crp_m3", "", List.of(earlier), typed, null, 0.0));
        return stored;
    }

    /** The limit may be stored between what was read of the casebook and the save: it would stand before another number. */
    @Test
    void aNumberTypedOverOnesOwnLimitThatIsOnItsWayTakesTheLimitAwayWithIt() {
        assertThat(typed("7", new Unsent.Act("<5", null))).containsExactly(
                new Edit("crp_m3", Answer.blank(), List.of(Answer.of(new BigDecimal("5"))), Answer.of(new BigDecimal("7"))),
                new Edit("crp_op_m3", Answer.blank(), List.of(Answer.of(Comparator.LESS_THAN)), Answer.blank()));
        assertThat(typed("<5", new Unsent.Act("", "ND"))).containsExactly(
                new Edit("crp_m3", Answer.blank(), List.of(Answer.missing(MissingReason.ND)), Answer.of(new BigDecimal("5"))),
                new Edit("crp_op_m3", Answer.blank(), List.of(Answer.blank()), Answer.of(Comparator.LESS_THAN)));
        assertThat(typed("7")).extracting(Edit::item).containsExactly("crp_m3");
    }
}
