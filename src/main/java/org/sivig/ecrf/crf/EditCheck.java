package org.sivig.ecrf.crf;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that answers should keep. It has no effect on what is stored: where its claim is true, a finding shows. It is
 * declared once, next to the forms it concerns, with the words of its message under {@link #messageKey}.
 */
public final class EditCheck {

    /** Key of the message of a check that is not known. */
    public static final String UNKNOWN = "check.unknown";

    /** Which items a check looks at, one by one, when it names none: those that have a value and are of these types. */
    public enum Any {
        /** Numbers and dates. */
        VALUE("*", Set.of(ItemType.INTEGER, ItemType.DECIMAL, ItemType.DATE, ItemType.PARTIAL_DATE)),
        DATE("*date", Set.of(ItemType.DATE, ItemType.PARTIAL_DATE)),
        YEAR("*year", Set.of(ItemType.YEAR));

        private final String text;
        private final Set<ItemType> types;

        Any(String text, Set<ItemType> types) {
            this.text = text;
            this.types = types;
        }
    }

    /**
     * Where a finding shows, and when.
     *
     * @param item null when it looks at any item of some types
     * @param any  null when it looks at one item
     */
    record Anchor(@Nullable Item<?, ?> item, @Nullable Any any, Claim claim) {

        boolean covers(Item<?, ?> other) {
            return item == null ? any.types.contains(other.type()) : item == other;
        }

        String text() {
            return (item == null ? any.text : item) + ": " + claim.text();
        }
    }

    private final String id;
    private final Severity severity;
    private final List<Anchor> anchors;
    private final Map<String, Told> told;
    private final @Nullable String text;
    private final String messageKey;

    private EditCheck(String id, Severity severity, List<Anchor> anchors, Map<String, Told> told,
            @Nullable String text, String messageKey) {
        this.id = id;
        this.severity = severity;
        this.anchors = anchors;
        this.told = told;
        this.text = text;
        this.messageKey = messageKey;
    }

    // --- declaration ------------------------------------------------------------------------------------------------

    public static EditCheck error(String id) {
        return new EditCheck(id, Severity.ERROR, List.of(), Map.of(), null, keyOf(id));
    }

    public static EditCheck warning(String id) {
        return new EditCheck(id, Severity.WARNING, List.of(), Map.of(), null, keyOf(id));
    }

    public static EditCheck info(String id) {
        return new EditCheck(id, Severity.INFO, List.of(), Map.of(), null, keyOf(id));
    }

    /** One that somebody made, in their own words. */
    public static EditCheck inWords(String id, Severity severity, String text) {
        return new EditCheck(id, severity, List.of(), Map.of(), text, keyOf(id));
    }

    /** One that this version does not know: it fires nowhere, and its message says that. */
    public static EditCheck unknown(String id, Severity severity) {
        return new EditCheck(id, severity, List.of(), Map.of(), null, UNKNOWN);
    }

    private static String keyOf(String id) {
        return "check." + id;
    }

    /** It shows at each instance of this item for which the claim is true. */
    public EditCheck at(Item<?, ?> item, Claim claim) {
        return with(new Anchor(item, null, claim));
    }

    /** It shows at each instance with a value of any item of these types for which the claim is true. */
    public EditCheck at(Any any, Claim claim) {
        return with(new Anchor(null, any, claim));
    }

    private EditCheck with(Anchor anchor) {
        return new EditCheck(id, severity, Stream.concat(anchors.stream(), Stream.of(anchor)).toList(), told,
                text, messageKey);
    }

    /**
     * What a placeholder of its message stands for. {@code field} and {@code visit} name the instance and stand for
     * themselves.
     */
    public EditCheck tells(String placeholder, Told what) {
        Map<String, Told> more = new LinkedHashMap<>(told);
        more.put(placeholder, what);
        return new EditCheck(id, severity, anchors, more, text, messageKey);
    }

    // --- what it is -------------------------------------------------------------------------------------------------

    /** The contract's name. */
    public String id() {
        return id;
    }

    public Severity severity() {
        return severity;
    }

    /** Its message in the words of who made it; null for what stands in the translation files. */
    public @Nullable String text() {
        return text;
    }

    /** Key of its message in the translation files. */
    public String messageKey() {
        return messageKey;
    }

    /** What the placeholders of its message stand for, by name. */
    public Map<String, Told> told() {
        return told;
    }

    /** Its anchors and claims in the grammar of the data contract. */
    public String condition() {
        return anchors.stream().map(Anchor::text).collect(joining(" | "));
    }

    /** The names of the forms whose answers enter; {@code *} for any. */
    public Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        for (Anchor anchor : anchors) {
            forms.add(anchor.item() == null ? "*" : anchor.item().form());
            anchor.claim().items().forEach(item -> forms.add(item.form()));
        }
        return forms.contains("*") ? Set.of("*") : forms;
    }

    List<Anchor> anchors() {
        return anchors;
    }

    // --- what it says -----------------------------------------------------------------------------------------------

    /** Whether it would show at the place of an evaluation, if the item is asked. */
    public boolean fires(Evaluation evaluation) {
        return anchors.stream().filter(anchor -> anchor.covers(evaluation.at().item()))
                .anyMatch(anchor -> anchor.claim().in(evaluation).isTrue());
    }

    @Override
    public String toString() {
        return id;
    }
}
