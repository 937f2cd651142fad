package org.sivig.ecrf.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitPlan;
import org.springframework.stereotype.Component;

/** {@code codebook/}: what the columns are, what codes mean, and what is missing where. */
@Component
class CodebookFiles implements PackageFiles {

    private static final List<String> MISSING =
            List.of("form", "row", "item", "site", "asked", "value", "ND", "NF", "NAP", "blank");

    @Override
    public List<PackageFile> of(Cut cut) {
        return List.of(CsvFile.of("codebook/columns.csv", Codebook.COLUMNS, () -> Codebook.columns(cut)),
                CsvFile.of("codebook/codelists.csv", Codebook.CODES, () -> Codebook.codes(cut)),
                CsvFile.of("codebook/missing.csv", MISSING, new Missing()),
                new TextFile("codebook/codebook.html", () -> Codebook.page(cut)));
    }

    /** Counts what is asked and what became of it, for each item of each row and each site. */
    private static final class Missing implements CsvFile.Lines {

        /** An item of a row, in paper order. */
        private record Place(int form, int row, String key, int item) implements Comparable<Place> {

            private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::form)
                    .thenComparingInt(Place::row).thenComparing(Place::key).thenComparingInt(Place::item);

            static Place of(Casebook.Instance at) {
                String visit = at.row().keys().get("visit");
                return new Place(Study.FORMS.indexOf(at.form()),
                        visit == null ? at.row().place() : VisitPlan.LIST.get(visit).month(), at.row().key(),
                        at.form().items().indexOf(at.item()));
            }

            List<String> names() {
                Form<?> at = Study.FORMS.get(form);
                return List.of(at.table(), key, at.items().get(item).name());
            }

            @Override
            public int compareTo(Place other) {
                return ORDER.compare(this, other);
            }
        }

        /** What was counted at a place, by site. */
        private record Counted(Place place, Map<String, long[]> bySite) {
        }

        private final Map<String, Counted> counts = new HashMap<>();

        @Override
        public void patient(CutPatient patient) {
            Casebook casebook = patient.casebook();
            for (Casebook.Instance at : casebook.instances()) {
                if (!at.item().isIdentity() && casebook.isAsked(at)) {
                    long[] counted = counts.computeIfAbsent(at.exportName(), name -> new Counted(Place.of(at), new HashMap<>())).bySite()
                            .computeIfAbsent(patient.site(), site -> new long[MISSING.size() - 4]);
                    counted[0]++;
                    counted[column(at.answer())]++;
                }
            }
        }

        private static int column(Answer<?> answer) {
            return switch (answer.missing()) {
                case null -> answer.value() != null ? 1 : 5;
                case ND -> 2;
                case NF -> 3;
                case NAP -> 4;
            };
        }

        @Override
        public List<List<@Nullable Object>> all() {
            List<List<@Nullable Object>> lines = new ArrayList<>();
            counts.values().stream().sorted(Comparator.comparing(Counted::place)).forEach(at -> new TreeMap<>(at.bySite()).forEach((site, counted) -> {
                List<@Nullable Object> line = new ArrayList<>(at.place().names());
                line.add(site);
                for (long count : counted) {
                    line.add(count);
                }
                lines.add(line);
            }));
            return lines;
        }
    }
}
