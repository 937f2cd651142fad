package org.sivig.ecrf.release;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.export.ExportWords;
import org.sivig.ecrf.study.Study;

/**
 * What a package is and how it is opened, in one language.
 *
 * @param path of the file, and of the text that it is made of
 */
record Readme(String path, Locale language) {

    static final List<Readme> ALL = List.of(new Readme("LISEZMOI.txt", Locale.FRENCH), new Readme("README.txt", Locale.ENGLISH));

    /** Sites that are so small tell who somebody is. */
    static final int SMALL = 5;

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    String text(Cut cut, int patients, List<Packer.Written> files, Map<String, Integer> bySite, String version) {
        ExportWords words = cut.words(language);
        Map<String, String> values = new HashMap<>();
        values.put("name", Packer.name(cut));
        values.put("cut", cut.at().toString());
        values.put("day", cut.day().toString());
        values.put("zone", Study.ZONE.getId());
        values.put("forms", Study.FORMS_VERSION);
        values.put("version", version);
        values.put("scope", cut.scope().name());
        values.put("role", words.of("role." + cut.scope().role().name()));
        values.put("patients", "" + patients);
        values.put("heads", cut.hash());
        values.put("rows", files.stream().filter(file -> file.extent().columns() > 0)
                .map(file -> "  %-42s %9d".formatted(file.path(), file.extent().rows())).collect(joining("\n")));
        values.put("reasons", Arrays.stream(MissingReason.values()).map(reason -> "  %-4s %s".formatted(reason.code(),
                words.of("code.missing_reason." + reason.code()))).collect(joining("\n")));
        values.put("freeTexts", words.of(cut.freeTexts() ? "package.with-free-texts" : "package.without-free-texts"));
        values.put("auditTrail", words.of(cut.auditTrail() ? "package.with-audit" : "package.without-audit"));
        String small = bySite.entrySet().stream().filter(site -> site.getValue() < SMALL)
                .map(site -> site.getKey() + " (" + site.getValue() + ")").collect(joining(", "));
        values.put("small", small.isEmpty() ? words.of("package.none") : small);
        values.put("texts", Study.FORMS.stream().flatMap(form -> form.items().stream())
                .filter(item -> item.type() == ItemType.TEXT && cut.carries(item)).map(Item::name).distinct().collect(joining(", ")));
        values.put("removed", cut.removed().isEmpty() ? words.of("package.none") : String.join(", ", cut.removed()));
        Matcher places = PLACE.matcher(ImportFiles.resource(path));
        return places.replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }
}
