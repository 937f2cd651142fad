package org.sivig.ecrf.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.PackageFile;
import org.sivig.ecrf.release.PackageFiles;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.VisitForm;
import org.springframework.stereotype.Component;

/** The blank forms of every package: in French and in English, and both annotated with the names of answers in its files. */
@Component
class PaperFiles implements PackageFiles {

    /** The forms are as old as their version, whatever the package: the same in each. */
    private static final Instant FORMS_AT = Instant.EPOCH;

    private final Map<String, CompletableFuture<byte[]>> made = new ConcurrentHashMap<>();

    @Override
    public List<PackageFile> of(Cut cut) {
        return List.of(new Blank("crf/crf-blank-fr.pdf", StudyWords.FRENCH, false),
                new Blank("crf/crf-blank-en.pdf", StudyWords.ENGLISH, false),
                new Blank("crf/crf-annotated.pdf", StudyWords.FRENCH, true),
                new Blank("crf/crf-annotated-en.pdf", StudyWords.ENGLISH, true));
    }

    /** A form, made once, beside what is read meanwhile: it does not depend on the data. */
    private final class Blank implements PackageFile {

        private final String path;
        private final StudyWords words;
        private final boolean annotated;

        Blank(String path, StudyWords words, boolean annotated) {
            this.path = path;
            this.words = words;
            this.annotated = annotated;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Body open(OutputStream out) {
            CompletableFuture<byte[]> pdf = made.computeIfAbsent(path, first -> CompletableFuture.supplyAsync(this::pdf));
            return () -> {
                try {
                    out.write(pdf.join());
                } catch (CompletionException failed) {
                    made.remove(path, pdf); // the next package tries again
                    throw failed;
                }
                return Extent.NONE;
            };
        }

        private byte[] pdf() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                Pdf.write(blank(words, annotated), FORMS_AT, bytes);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }
    }

    static String blank(StudyWords words, boolean annotated) {
        String title = words.of(annotated ? "paper.annotated" : "paper.blank");
        PaperPage page = new PaperPage(words, title + " – SIVIG", "SIVIG", title + ", "
                + words.of("paper.version", Study.FORMS_VERSION));
        Casebook casebook = Study.blank(LocalDate.EPOCH);
        boolean first = true;
        for (Section section : Study.SECTIONS) {
            Html html = new Html();
            if (first) {
                html.element("h1", "", words.of("study")).element("p", "", words.of("paper.study"))
                        .element("p", "class=\"hint\"", words.of("paper.missing"))
                        .element("p", "class=\"hint\"", words.of("paper.added"));
                if (annotated) {
                    html.element("p", "class=\"hint\"", words.of("paper.annotation"));
                }
                first = false;
            }
            new FormLayout(words, new BlankCells(words, annotated), casebook, section, html).write();
            page.with(FormLayout.title(words, section), section.forms().contains(VisitForm.FORM), html);
        }
        return page.xhtml();
    }
}
