package org.sivig.ecrf.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one patient. One that was justified and is true again is true with its old justification, and no
 * record says which of several that is: so a justification that stands must have been given once at this item, and the
 * last that was given or taken back must stand.
 */
final class FindingFacts {

    private static final String TABLE = "finding";

    /** What the site said of a finding. */
    record Said(@Nullable String reason, @Nullable String text, @Nullable String by) {
        boolean isNothing() {
            return reason == null && text == null && by == null;
        }
    }

    /** A row of the table. */
    record Kept(String state, String severity, Instant firedAt, @Nullable Said said) {

        boolean isTrue() {
            return !state.equals("RESOLVED");
        }

        /** Whether its state is the one that follows from the rest of it. */
        boolean isConsistent() {
            return !isTrue() || state.equals(said != null ? "JUSTIFIED" : severity.equals("INFO") ? "NOTED" : "OPEN");
        }
    }

    private static final class Told {
        private final List<Instant> fired = new ArrayList<>();
        private final List<Said> said = new ArrayList<>();
        private int standing;
        private boolean spokenLast;
        private @Nullable Said last;
    }

    private final Map<String, Told> told = new TreeMap<>();
    private final Map<String, List<Kept>> kept = new TreeMap<>();

    static String place(String check, String form, String rowKey, String item) {
        return String.join(" ", check, form, rowKey, item);
    }

    void add(Act act, Chain.Link link) {
        Told at = told.computeIfAbsent(place(Objects.requireNonNullElse(link.subject(), ""), link.form(), link.rowKey(),
                link.item()), place -> new Told());
        switch (act) {
            case FINDING_FIRED -> {
                at.fired.add(link.at());
                at.standing++;
                at.spokenLast = false;
            }
            case FINDING_RESOLVED -> at.standing--;
            case FINDING_JUSTIFIED -> {
                at.last = new Said(Objects.requireNonNullElse(link.newValue(), ""), link.reason(), link.username());
                at.said.add(at.last);
                at.spokenLast = true;
            }
            case FINDING_REOPENED -> {
                at.last = null;
                at.spokenLast = true;
            }
            default -> throw new IllegalArgumentException("Not of a finding: " + act);
        }
    }

    void addKept(String place, Kept row) {
        kept.computeIfAbsent(place, each -> new ArrayList<>()).add(row);
    }

    Stream<Mismatch> differences(String patient) {
        return Stream.concat(told.keySet().stream(), kept.keySet().stream()).distinct().sorted().flatMap(place -> {
            Mismatch.Kind kind = difference(told.getOrDefault(place, new Told()), kept.getOrDefault(place, List.of()));
            return kind == null ? Stream.empty() : Stream.of(new Mismatch(patient, TABLE, place, kind));
        });
    }

    private static Mismatch.@Nullable Kind difference(Told told, List<Kept> rows) {
        if (rows.isEmpty()) {
            return Mismatch.Kind.MISSING;
        }
        if (rows.size() > told.fired.size()) {
            return Mismatch.Kind.UNRECORDED;
        }
        boolean agrees = rows.stream().filter(Kept::isTrue).count() == told.standing
                && rows.stream().allMatch(row -> row.isConsistent() && (row.said() == null || told.said.contains(row.said()))
                        && told.fired.stream().anyMatch(fired -> Facts.isNear(fired, row.firedAt()))
                        && (!row.isTrue() || !told.spokenLast || Objects.equals(row.said(), told.last)));
        return agrees ? null : Mismatch.Kind.CHANGED;
    }
}
