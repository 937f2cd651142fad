package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.StoredAnswers;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Written;
import org.springframework.beans.factory.annotation.Autowired;

/** The casebooks of the contract, saved section by section, stand in the columns and are read again as they were. */
abstract class WrittenCasebooksTest extends ServiceTest {

    @Autowired
    private DataSource source;

    static List<Written> casebooks() throws IOException {
        return Written.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casebooks")
    void whatIsSavedIsWhatIsStored(Written written) throws SQLException {
        Casebook wanted = written.casebook();
        String number = casebooks.create("01");
        for (Section section : Study.SECTIONS) {
            List<Edit> edits = wanted.instances().stream()
                    .filter(instance -> section.covers(instance) && !instance.item().isFixed()
                            && !instance.answer().equals(Answer.blank()))
                    .map(instance -> new Edit(instance.exportName(), Answer.blank(), instance.answer())).toList();
            if (!edits.isEmpty()) {
                assertThat(casebooks.save(number, edits, null)).isInstanceOf(SaveResult.Saved.class);
            }
        }
        try (Connection connection = source.getConnection()) {
            for (Form<?> form : Study.FORMS) {
                assertThat(StoredAnswers.in(connection, number, form)).as("what the database holds of " + form.name())
                        .containsExactlyInAnyOrderEntriesOf(StoredAnswers.of(wanted, form));
                assertThat(StoredAnswers.of(read(number), form)).as("what is read of " + form.name())
                        .isEqualTo(StoredAnswers.of(wanted, form));
            }
        }
    }
}
