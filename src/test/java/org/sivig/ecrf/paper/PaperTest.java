package org.sivig.ecrf.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.casebook.Signed;
import org.sivig.ecrf.casebook.Standing;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.release.Cuts;
import org.sivig.ecrf.release.PackageFile;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.Written;
import org.sivig.ecrf.study.life.CasebookState;

/** Forms and casebooks as PDF; {@code -Dpaper.folder} keeps them to be looked at. */
class PaperTest {

    private static final Instant CUT = Instant.parse("2025-11-23T10:00:00.123456Z");

    private static byte[] pdf(String xhtml) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Pdf.write(xhtml, CUT, out);
        return out.toByteArray();
    }

    private static byte[] keep(String name, byte[] pdf) throws IOException {
        String folder = System.getProperty("paper.folder", "");
        if (!folder.isEmpty()) {
            Files.write(Path.of(folder, name), pdf);
        }
        return pdf;
    }

    // --- blank forms ----------------------------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> theFormsOfAPackageCanBeKeptAndReadByEverybody() {
        return new PaperFiles().of(Cuts.of(Role.MONITOR, false)).stream().map(file -> DynamicTest.dynamicTest(file.path(), () -> {
            byte[] pdf = write(file);
            PdfReader.requireToLast(keep(file.path().substring(4), pdf));
            assertThat(write(file)).isEqualTo(pdf);
            assertThat(write(again(file.path()))).isEqualTo(pdf);
        }));
    }

    /** Made anew, as after a restart. */
    private static PackageFile again(String path) {
        return new PaperFiles().of(Cuts.of(Role.MONITOR, false)).stream().filter(file -> file.path().equals(path)).findFirst().orElseThrow();
    }

    private static byte[] write(PackageFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.open(out).finish();
        return out.toByteArray();
    }

    @TestFactory
    Stream<DynamicTest> everythingThatTheStudyAsksIsOnTheFormInPaperOrder() {
        return StudyWords.ALL.stream().map(words -> DynamicTest.dynamicTest(words.locale().toString(), () -> {
            String form = PaperFiles.blank(words, false);
            int at = 0;
            for (Section section : Study.SECTIONS) {
                at = form.indexOf(Html.escaped(words.title(section)), at);
                assertThat(at).as("section %s", section.place()).isPositive();
                for (var asked : section.forms()) {
                    for (Item<?, ?> item : asked.items()) {
                        boolean inAColumn = item.type() == ItemType.PARTIAL_DATE && !item.column().isEmpty(); // whose head says it
                        assertThat(inAColumn ? at : form.indexOf(Html.escaped(words.label(item)), at)).as("%s", item).isPositive();
                    }
                }
            }
        }));
    }

    @Test
    void aConditionStandsInWordsBesideItsQuestion() {
        assertThat(PaperFiles.blank(StudyWords.FRENCH, false).replace('\u00a0', ' '))
                .contains("si « Auto-anticorps anti-nucléaires » = positifs", "sauf si « IgIV en cours");
        assertThat(PaperFiles.blank(StudyWords.ENGLISH, false)).contains("if “Antinuclear antibodies” = positive");
    }

    @Test
    void whatCanNeverBeAskedInARowIsNotPrinted() {
        String form = PaperFiles.blank(StudyWords.FRENCH, true);
        assertThat(form).contains("ivig2_ind_relapse_spec", "ggo_m0", "ggo_chg_m3", "Verre dépoli\u00a0: évolution")
                .doesNotContain("ivig2_ind_l23_spec", "ivig1_done", "ggo_m3<", "pre_oth1_given", "pre_mtx_freq");
    }

    @TestFactory
    Stream<DynamicTest> theNameOfEveryAnswerIsFoundByASearchInTheAnnotatedForm() {
        return StudyWords.ALL.stream().map(language -> DynamicTest.dynamicTest(language.locale().toString(), () -> {
            String text = PdfReader.text(pdf(PaperFiles.blank(language, true)));
            Set<String> words = new HashSet<>(List.of(text.split(" ")));
            BlankCells cells = new BlankCells(language, true);
            assertThat(Study.blank(LocalDate.EPOCH).instances()).filteredOn(cells::shows)
                    .allMatch(at -> words.contains(at.exportName()), "is a word of it");
            assertThat(text).contains(language.label(VisitForm.MRSS).replace('\u00a0', ' '));
        }));
    }

    // --- a casebook -----------------------------------------------------------------------------------------------------

    private static OpenCasebook open(Casebook casebook, Set<Item<?, ?>> hidden) {
        casebook.clearUnasked();
        List<KnownFinding> findings = Study.findings(casebook, new Duplicate.None()).stream()
                .map(finding -> new KnownFinding(finding, CUT, finding.check().id().equals("E90") ? new Justification(
                        Justification.Reason.OTHER, "Vu au dossier", "jdupont", CUT) : null, null)).toList();
        return new OpenCasebook("SIV-01-001", "01", "Lille", casebook, false, hidden, Study.completeness(casebook), null, findings,
                List.of(), new Standing(CasebookState.SIGNED, CUT, "jdupont", CUT, Map.of(), false, null, Set.of()));
    }

    private static String filled(OpenCasebook open, StudyWords words) {
        Signed signed = new Signed("Dr Jeanne Dupont", "jdupont", CUT, SignatureMeaning.RESPONSIBLE, "1", "ab".repeat(32), true, null);
        return new FilledCasebook(words, open, List.of(signed), List.of(), name -> name.equals("jdupont") ? "Dr Jeanne Dupont" : name).xhtml(CUT);
    }

    private static String plain(byte[] pdf) {
        return PdfReader.text(pdf);
    }

    @TestFactory
    Stream<DynamicTest> aFilledCasebookHoldsEveryAnswerAndCanBeKept() throws IOException {
        return Written.all().stream().map(written -> DynamicTest.dynamicTest(written.toString(), () -> {
            Casebook casebook = written.casebook();
            byte[] pdf = keep(written.id() + ".pdf", pdf(filled(open(casebook, Set.of()), StudyWords.FRENCH)));
            String text = plain(pdf).replace(" ", "");
            assertThat(casebook.instances()).filteredOn(at -> at.answer().value() != null && !at.item().isIdentity())
                    .allMatch(at -> text.contains(StudyWords.FRENCH.value(at.item(), at.answer().value())
                            .replaceAll("[\\s\u00a0\u202f]+", "")), "stands on it");
            PdfReader.requireToLast(pdf);
        }));
    }

    @Test
    void aValueAReasonABlankAndWhatIsNotAskedLookDifferent() {
        String page = filled(open(Casebooks.filled(Map.of("ana", 0, "overlap", 1), Map.of("dx_date", "ND")).complete(), Set.of()),
                StudyWords.FRENCH);
        assertThat(page).contains("<span class=\"value\">négatifs</span>", "<span class=\"reason\">non documenté</span>",
                "<span class=\"blank\">non renseigné</span>", "<span class=\"unasked\">non demandé</span>");
    }

    @Test
    void theFirstPageTellsWhatWasFoundSignedAndSaid() throws IOException {
        byte[] pdf = pdf(filled(open(Casebooks.with(Map.of("hb_m0", "99", "plt_m0", "1", "event_txt_m0", "décès à domicile", "ana", 1)), Set.of()), StudyWords.FRENCH));
        keep("front.pdf", pdf);
        String text = plain(pdf);
        assertThat(text).contains("Dr Jeanne Dupont · 23/11/2025 11:00:00", "atteste", "E90", "Autre raison – Vu au dossier (Dr Jeanne Dupont",
                "SIVIG · SIV-01-001", "page 1/" + PdfReader.pages(pdf), "Données au 23/11/2025 11:00:00 (Europe/Paris)",
                "formulaires version 1", "Requêtes Aucune.");
    }

    @Test
    void neitherIdentityNorWhatItsReaderDoesNotSeeIsOnIt() throws IOException {
        Map<String, Object> answers = new HashMap<>(Map.of("last_name3", "QZX", "birth_date", "2031-05-17", "ref_physician", "Dr Wartburg"));
        String text = plain(pdf(filled(open(Casebooks.with(answers), Set.of(IdentificationForm.REF_PHYSICIAN)), StudyWords.FRENCH)));
        assertThat(text).doesNotContain("QZX", "2031", "17/05", "Wartburg").contains("non communiqué");
    }

    @Test
    void whatSomebodyTypedIsNeverMarkup() throws Exception {
        String typed = "</span><script>alert(1)</script> & « x » \"y\" \u0001 😀 漢\nligne 2";
        byte[] pdf = pdf(filled(open(Casebooks.with(Map.of("event_txt_m3", typed)), Set.of()), StudyWords.ENGLISH));
        assertThat(plain(pdf).replace(" ", "")).contains("</span><script>alert(1)</script>&«x»");
        PdfReader.requireToLast(pdf);
    }

    @Test
    void theSameStateIsTheSameBytes() throws IOException {
        assertThat(pdf(filled(open(Casebooks.with(Map.of("ana", 1)), Set.of()), StudyWords.FRENCH)))
                .isEqualTo(pdf(filled(open(Casebooks.with(Map.of("ana", 1)), Set.of()), StudyWords.FRENCH)));
    }

    @Test
    void aTableOfPatientsListsFortyAndSaysHowManyMoreThereAre() throws IOException {
        for (int patients : new int[] {40, 41, 45}) {
            List<List<String>> lines = Stream.concat(Stream.of(List.of("Patient", "Effet")),
                    IntStream.rangeClosed(1, patients).mapToObj(i -> List.of("SIV-01-%03d".formatted(i), "AVC"))).toList();
            for (boolean ofPatients : new boolean[] {true, false}) {
                String text = PdfReader.text(pdf(FiguresPdf.xhtml(List.of(new FiguresPdf.Sheet("Tolérance", List.of(), List.of(),
                        List.of(new FiguresPdf.Table("Effets graves", lines, ofPatients)))), Locale.FRENCH)));
                boolean cut = ofPatients && patients > 40;
                assertThat(text).contains("SIV-01-040");
                assertThat(text.contains("SIV-01-041")).isEqualTo(patients > 40 && !cut);
                assertThat(text.contains("le fichier CSV de cette figure")).isEqualTo(cut);
                if (cut) {
                    assertThat(text).contains("Et " + (patients - 40) + (patients == 41 ? " autre" : " autres"));
                }
            }
        }
    }
}
