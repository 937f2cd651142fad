package org.sivig.ecrf.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Study;

/**
 * What of the study should be verified against the source: everything of the first patients of each site and of a share of the
 * others, who are drawn by chance, and of all patients the critical items.
 *
 * @param critical items as {@code form.item}
 * @param first    how many patients of each site, by number, are verified wholly
 * @param percent  of each hundred other patients, how many are
 * @param seed     what they are drawn by: a plan always draws the same
 * @param by       the user name of who made it
 * @param reason   why it is as it is
 */
public record VerificationPlan(Set<String> critical, int first, int percent, long seed, String by, Instant at, String reason) {

    /** What can be critical, in paper order: identity is not verified. */
    public static final List<String> ITEMS = Study.FORMS.stream().flatMap(form -> form.items().stream()
            .filter(item -> !item.isIdentity() && !item.isFixed()).map(item -> key(form, item))).distinct().toList();

    /** While nobody has made a plan, everything should be. */
    static final VerificationPlan EVERYTHING = new VerificationPlan(Set.of(), 0, 100, 0, "", Instant.EPOCH, "");

    public static final int MOST_FIRST = 1000;

    public VerificationPlan {
        critical = new TreeSet<>(critical);
        if (first < 0 || first > MOST_FIRST || percent < 0 || percent > 100 || !ITEMS.containsAll(critical)) {
            throw new IllegalArgumentException("No such plan");
        }
    }

    static String key(Form<?> form, Item<?, ?> item) {
        return form.name() + "." + item.name();
    }

    /** The item that stands in a plan under this name; empty when there is none. */
    public static Optional<Item<?, ?>> item(String key) {
        return Study.FORMS.stream().flatMap(form -> form.items().stream().filter(item -> key(form, item).equals(key))
                .<Item<?, ?>>map(item -> item)).findFirst();
    }

    boolean isCritical(Form<?> form, Item<?, ?> item) {
        return critical.contains(key(form, item));
    }

    /** Whether every answer of every patient should be. */
    public boolean isOfEverything() {
        return percent == 100;
    }

    /**
     * Whether everything of a patient should be.
     *
     * @param number the patient
     * @param before how many patients of the site have a smaller number
     */
    boolean isWhole(String number, int before) {
        return before < first || new Random(31 * seed + number.hashCode()).nextInt(100) < percent;
    }

    /** Critical items that stand in a text, each between bars. */
    static Set<String> read(String text) {
        return new TreeSet<>(Stream.of(text.split("\\|")).filter(each -> !each.isEmpty()).filter(ITEMS::contains).toList());
    }

    String criticalText() {
        return critical.isEmpty() ? "" : "|" + String.join("|", critical) + "|";
    }
}
