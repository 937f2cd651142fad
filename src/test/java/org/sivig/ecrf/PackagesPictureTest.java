package org.sivig.ecrf;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Draws the packages and their arrows into {@code docs/packages.svg}. An arrow that follows from others is left out.
 * With {@code -Dpackages.picture} the picture is written again.
 */
class PackagesPictureTest {

    private static final Path PICTURE = Path.of("docs/packages.svg");
    private static final int WIDTH = 1240;
    private static final int HEIGHT = 34;
    private static final int STEP = 92;

    /** Each package with those that its classes need; the parts of the study and of one screen are one. */
    private final Map<String, Set<String>> needs = new TreeMap<>();

    @Test
    void thePictureOfThePackagesIsWhatTheCodeSays() throws IOException {
        ArchitectureTest.CLASSES.forEach(from -> from.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(to -> to.getPackageName().startsWith("org.sivig.ecrf"))
                .forEach(to -> note(name(from), name(to))));
        String svg = svg();
        if (System.getProperty("packages.picture") != null) {
            Files.writeString(PICTURE, svg);
        }
        assertThat(PICTURE).as("written again by -Dpackages.picture").content().isEqualTo(svg);
    }

    private void note(String from, String to) {
        needs.computeIfAbsent(to, name -> new TreeSet<>());
        Set<String> its = needs.computeIfAbsent(from, name -> new TreeSet<>());
        if (!from.equals(to)) {
            its.add(to);
        }
    }

    private static String name(JavaClass of) {
        String name = of.getPackageName().replaceFirst("^org\\.sivig\\.ecrf\\.?", "");
        return name.isEmpty() ? "application" : name.replaceFirst("^(study|ui\\.casebook)\\..*", "$1");
    }

    private boolean leads(String from, String to) {
        return needs.get(from).contains(to) || needs.get(from).stream().anyMatch(next -> leads(next, to));
    }

    /** How many packages lie below one, along the longest way. */
    private int floor(String of) {
        return needs.get(of).stream().mapToInt(next -> floor(next) + 1).max().orElse(0);
    }

    private String svg() {
        Map<Integer, List<String>> floors = new TreeMap<>();
        int screens = needs.keySet().stream().filter(Predicate.not(name -> name.startsWith("ui."))).mapToInt(this::floor)
                .max().orElseThrow() + 1;
        needs.keySet().forEach(name -> floors.computeIfAbsent(name.startsWith("ui.") ? screens : floor(name),
                floor -> new ArrayList<>()).add(name));
        Map<String, Double> middle = new TreeMap<>();
        floors.forEach((floor, names) -> {
            names.sort(Comparator.<String>comparingDouble(name -> needs.get(name).stream().mapToDouble(to -> middle.getOrDefault(to, WIDTH / 2.0))
                    .average().orElse(0)).thenComparing(Comparator.naturalOrder()));
            for (int i = 0; i < names.size(); i++) {
                middle.put(names.get(i), (i + 0.5) * WIDTH / names.size());
            }
        });
        Map<String, Integer> top = new TreeMap<>();
        int last = floors.keySet().stream().mapToInt(floor -> floor).max().orElseThrow();
        floors.forEach((floor, names) -> names.forEach(name -> top.put(name, 20 + (last - floor) * STEP)));
        String arrows = needs.keySet().stream().flatMap(from -> needs.get(from).stream()
                .filter(to -> needs.get(from).stream().noneMatch(other -> leads(other, to)))
                .map(to -> String.format(Locale.ROOT, "<path d=\"M%.0f %d C%.0f %d %.0f %d %.0f %d\"/>%n", middle.get(from),
                        top.get(from) + HEIGHT, middle.get(from), top.get(from) + HEIGHT + 40, middle.get(to),
                        top.get(to) - 44, middle.get(to), top.get(to) - 6))).collect(joining());
        String boxes = needs.keySet().stream().map(name -> {
            int wide = 20 + 7 * name.length();
            return String.format(Locale.ROOT, "<rect x=\"%.0f\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n"
                    + "<text x=\"%.0f\" y=\"%d\">%s</text>%n", middle.get(name) - wide / 2.0, top.get(name), wide, HEIGHT,
                    middle.get(name), top.get(name) + 22, name);
        }).collect(joining());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="14">
                <title>Packages, and which of them needs which</title>
                <style>rect { fill: #fff; stroke: #2f6f6b } text { fill: #1d2b2a; text-anchor: middle }
                path { fill: none; stroke: #8aa6a3; marker-end: url(#tip) }</style>
                <marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" orient="auto">
                <circle cx="4" cy="4" r="3" fill="#2f6f6b"/></marker>
                <rect width="100%%" height="100%%" stroke="none" style="stroke: none; fill: #f6f9f8"/>
                %s%s</svg>
                """.formatted(WIDTH, 60 + last * STEP, arrows, boxes);
    }
}
