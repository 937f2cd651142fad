package org.sivig.ecrf.ui.casebook;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.TypedDate;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.crf.Unit;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;

/** Understands the headings of a pasted block: items by their labels or as exports call them, and visits. */
final class Headings {

    /**
     * What a heading names.
     *
     * @param items those that are called so, one for each visit at most; empty when it names a visit only
     * @param visit null when it names an item only
     * @param says  what it says of each answer besides, by item
     */
    record Named(List<Item<?, ?>> items, @Nullable String visit, Map<Item<Visit, ?>, Code> says) {

        Named(List<Item<?, ?>> items, @Nullable String visit) {
            this(items, visit, Map.of());
        }

        boolean isItem() {
            return !items.isEmpty();
        }

        boolean isVisit() {
            return visit != null;
        }
    }

    /** How sure it is what a heading names. */
    enum Sureness {
        /** It is one of the names. */
        EXACT,
        /** It is like one of the names only. */
        SIMILAR,
        /** A bare number that may be the month of a visit: it counts only where everything around it says so. */
        MONTH,
        /** Several things have a name like this. */
        AMBIGUOUS,
        NONE
    }

    /**
     * @param named what it names; null unless it is one thing
     * @param unit  the unit that was written with it and is not the item's; empty otherwise
     */
    record Match(Sureness sureness, @Nullable Named named, String unit) {

        static final Match NONE = new Match(Sureness.NONE, null, "");

        boolean isKnown() {
            return sureness == Sureness.EXACT || sureness == Sureness.SIMILAR;
        }
    }

    private static final int LONGEST = 120;
    private static final int LEAST_LIKE = 5;
    private static final int LEAST_BEGINNING = 4;
    private static final Pattern MONTH = Pattern.compile("0*(\\d{1,2})");
    private static final Pattern VISIT = Pattern.compile("(?:visite |visit |v )?m(?:ois|onth)? ?0*(\\d{1,2})");
    private static final Pattern MONTHS = Pattern.compile("(?:a |at |after )?0*(\\d{1,2}) ?(?:mois|months?)");
    private static final Pattern PRINTED = Pattern.compile("m0*(\\d{1,2}) (?:apres|avant|before|after) .*");
    private static final Pattern OF_VISIT = Pattern.compile("(.+) (m\\d{1,2}|(?:mois|month) \\d{1,2})( st)?");
    private static final Pattern WITH_UNIT = Pattern.compile("(.+?)\\s*(?:[(\\[]([^()\\[\\]]+)[)\\]]|,\\s*(\\S+))\\s*:?\\s*");
    private static final Set<String> FIRST = Set.of("baseline", "inclusion", "j0", "d0", "t0", "v0", "initial");

    private final Map<String, Named> items = new LinkedHashMap<>();
    private final Map<String, PartialDate> dates;

    /**
     * @param labels the labels of an item, in every language
     * @param others what else names items, as it is written
     * @param dates  the dates of the visits, as far as they are known
     */
    Headings(Function<Item<?, ?>, ? extends Collection<String>> labels, Map<String, Named> others,
            Map<String, PartialDate> dates) {
        this.dates = dates;
        Map<String, Set<Item<?, ?>>> named = new LinkedHashMap<>();
        for (Item<Visit, ?> item : VisitForm.FORM.items()) {
            Set<String> names = new LinkedHashSet<>();
            labels.apply(item).forEach(label -> names.add(plain(label)));
            names.add(plain(item.name()));
            names.forEach(name -> named.computeIfAbsent(name, none -> new LinkedHashSet<>()).add(item));
        }
        named.forEach((name, those) -> items.put(name, new Named(List.copyOf(those), null)));
        others.forEach((name, it) -> items.put(plain(name), it));
    }

    /** What a heading names. */
    Match match(String text) {
        if (text.length() > LONGEST || TypedText.isBlank(text)) {
            return Match.NONE;
        }
        Match visit = visit(text);
        if (visit.sureness() != Sureness.NONE) {
            return visit;
        }
        Match item = item(text);
        if (item.sureness() == Sureness.EXACT) {
            return item;
        }
        Matcher both = OF_VISIT.matcher(plain(text));
        if (both.matches()) {
            Match of = item(both.group(1));
            Match at = visit(both.group(2));
            if (of.isKnown() && at.isKnown()) {
                return new Match(of.sureness(), new Named(of.named().items(), at.named().visit(), of.named().says()), of.unit());
            }
        }
        return item;
    }

