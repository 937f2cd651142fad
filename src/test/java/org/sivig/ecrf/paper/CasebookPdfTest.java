package org.sivig.ecrf.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** A casebook leaves as a PDF as its reader sees it, and that is on record. */
abstract class CasebookPdfTest extends ServiceTest {

    @Autowired
    private CasebookPdf pdf;
    @Autowired
    private JdbcClient database;

    private byte[] write(String number, @Nullable Instant asOf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.write(number, asOf, Locale.FRENCH, out);
        return out.toByteArray();
    }

    private long onRecord() {
        return database.sql("select count(*) from data_export where what like 'casebook/%'").query(Long.class).single();
    }

    @Test
    void theSiteTakesItsOwnWithoutLettersAndIsOnRecord() throws IOException {
        String brest = casebooks.create("01");
        save(brest, "last_name3=QZX", "birth_date=1961-05-17", "ref_physician=Dr Wartburg", "ana=1", "hb_m0=99");
        long before = onRecord();
        byte[] file = write(brest, null);
        assertThat(PdfReader.text(file)).contains(brest, "Dr Wartburg", "positifs", "E90").doesNotContain("QZX", "17/05/1961");
        assertThat(onRecord()).isEqualTo(before + 1);
        assertThat(write(brest, null)).isEqualTo(file);
    }

    @Test
    void aStatisticianDoesNotSeeThePhysician() throws IOException {
        String brest = casebooks.create("01");
        save(brest, "ref_physician=Dr Wartburg");
        signIn(viewer("stat", Role.STATISTICIAN));
        assertThat(PdfReader.text(write(brest, null))).doesNotContain("Wartburg");
    }

    @Test
    void asItWasItHoldsWhatStoodThen() throws IOException {
        String brest = casebooks.create("01");
        save(brest, "ana=1");
        Instant then = database.sql("select max(at) from audit_record").query(OffsetDateTime.class).single().toInstant();
        save(brest, "ana=0");
        assertThat(PdfReader.text(write(brest, then))).contains("positifs").doesNotContain("négatifs");
        assertThat(PdfReader.text(write(brest, null))).contains("négatifs");
    }

    @Test
    void nobodyTakesWhatTheyDoNotSee() {
        String brest = casebooks.create("01");
        signIn(INES);
        long before = onRecord();
        assertThatThrownBy(() -> write(brest, null)).isInstanceOf(PatientNotFoundException.class);
        signIn(viewer("admin", Role.ADMINISTRATOR));
        assertThatThrownBy(() -> write(brest, null)).isInstanceOf(AccessDeniedException.class);
        assertThat(onRecord()).isEqualTo(before);
    }
}
