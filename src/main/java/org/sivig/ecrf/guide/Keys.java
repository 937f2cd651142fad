package org.sivig.ecrf.guide;

import static java.util.stream.Collectors.joining;
import static org.sivig.ecrf.guide.KeyPlace.CASEBOOK;
import static org.sivig.ecrf.guide.KeyPlace.DATA;
import static org.sivig.ecrf.guide.KeyPlace.FORM;
import static org.sivig.ecrf.guide.KeyPlace.LIST;
import static org.sivig.ecrf.guide.KeyPlace.PATIENTS;
import static org.sivig.ecrf.guide.KeyPlace.VISITS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.MissingReason;

/**
 * What the keys do, in the order in which they are told: the one list for the help of a page, the line below a form, the
 * labels that name a key, and the guide.
 */
public enum Keys {
    NEXT(on(FORM), null, "Tab", "Enter"),
    BACK(on(FORM), null, "Shift+Tab"),
    CHOOSE(on(FORM, VISITS), KeyRight.ENTER, "digit", "letter"),
    CHANGE(on(FORM), KeyRight.ENTER, "arrows"),
    TICK(on(FORM), KeyRight.ENTER, "Space"),
    CLEAR(on(FORM), KeyRight.ENTER, "Delete"),
    CELL(on(VISITS), null, "arrows"),
    BELOW(on(VISITS), null, "Enter", "Shift+Enter"),
    RIGHT(on(VISITS), null, "Tab", "Shift+Tab"),
    LINE_ENDS(on(VISITS), null, "Home", "End"),
    TABLE_ENDS(on(VISITS), null, "Ctrl+Home", "Ctrl+End"),
    EDGE(on(VISITS), null, "Ctrl+arrows"),
    LIMIT(on(VISITS), KeyRight.ENTER, "<", ">"),
    LEAVE_TEXT(on(VISITS), KeyRight.ENTER, "Ctrl+Enter"),
    RESTORE(on(FORM, VISITS), KeyRight.ENTER, "Escape"),
    ND(on(FORM, VISITS), KeyRight.ENTER, "F2"),
    NF(on(FORM, VISITS), KeyRight.ENTER, "Shift+F2"),
    NAP(on(FORM, VISITS), KeyRight.ENTER, "Ctrl+F2"),
    REST_OF_VISIT(on(VISITS), KeyRight.ENTER, "Alt+N"),
    REST_OF_LINE(on(VISITS), KeyRight.ENTER, "Alt+L"),
    RANGE(on(VISITS), null, "Shift+arrows"),
    COPY(on(VISITS), null, "Ctrl+C"),
    PASTE(on(VISITS), KeyRight.ENTER, "Ctrl+V"),
    REPEAT(on(VISITS), KeyRight.ENTER, "Ctrl+D"),
    EMPTY(on(VISITS), KeyRight.ENTER, "Delete"),
    UNDO(on(VISITS), KeyRight.ENTER, "Ctrl+Z"),
    NEXT_EMPTY(on(FORM, VISITS, CASEBOOK), null, "F8"),
    ACCEPT(on(FORM, VISITS), KeyRight.ENTER, "F4"),
    ACCEPT_OTHER(on(FORM, VISITS), KeyRight.ENTER, "Shift+F4"),
    NOTES(on(FORM, VISITS), KeyRight.PRESENT, "F4"),
    SEND(on(FORM, VISITS), KeyRight.ENTER, "Ctrl+Enter"),
    VERIFY(on(FORM, VISITS), KeyRight.VERIFY, "F6"),
    TAKE_BACK(on(FORM, VISITS), KeyRight.VERIFY, "Shift+F6"),
    QUERY(on(FORM, VISITS, DATA), KeyRight.RAISE, "F7"),
    PROPOSE(on(FORM, VISITS, DATA), KeyRight.PROPOSE, "F7"),
    NOTE(on(FORM, VISITS), KeyRight.NOTE, "F7"),
    HISTORY(on(FORM, VISITS), null, "F9"),
    GRID_CELL(on(LIST, PATIENTS, DATA), null, "arrows"),
    GRID_PAGE(on(LIST, PATIENTS, DATA), null, "PageUp", "PageDown"),
    OPEN_PATIENT(on(PATIENTS), null, "Enter"),
    OPEN_FIELD(on(DATA), null, "Enter"),
    OPEN_FIELD_APART(on(DATA), null, "Ctrl+Enter"),
    MOVE_COLUMN(on(DATA), null, "Alt+↑", "Alt+↓"),
    MESSAGE(EnumSet.allOf(KeyPlace.class), null, "Alt+M"),
    HELP(EnumSet.allOf(KeyPlace.class), null, "F1", "?");

    /** Those of which one is reminded below a form; the table of visits has them on its buttons. */
    private static final Set<Keys> REMINDED =
            EnumSet.of(NEXT, ND, NF, NAP, NEXT_EMPTY, NOTES, VERIFY, QUERY, PROPOSE, NOTE, HISTORY);

    private final Set<KeyPlace> places;
    private final @Nullable KeyRight right;
    private final List<String> strokes;

    Keys(Set<KeyPlace> places, @Nullable KeyRight right, String... strokes) {
        this.places = places;
        this.right = right;
        this.strokes = List.of(strokes);
    }

    private static Set<KeyPlace> on(KeyPlace first, KeyPlace... more) {
        return EnumSet.of(first, more);
    }

    /** What works on a page for who has these rights there. */
    public static List<Keys> on(KeyPlace place, Set<KeyRight> rights) {
        return Arrays.stream(values()).filter(key -> key.places.contains(place)
                && (key.right == null || rights.contains(key.right))).toList();
    }

    /** What gives this reason why there is no answer. */
    public static Keys of(MissingReason reason) {
        return switch (reason) {
            case ND -> ND;
            case NF -> NF;
            case NAP -> NAP;
        };
    }

    /** Of what one is reminded on a page, for who has these rights there. */
    public static List<Keys> reminders(KeyPlace place, Set<KeyRight> rights) {
        return on(place, rights).stream()
                .filter(key -> key == HELP || place == FORM && REMINDED.contains(key)).toList();
    }

    /** The translation that says what it does. */
    public String labelKey() {
        return "key." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The keys as they stand on a keyboard of a language.
     *
     * @param words the words of a translation
     */
    public List<String> strokes(UnaryOperator<String> words) {
        return strokes.stream().map(stroke -> Arrays.stream(stroke.split("\\+"))
                .map(key -> key.length() <= 2 ? key : words.apply("keyboard." + key)).collect(joining("+"))).toList();
    }

    /** All of them in words. */
    public String text(UnaryOperator<String> words) {
        return String.join(" " + words.apply("key.or") + " ", strokes(words));
    }

    /** The first of them: what a label names. */
    public String stroke(UnaryOperator<String> words) {
        return strokes(words).getFirst();
    }
}