    private Match visit(String text) {
        String plain = plain(text);
        for (Pattern pattern : List.of(VISIT, MONTHS, PRINTED)) {
            Matcher month = pattern.matcher(plain);
            if (month.matches()) {
                return month(month.group(1), Sureness.EXACT);
            }
        }
        if (FIRST.contains(plain)) {
            return month("0", Sureness.SIMILAR);
        }
        Matcher bare = MONTH.matcher(plain);
        if (bare.matches()) {
            return month(bare.group(1), Sureness.MONTH);
        }
        List<String> visits = TypedDate.understood(text).filter(PartialDate::isComplete).stream()
                .flatMap(date -> dates.entrySet().stream().filter(e -> e.getValue().equals(date)))
                .map(Map.Entry::getKey).toList();
        return visits.size() == 1 ? new Match(Sureness.SIMILAR, new Named(List.of(), visits.getFirst()), "") : Match.NONE;
    }

    private static Match month(String month, Sureness sureness) {
        int number = Integer.parseInt(month);
        return VisitPlan.VISITS.stream().filter(plan -> plan.month() == number).findFirst()
                .map(plan -> new Match(sureness, new Named(List.of(), plan.visit()), "")).orElse(Match.NONE);
    }

    private Match item(String text) {
        String plain = plain(text);
        Named exact = items.get(plain);
        if (exact != null) {
            return new Match(Sureness.EXACT, exact, "");
        }
        for (Map.Entry<String, Named> each : items.entrySet()) {
            if (plain.startsWith(each.getKey() + " ") && isUnitOf(plain.substring(each.getKey().length() + 1), each.getValue())) {
                return new Match(Sureness.EXACT, each.getValue(), "");
            }
        }
        Matcher parts = WITH_UNIT.matcher(text);
        if (parts.matches() && items.containsKey(plain(parts.group(1)))) {
            Named named = items.get(plain(parts.group(1)));
            String unit = parts.group(2) != null ? parts.group(2) : parts.group(3);
            return isUnitOf(unit, named) ? new Match(Sureness.EXACT, named, "")
                    : new Match(Sureness.SIMILAR, named, unit.strip());
        }
        return similar(plain);
    }

    /** The items whose names are most like a text. */
    private Match similar(String plain) {
        int best = Integer.MAX_VALUE;
        Set<Named> found = new LinkedHashSet<>();
        for (Map.Entry<String, Named> each : items.entrySet()) {
            int distance = distance(plain, each.getKey());
            if (distance < best) {
                best = distance;
                found.clear();
            }
            if (distance == best && best < Integer.MAX_VALUE) {
                found.add(each.getValue());
            }
        }
        return found.isEmpty() ? Match.NONE : found.size() == 1 ? new Match(Sureness.SIMILAR, found.iterator().next(), "")
                : new Match(Sureness.AMBIGUOUS, null, "");
    }

    /** How far a text is from a name; the greatest number when they are not alike. */
    private static int distance(String text, String name) {
        if (text.startsWith(name + " ")) {
            return 1000 - name.length();
        }
        if (text.length() >= LEAST_BEGINNING && name.startsWith(text)) {
            return 2000;
        }
        int shorter = Math.min(text.length(), name.length());
        if (shorter < LEAST_LIKE || Math.abs(text.length() - name.length()) > shorter / LEAST_LIKE) {
            return Integer.MAX_VALUE;
        }
        int edits = edits(text, name);
        return edits <= Math.max(1, shorter / LEAST_LIKE) ? edits : Integer.MAX_VALUE;
    }

    /** Letters to put in, take out or change. */
    private static int edits(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }

    /** Whether a text is the unit of what is named. */
    boolean isUnitOf(String text, Named named) {
        return named.items().stream().allMatch(item -> Unit.isSame(text, item.unit()));
    }

    /** A name as it is compared: letters, digits and signs that mean something, without case and accents. */
    private static String plain(String text) {
        return folded(text).replaceAll("[^\\p{L}\\p{N}<>/%³²]+", " ").strip();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\p{M}\\p{Cf}]", "")
                .toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
    }
}
