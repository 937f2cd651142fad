package org.sivig.ecrf.ui.casebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.ItemField;
import org.sivig.ecrf.ui.Unsent;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.CellHost;
import org.sivig.ecrf.ui.casebook.field.MatrixCell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes what was typed into fields that are gone: another page was opened, or the tab was closed. Each answer is read as
 * its field would read it, and saved on its own; one that asks for a decision, or a reason, is left to the one who typed.
 */
@RestController
class LeftAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(LeftAnswers.class);

    /** More than any page holds. */
    private static final int MOST = 1000;

    private final Casebooks casebooks;
    private final JsonMapper json;

    LeftAnswers(Casebooks casebooks, JsonMapper json) {
        this.casebooks = casebooks;
        this.json = json;
    }

    /**
     * Saves what was left, as far as that can be done without asking.
     *
     * @param typed JSON: an array of {@link Unsent}
     * @param look     only say what is stored already
     * @param language that of the page
     * @return the export names of what is stored now; 503 where none is and it may be tried again
     */
    @PostMapping("/left/{number}")
    ResponseEntity<List<String>> left(@PathVariable String number, @RequestParam String typed, @RequestParam boolean look,
            @RequestParam String language) {
        List<String> stored = new ArrayList<>();
        OpenCasebook open = casebooks.open(number);
        for (Unsent each : List.of(json.readValue(typed, Unsent[].class)).stream().limit(MOST).toList()) {
            List<Edit> edits = read(each, open, Locale.forLanguageTag(language));
            boolean isThere = !edits.isEmpty() && edits.stream().allMatch(
                    edit -> open.casebook().reach(edit.item()).answer().equals(edit.next()));
            open.casebook().dropEmpty();
            try {
                if (isThere || !edits.isEmpty() && !look
                        && casebooks.save(number, edits, null, Saving.instant(Objects.requireNonNullElse(each.typedAt(), 0.0))) instanceof SaveResult.Saved) {
                    stored.add(each.item());
                }
            } catch (AccessDeniedException | PatientNotFoundException denied) {
                throw denied;
            } catch (RuntimeException failed) {
                if (Failure.of(failed, "Saving an answer left of " + number).isPassing()) {
                    return ResponseEntity.status(stored.isEmpty() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
                            .body(stored); // it is sent again, and what was typed after it stays behind it
                }
            }
        }
        return ResponseEntity.ok(stored);
    }

    /** What has to be stored for it; nothing when it is no answer to its item. */
    private List<Edit> read(Unsent left, OpenCasebook open, Locale locale) {
        Casebook.Instance instance = open.casebook().reach(left.item());
        Section section = Study.sectionOf(instance).orElse(null);
        if (section == null || instance.item().isFixed() || !open.editable()
                || !open.shows(instance.item())) {
            return List.of();
        }
        List<Edit> read = new ArrayList<>();
        AnswerField field = field(instance, open.casebook(), new Words(locale), new Reads(read));
        field.resume(left);
        return read;
    }

    /** The field in which it was typed. */
    private static AnswerField field(Casebook.Instance at, Casebook casebook, Words words, Reads reads) {
        if (at.row() instanceof Visit visit) {
            MatrixCell cell = new MatrixCell(reads, at.item(), visit, words, reads);
            MatrixCell limit = cell.comparator();
            if (limit != null) {
                limit.show(casebook.instance(limit.name()), casebook, Map.of());
            }
            cell.show(at, casebook, Map.of());
            return cell;
        }
        AnswerField field = new ItemField(at.item(), at.exportName(), words.label(at), words, reads);
        field.show(at, casebook, Map.of());
        return field;
    }

    /** It stays with who sent it; what would happen again is not sent again by itself. */
    @ExceptionHandler
    ResponseEntity<Void> failed(RuntimeException failed) {
        return ResponseEntity.status(Failure.of(failed, "Taking what was left of a page").isPassing()
                ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR).build();
    }

    /** What was sent is no answer to anything. */
    @ExceptionHandler({IllegalArgumentException.class, JacksonException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    void malformed() {
        LOG.warn("What was left of a page could not be read");
    }

    @ExceptionHandler({AccessDeniedException.class, PatientNotFoundException.class})
    @ResponseStatus(HttpStatus.FORBIDDEN)
    void denied() {
        // As everywhere: it is not said whether there is such a patient.
    }

    /** Hears from a field what is to be stored; nobody is there to be asked anything. */
    private record Reads(List<Edit> into) implements AnswerField.Listener, CellHost {

        @Override
        public void answered(AnswerField field, List<Edit> edits, String typed) {
            into.addAll(edits);
        }

        @Override
        public void refused(AnswerField field) {
            // Left to the one who typed.
        }

        @Override
        public void reasonsAsked(AnswerField field, String at) {
            // No button is shown.
        }

        @Override
        public void touched() {
            // It is not shown.
        }

        @Override
        public void push(String name, String text) {
            // Nothing is shown.
        }

        @Override
        public void putUp(MatrixCell cell) {
            // Nothing is shown.
        }

        @Override
        public void takeDown(MatrixCell cell) {
            // Nothing is shown.
        }
    }
}
