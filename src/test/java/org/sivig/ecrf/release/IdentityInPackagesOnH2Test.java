package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.OnH2;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.demo.DemoCohort;
import org.sivig.ecrf.paper.CasebookPdf;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.RaiseResult;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Nobody’s letters and nobody’s birth date leave, in whatever way they are written: the demo cohort, with letters and
 * birth dates that occur nowhere else, is taken out in all forms there are, and every file is unpacked and searched.
 */
class IdentityInPackagesOnH2Test extends ServiceTest implements OnH2 {

    private static final Set<String> IDENTITY = Set.of("last_name3", "first_name3", "birth_date");
    /** No word of any file consists of them. */
    private static final String RARE = "JKQXZW";
    private static final LocalDate FIRST_DAY_OF_SPREADSHEETS = LocalDate.of(1899, 12, 30);
    /** So that no other date looks the same with day and month the other way round. */
    private static final int NO_MONTH = 13;

    private static final List<String> WRITTEN = List.of("yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy",
            "dd.MM.yyyy", "dd MM yyyy", "ddMMyyyy", "MM/dd/yyyy", "MM-dd-yyyy", "MMddyyyy", "dd/MM/yy", "d MMMM yyyy", "d MMM yyyy",
            "dd MMM yyyy", "ddMMMyyyy", "MMMM d, yyyy", "MMM d, yyyy");

