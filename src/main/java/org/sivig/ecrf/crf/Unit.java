package org.sivig.ecrf.crf;

import java.util.Map;
import java.util.regex.Pattern;

/** The unit of an item, as people write it: case, spaces, exponents and the ways to write µ do not matter. */
public final class Unit {

    private static final Pattern LEFT_OUT = Pattern.compile("[ .^*·()\\[\\]]");
    private static final Pattern FIRST_SLASH = Pattern.compile("^(/|sur|on|per|par|out ?of)(?=[a-z0-9])");

    /** Other names of units, as {@link #plain} makes them. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("m", "metres"), Map.entry("metre", "metres"), Map.entry("meter", "metres"),
            Map.entry("meters", "metres"),
            Map.entry("month", "mois"), Map.entry("months", "mois"), Map.entry("mo", "mois"),
            Map.entry("iu/l", "ui/l"), Map.entry("u/l", "ui/l"),
            Map.entry("mg/jour", "mg/j"), Map.entry("mg/d", "mg/j"), Map.entry("mg/day", "mg/j"),
            Map.entry("micromol/l", "umol/l"), Map.entry("g/100ml", "g/dl"), Map.entry("pg/ml", "ng/l"),
            Map.entry("cmm", "mm3"), Map.entry("ul", "mm3"), Map.entry("microl", "mm3"),
            Map.entry("uw", "wood"), Map.entry("wu", "wood"), Map.entry("woodunits", "wood"),
            Map.entry("uniteswood", "wood"), Map.entry("uniteswoods", "wood"),
            Map.entry("mmdehg", "mmhg"), Map.entry("ml/min", "ml/min/1,73m2"), Map.entry("ml/mn", "ml/min/1,73m2"),
            Map.entry("ml/mn/1,73m2", "ml/min/1,73m2"), Map.entry("pourcent", "%"), Map.entry("percent", "%"),
            Map.entry("%vp", "%"), Map.entry("%theo", "%"), Map.entry("%pred", "%"), Map.entry("%predicted", "%"),
            Map.entry("%theorique", "%"), Map.entry("%delatheorique", "%"));

    private Unit() {
    }

    /** Whether both are the same unit. */
    public static boolean isSame(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && known(one).equals(known(other));
    }

    private static String known(String unit) {
        String plain = plain(unit);
        return NAMES.getOrDefault(plain, plain);
    }

    private static String plain(String unit) {
        String text = TypedText.plain(unit).replace('µ', 'u').replace('μ', 'u').replace('²', '2').replace('³', '3')
                .replaceAll("(?<=\\d)\\.(?=\\d)", ",");
        text = LEFT_OUT.matcher(text).replaceAll("").replaceAll("-1$", "");
        return FIRST_SLASH.matcher(text).replaceFirst("");
    }
}
