package org.sivig.ecrf.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
        pdf.write(number, asOf, false, Locale.FRENCH, out);
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
    void theAuditTrailStandsBehindItRecordByRecordWithoutLettersAndAsItWasThen() throws IOException {
        String brest = casebooks.create("01");
        save(brest, "last_name3=QZX", "ana=1", "hb_m0=99");
        Instant then = database.sql("select max(at) from audit_record").query(OffsetDateTime.class).single().toInstant();
        casebooks.save(brest, edits(read(brest), "ana=0"), "Erreur de saisie");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.write(brest, null, true, Locale.FRENCH, out);
        String text = PdfReader.text(out.toByteArray()).replaceAll("\\s+", " ");
        long records = database.sql("select count(*) from audit_record").query(Long.class).single();
        assertThat(text).contains("Piste d’audit", records + " enregistrements", "Erreur de saisie", "Contrôle E90",
                "claire · Investigateur").doesNotContain("QZX");
        for (long record = 1; record <= records; record++) {
            assertThat(text).containsPattern("(?<!\\d)" + record + " · \\d\\d/\\d\\d/");
        }
        out.reset();
        pdf.write(brest, then, true, Locale.FRENCH, out);
        assertThat(PdfReader.text(out.toByteArray())).contains("Piste d’audit").doesNotContain("Erreur de saisie");

        signIn(viewer("stat", Role.STATISTICIAN));
        out.reset();
        pdf.write(brest, null, true, Locale.FRENCH, out);
        assertThat(PdfReader.text(out.toByteArray())).contains("Piste d’audit");
    }

    @Test
    void aSiteTakesTheCasebooksOfItsOwnPatientsInOneFile() throws IOException {
        String brest = casebooks.create("01");
        save(brest, "ana=1", "last_name3=QZX");
        String second = casebooks.create("01");
        save(second, "hb_m0=99");
        signIn(INES);
        String lyon = casebooks.create("02");
        save(lyon, "ana=1");
        signIn(CLAIRE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> told = new ArrayList<>();
        pdf.writeSite("01", false, Locale.ENGLISH, (done, of) -> told.add(done), out);
        byte[] file = out.toByteArray();
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
                names.add(entry.getName());
                assertThat(PdfReader.text(zip.readAllBytes())).contains(entry.getName().replace(".pdf", "")).doesNotContain("QZX", lyon);
            }
        }
        assertThat(names).containsExactly(brest + ".pdf", second + ".pdf");
        assertThat(told).containsExactly(0, 1, 2);
        assertThat(database.sql("select what || ' ' || row_count || ' ' || outcome from data_export order by id desc fetch first 1 rows only")
                .query(String.class).single()).isEqualTo("casebooks/01.zip 2 WHOLE");
        out.reset();
        pdf.writeSite("01", false, Locale.ENGLISH, (done, of) -> { }, out);
        assertThat(out.toByteArray()).as("the same state is the same file").isEqualTo(file);

        assertThatThrownBy(() -> pdf.writeSite("02", false, Locale.ENGLISH, (done, of) -> { }, out))
                .isInstanceOf(PatientNotFoundException.class);
        assertThatThrownBy(() -> pdf.writeSite("01", true, Locale.ENGLISH, (done, of) -> { }, new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("away");
            }
        })).isInstanceOf(IOException.class);
        assertThat(database.sql("select outcome from data_export order by id desc fetch first 1 rows only").query(String.class)
                .single()).isEqualTo("BROKEN");
    }

    @Test
    void nobodyTakesWhatTheyDoNotSee() {
        String brest = casebooks.create("01");
        signIn(INES);
        long before = onRecord();
        assertThatThrownBy(() -> write(brest, null)).isInstanceOf(PatientNotFoundException.class);
        assertThatThrownBy(() -> pdf.writeSite("02", false, Locale.FRENCH, (done, of) -> { }, OutputStream.nullOutputStream()))
                .as("a site without patients").isInstanceOf(PatientNotFoundException.class);
        signIn(viewer("admin", Role.ADMINISTRATOR));
        assertThatThrownBy(() -> write(brest, null)).isInstanceOf(AccessDeniedException.class);
        assertThat(onRecord()).isEqualTo(before);
    }
}