    /** Whatever could be a date, a number in a cell or letters. */
    private static final List<Pattern> CANDIDATES = Stream.of("(?<!\\d)\\d{4}([-/. ]?)\\d\\d\\1\\d\\d(?!\\d)",
            "(?<!\\d)\\d\\d?([-/. ]?)\\d\\d?\\1\\d{4}(?!\\d)", "(?<!\\d)\\d\\d/\\d\\d/\\d\\d(?!\\d)",
            "(?<!\\d)\\d\\d? ?\\p{L}{3,9}\\.? ?\\d{4}(?!\\d)", "\\p{L}{3,9}\\.? \\d\\d?, \\d{4}(?!\\d)",
            "(?<=<v>)\\d{5}(?=(\\.0+)?</v>)", "(?<!\\p{L})[" + RARE + "]{3}(?!\\p{L})")
            .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)).toList();

    @TempDir
    private Path folder;

    @Autowired
    private Packer packer;
    @Autowired
    private CasebookPdf pdf;
    @Autowired
    private Queries queries;

    private final List<String> letters = new ArrayList<>();
    private final List<LocalDate> births = new ArrayList<>();

    /** Every way in which they may be written, in lower case. */
    private static Set<String> written(List<String> letters, List<LocalDate> dates) {
        Set<String> written = new HashSet<>(letters);
        for (LocalDate date : dates) {
            for (Locale language : Cut.LANGUAGES) {
                WRITTEN.forEach(form -> written.add(DateTimeFormatter.ofPattern(form, language).format(date)));
            }
            written.add("" + ChronoUnit.DAYS.between(FIRST_DAY_OF_SPREADSHEETS, date));
        }
        return written.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static Set<String> found(String text, Set<String> written) {
        Set<String> found = new TreeSet<>();
        CANDIDATES.forEach(candidate -> candidate.matcher(text).results().map(each -> each.group().toLowerCase(Locale.ROOT))
                .filter(written::contains).forEach(found::add));
        return found;
    }

    private String rareLetters() {
        int next = letters.size() + 1;
        String three = "" + RARE.charAt(next / 36 % 6) + RARE.charAt(next / 6 % 6) + RARE.charAt(next % 6);
        letters.add(three);
        return three;
    }

    private String rareBirth(LocalDate about, Set<String> taken) {
        LocalDate day = about.withDayOfMonth(NO_MONTH);
        while (written(List.of(), List.of(day)).stream().anyMatch(taken::contains) || day.getDayOfMonth() < NO_MONTH) {
            day = day.plusDays(1);
        }
        births.add(day);
        taken.add(day.toString());
        return day.toString();
    }

    @Test
    void noLettersAndNoBirthDateAreInAnyFile() throws IOException {
        List<List<Edit>> demo = DemoCohort.all();
        Set<String> taken = demo.stream().flatMap(List::stream).filter(edit -> !IDENTITY.contains(edit.item()))
                .map(edit -> String.valueOf(edit.next().value())).collect(Collectors.toSet());
        List<String> numbers = new ArrayList<>();
        for (List<Edit> chart : demo) {
            String site = numbers.size() < 3 ? "02" : "01";
            signIn(site.equals("02") ? INES : CLAIRE);
            String number = casebooks.create(site);
            numbers.add(number);
            assertThat(casebooks.save(number, chart.stream().filter(edit -> !IDENTITY.contains(edit.item())).toList(), null))
                    .isInstanceOf(SaveResult.Saved.class);
            LocalDate birth = chart.stream().filter(edit -> edit.item().equals("birth_date")).map(edit -> edit.next().value())
                    .map(value -> LocalDate.parse(value.toString())).findFirst().orElse(LocalDate.of(1950, 6, 15));
            save(number, "last_name3=" + rareLetters(), "first_name3=" + rareLetters(), "birth_date=" + rareBirth(birth, taken));
        }
        String changed = numbers.getFirst();
        signIn(INES);
        LocalDate known = LocalDate.parse("2009-04-27");
        save(changed, "ref_physician=Dr XZW", "visit_date_m0=" + known, "event_txt_m0=Vu le 27 avril 2009.");
        assertThat(casebooks.save(changed, edits(read(changed), "last_name3=" + rareLetters(), "birth_date="
                + rareBirth(births.getFirst(), taken)), "Erreur de transcription")).isInstanceOf(SaveResult.Saved.class);
        signIn(viewer("dm", Role.DATA_MANAGER));
        Stream.of("birth_date", "last_name3").forEach(item ->
                assertThat(queries.raise(changed, item, "Merci de vérifier.")).isInstanceOf(RaiseResult.Raised.class));
        assertThat(letters).doesNotHaveDuplicates().doesNotContain("XZW").hasSizeGreaterThan(2 * 40);
        assertThat(births).doesNotHaveDuplicates();

        Map<String, String> texts = new Unpacked(Map.of("archive.zip", archive(), "casebooks.zip", casebooksOfSite("02"))).texts();
        Set<String> identity = written(letters, births);
        texts.forEach((path, text) -> {
            assertThat(found(path, identity)).as("the name of %s", path).isEmpty();
            assertThat(found(text, identity)).as(path).isEmpty();
        });

        assertThat(pathsWith(texts, written(List.of(), List.of(known)))).as("a date that is no birth date is found in all of them")
                .contains("archive.zip/data/visits.csv", "archive.zip/data/wide.csv", "archive.zip/odm/odm.xml", "archive.zip/odm/odm-audit.xml", "archive.zip/dataset-json/visits.json",
                        "archive.zip/records/audit.csv", "casebooks.zip/" + changed + ".pdf")
                .anyMatch(path -> path.startsWith("archive.zip/sivig.xlsx/xl/"));
        assertThat(pathsWith(texts, written(List.of("XZW"), List.of()))).as("and so are three letters")
                .contains("archive.zip/data/patients.csv", "archive.zip/odm/odm.xml", "casebooks.zip/" + changed + ".pdf");
    }

    private static List<String> pathsWith(Map<String, String> texts, Set<String> written) {
        return texts.entrySet().stream().filter(file -> !found(file.getValue(), written).isEmpty()).map(Map.Entry::getKey).toList();
    }

    private byte[] archive() throws IOException {
        return Files.readAllBytes(packer.pack(new Scope(Role.DATA_MANAGER, Optional.empty()), new PackageRequest(true, true), folder,
                (patients, of) -> { }).file());
    }

    private byte[] casebooksOfSite(String site) throws IOException {
        signIn(INES);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        pdf.writeSite(site, true, Locale.FRENCH, (done, of) -> { }, zip);
        return zip.toByteArray();
    }
}
