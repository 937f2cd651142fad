package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
abstract class IdentityInLogsTest extends ServiceTest {

    private static final String[] IDENTITY = {"last_name3=QXJ", "first_name3=ZWK", "birth_date=1958-02-28", "sex=F"};

    private static void assertNothingOfIdentity(String text) {
        assertThat(text).doesNotContain("1958-02-28", "28/02/1958");
        assertThat(text.split("[^A-Za-z0-9+/=]")).doesNotContain("QXJ", "ZWK", "VYQ", "QXJX");
    }

    @Test
    void savingIdentityWritesNothingOfItToTheLog(CapturedOutput log) {
        String number = casebooks.create("01");
        save(number, IDENTITY);
        assertThat(casebooks.save(number, List.of(new Edit("last_name3", Answer.of("ABC"), Answer.of("VYQ"))), null))
                .isInstanceOf(SaveResult.Conflict.class);
        assertThatException().isThrownBy(() -> casebooks.save(number,
                List.of(new Edit("last_name3", Answer.of("QXJ"), Answer.of("QXJX"))), null))
                .satisfies(refused -> assertNothingOfIdentity(refused.getMessage()));

        assertNothingOfIdentity(log.getAll());
    }

    @Test
    void aSaveThatTheDatabaseRefusesWritesNothingOfIdentityToTheLog(CapturedOutput log) {
        String number = casebooks.create("01");
        save(number, "sex=M");
        for (String table : List.of("identity", "audit_record")) {
            List<Edit> edits = edits(read(number), IDENTITY);
            Long last = database.sql("select coalesce(max(id), 0) from " + table).query(Long.class).single();
            database.sql("alter table " + table + " add constraint out_of_order check (id <= " + last + ")").update();
            try {
                assertThatException().isThrownBy(() -> casebooks.save(number, edits, null))
                        .satisfies(failed -> {
                            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                                assertNothingOfIdentity(String.valueOf(cause.getMessage()));
                            }
                        });
            } finally {
                database.sql("alter table " + table + " drop constraint out_of_order").update();
            }
        }

        assertThat(log.getAll()).containsIgnoringCase("out_of_order");
        assertNothingOfIdentity(log.getAll());
        assertThat(stored(number, "last_name3")).isNull();
    }
}
