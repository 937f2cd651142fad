package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.ItemHistory;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A name that should never have been written is taken out as the owner of the tables, and that is seen. */
abstract class RedactionTest extends ServiceTest {

    private static final String NAME = "Mme Quillivère";

    @Autowired
    private Queries queries;
    @Autowired
    private ItemHistory history;
    @Autowired
    private IdentityCipher cipher;
    @Autowired
    private JdbcTemplate template;
    @Autowired
    private PlatformTransactionManager transactions;

    private String number = "";

    @BeforeEach
    void writeTheNameEverywhere() {
        number = casebooks.create("01");
        save(number, "event_txt_m3=Vue avec " + NAME + " le 3", "hb_m3=4");
        name(viewer("dora", Role.DATA_MANAGER), "Dora");
        queries.raise(number, "event_txt_m3", "Appeler " + NAME);
        casebooks.justify(number, "E91", "hb_m3", Justification.Reason.OTHER, "Dit par " + NAME);
        casebooks.save(number, edits(read(number), "event_txt_m3=Vue"), "other: " + NAME + " est un nom");
    }

    private int redact(String of, String text, String by, String why) {
        return new TransactionTemplate(transactions).execute(status -> new Redaction(template, Study.CLOCK).redact(of, text, by, why));
    }

    @Test
    void standsNowhereAnyMoreAndARecordTellsWhoWhenAndWhy() {
        assertThat(wordsOf(NAME)).contains("audit_record.new_value", "audit_record.old_value", "audit_record.reason", "query.text",
                "query_message.text", "finding.justification_text");

        assertThat(redact(number, NAME, "dora", "Nom d’une patiente")).isPositive();

        assertThat(wordsOf(NAME)).isEmpty();
        assertThat(history.of(number, "event_txt_m3")).extracting(AuditRecord::act, AuditRecord::newValue, AuditRecord::reason,
                AuditRecord::username).contains(tuple(null, "Vue avec ⟦…⟧ le 3", null, "claire"));
        assertThat(history.of(number, "event_txt_m3")).filteredOn(record -> "REDACTED".equals(record.act())).isNotEmpty()
                .allSatisfy(record -> assertThat(List.of(record.username(), record.role(), record.reason()))
                        .containsExactly("dora", "DATA_MANAGER", "Nom d’une patiente"));
        assertThat(verification().breaks()).isEmpty();
        assertThat(verification().mismatches()).isEmpty();

        casebooks.save(number, edits(read(number), "hb_m3=12"), null);
        assertThat(verification().holds()).as("it goes on from there").isTrue();
    }

    @Test
    void whatIsLeftIsHeldToThatAndAnotherTextCanFollow() {
        redact(number, NAME, "dora", "Nom d’une patiente");
        redact(number, "Vue avec", "dora", "aussi");
        assertThat(verification().holds()).isTrue();

        database.sql("update audit_record set username = 'yann' where new_value like '⟦%' and act is null").update();
        assertThat(verification().breaks()).hasSize(1);
    }

    @Test
    void nothingIsTakenOutThatCouldNotBeOrThatStillStandsInAnAnswer() {
        save(number, "ref_physician=" + NAME);
        List<String> before = wordsOf(NAME);
        assertThatIllegalArgumentException().isThrownBy(() -> redact(number, NAME, "dora", "x")).withMessageContaining("answer");
        save(number, "ref_physician=");
        assertThatIllegalArgumentException().isThrownBy(() -> redact(number, NAME, "nobody", "x")).withMessageContaining("account");
        assertThatIllegalArgumentException().isThrownBy(() -> redact("SIV-09-001", NAME, "dora", "x")).withMessageContaining("patient");
        assertThatIllegalArgumentException().isThrownBy(() -> redact(number, "ab", "dora", "x")).withMessageContaining("characters");
        assertThatIllegalArgumentException().isThrownBy(() -> redact(number, "nowhere at all", "dora", "x")).withMessageContaining("nowhere");
        assertThatIllegalArgumentException().isThrownBy(() -> redact(number, NAME, "dora", "it was " + NAME)).withMessageContaining("reason");
        assertThat(wordsOf(NAME)).containsAll(before.stream().filter(place -> !place.startsWith("identification")).toList());
        assertThat(verification().holds()).isTrue();
    }

    private Verification verification() {
        return new ChainVerifier(database, cipher).verify(null);
    }

    private List<String> wordsOf(String text) {
        return database.sql("""
                select lower(table_name) || '.' || lower(column_name) from information_schema.columns
                where lower(table_schema) = 'public' and lower(data_type) like '%char%'""").query(String.class).list().stream()
                .filter(place -> !place.startsWith("databasechange"))
                .filter(place -> {
                    String[] parts = place.toLowerCase(Locale.ROOT).split("\\.");
                    return database.sql("select count(*) from " + parts[0] + " where position(? in " + parts[1] + ") > 0").param(text)
                            .query(Long.class).single() > 0;
                }).toList();
    }
}
