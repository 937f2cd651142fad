package org.sivig.ecrf.cohort;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a figure is looked at, as it stands in the address beside the filters. A figure passes over what does not concern it.
 *
 * @param subject    what is drawn: a panel of {@link Trajectories#PANELS}, or the name of an item in {@link FigureKind#STOP};
 *                   null for the first
 * @param visit      the visit of the waterfall of {@link FigureKind#RESPONDERS}
 * @param same       in {@link FigureKind#TRAJECTORIES}: at each visit only the patients who have a value at M0 too
 * @param wholeVisit in {@link FigureKind#STOP}: one stop visit for all items, instead of one for each
 * @param tests      whether exploratory probabilities are computed
 */
public record Choice(@Nullable String subject, String visit, boolean same, boolean wholeVisit, boolean tests)
        implements Serializable {

    /** What is looked at unless somebody says otherwise. */
    public static final Choice START = new Choice(null, "m12", false, false, false);

    private static final String SUBJECT = "_item";
    private static final String VISIT = "_visit";
    private static final String SAME = "_same";
    private static final String WHOLE = "_whole";
    private static final String TESTS = "_tests";
    private static final String ON = "1";

    public Choice withSubject(@Nullable String subject) {
        return new Choice(subject, visit, same, wholeVisit, tests);
    }

    public Choice withVisit(String visit) {
        return new Choice(subject, visit, same, wholeVisit, tests);
    }

    public Choice withSame(boolean same) {
        return new Choice(subject, visit, same, wholeVisit, tests);
    }

    public Choice withWholeVisit(boolean wholeVisit) {
        return new Choice(subject, visit, same, wholeVisit, tests);
    }

    public Choice withTests(boolean tests) {
        return new Choice(subject, visit, same, wholeVisit, tests);
    }

    /** The parameters of its address; what is as ever is left out. All begin with an underscore, so that no filter is meant. */
    public Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (subject != null) {
            parameters.put(SUBJECT, List.of(subject));
        }
        if (!visit.equals(START.visit)) {
            parameters.put(VISIT, List.of(visit));
        }
        Map.of(SAME, same, WHOLE, wholeVisit, TESTS, tests).forEach((name, on) -> {
            if (on) {
                parameters.put(name, List.of(ON));
            }
        });
        return parameters;
    }

    /** Reads the parameters of an address, whatever others stand there; what cannot be read is as ever. */
    public static Choice read(Map<String, List<String>> parameters) {
        return new Choice(first(parameters, SUBJECT).filter(text -> text.matches("[a-z0-9_]{1,30}")).orElse(null),
                first(parameters, VISIT).filter(Columns.FOLLOW_UP::contains).orElse(START.visit),
                isOn(parameters, SAME), isOn(parameters, WHOLE), isOn(parameters, TESTS));
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static boolean isOn(Map<String, List<String>> parameters, String name) {
        return first(parameters, name).filter(ON::equals).isPresent();
    }
}
