package org.sivig.ecrf.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of one patient, each fact under where it is kept: as the records tell it, or as the tables hold it. */
final class Facts {

    /** A record is written within the transaction that does what it tells of, so their times are this near. */
    private static final Duration NEAR = Duration.ofMinutes(10);

    private static final String COMPUTED = "computed:";

    private record Where(String table, String place) implements Comparable<Where> {
        @Override
        public int compareTo(Where other) {
            int tables = table.compareTo(other.table);
            return tables == 0 ? place.compareTo(other.place) : tables;
        }
    }

    private record Fact(@Nullable Instant at, List<@Nullable Object> content) {
        boolean agrees(Fact other) {
            return content.equals(other.content)
                    && (at == null || other.at == null || isNear(at, other.at));
        }
    }

    private final Map<Where, Fact> facts = new TreeMap<>();

    /** @param at when it became so; null when that is not kept */
    void put(String table, String place, @Nullable Instant at, @Nullable Object... content) {
        facts.put(new Where(table, place), new Fact(at, Arrays.asList(content)));
    }

    /** Keeps a figure of a row, or forgets it where there is no value of it. */
    void putComputed(String table, String row, String figure, @Nullable String value) {
        if (value == null) {
            remove(table, StoredFacts.place(row, COMPUTED + figure));
        } else {
            put(table, StoredFacts.place(row, COMPUTED + figure), null, value);
        }
    }

    /** Leaves out the figures. */
    void forgetComputed() {
        facts.keySet().removeIf(where -> where.place().contains(COMPUTED));
    }

    void remove(String table, String place) {
        facts.remove(new Where(table, place));
    }

    long count(String table) {
        return facts.keySet().stream().filter(where -> where.table().equals(table)).count();
    }

    static boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(NEAR) < 0;
    }

    /** Where what is stored differs from these, which were recorded. */
    Stream<Mismatch> differences(String patient, Facts stored) {
        Stream<Mismatch> told = facts.entrySet().stream().flatMap(each -> {
            Fact kept = stored.facts.get(each.getKey());
            return kept != null && each.getValue().agrees(kept) ? Stream.empty() : Stream.of(mismatch(patient, each.getKey(),
                    kept == null ? Mismatch.Kind.MISSING : Mismatch.Kind.CHANGED));
        });
        return Stream.concat(told, stored.facts.keySet().stream().filter(where -> !facts.containsKey(where))
                .map(where -> mismatch(patient, where, Mismatch.Kind.UNRECORDED)));
    }

    private static Mismatch mismatch(String patient, Where where, Mismatch.Kind kind) {
        return new Mismatch(patient, where.table(), where.place(), kind);
    }
}
