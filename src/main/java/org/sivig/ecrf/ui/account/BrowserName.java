package org.sivig.ecrf.ui.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser as people call it: each says of itself, in many words, that it is others too. */
final class BrowserName {

    /** What tells a browser, with its version, the one first that also says what follows. */
    private static final Map<String, Pattern> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, Pattern> SYSTEMS = new LinkedHashMap<>();
    private static final Pattern AGENT = Pattern.compile("Mozilla/\\d.*");

    static {
        BROWSERS.put("Edge", Pattern.compile("Edg(?:e|A|iOS)?/(\\d+)"));
        BROWSERS.put("Opera", Pattern.compile("OPR/(\\d+)"));
        BROWSERS.put("Firefox", Pattern.compile("(?:Firefox|FxiOS)/(\\d+)"));
        BROWSERS.put("Chrome", Pattern.compile("(?:Chrome|CriOS)/(\\d+)"));
        BROWSERS.put("Safari", Pattern.compile("Version/(\\d+).* Safari/"));
        SYSTEMS.put("Windows", Pattern.compile("Windows"));
        SYSTEMS.put("Android", Pattern.compile("Android"));
        SYSTEMS.put("iOS", Pattern.compile("iPhone|iPad"));
        SYSTEMS.put("macOS", Pattern.compile("Mac OS X"));
        SYSTEMS.put("ChromeOS", Pattern.compile("CrOS"));
        SYSTEMS.put("Linux", Pattern.compile("Linux"));
    }

    private BrowserName() {
    }

    /** The name where the text says what it is, otherwise the text. */
    static String of(String agent) {
        Optional<String> browser = BROWSERS.entrySet().stream().flatMap(each -> each.getValue().matcher(agent).results()
                .map(found -> each.getKey() + " " + found.group(1))).findFirst();
        Optional<String> system = SYSTEMS.entrySet().stream().filter(each -> each.getValue().matcher(agent).find()).map(Map.Entry::getKey)
                .findFirst();
        return browser.map(name -> name + system.map(on -> " · " + on).orElse("")).orElse(agent);
    }

    /** A text with such a name in place of what a browser says of itself at its end. */
    static String in(String text) {
        return AGENT.matcher(text).replaceFirst(found -> Matcher.quoteReplacement(of(found.group())));
    }
}
