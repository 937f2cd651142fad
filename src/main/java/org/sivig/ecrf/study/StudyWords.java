package org.sivig.ecrf.study;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.Told;

/**
 * How what the study declares is written in a language, on screen, on paper and in files: items, rows, codes, values,
 * conditions and messages.
 *
 * @param texts where the words come from
 */
public record StudyWords(Locale locale, Texts texts) {

    /** The texts of one language, by key. */
    @FunctionalInterface
    public interface Texts {

        /** @return {@code !} and the key where there is no such text */
        String of(String key, Object... values);
    }

    public static final StudyWords FRENCH = read(Locale.FRENCH);
    public static final StudyWords ENGLISH = read(Locale.ENGLISH);

    /** Both languages, the study's own first. */
    public static final List<StudyWords> ALL = List.of(FRENCH, ENGLISH);

    private static final Pattern NUMBERS = Pattern.compile("-?[\\d.]+(--?[\\d.]+)?");
    private static final BigDecimal LONG_NUMBER = BigDecimal.valueOf(10_000);
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)(?<![.,]\\d{0,9})(?=(\\d{3})+(?!\\d))");
    private static final Pattern BETWEEN = Pattern.compile("(?<=\\d)-");

    /** Those of the language in which somebody reads: English, or else the study's own. */
    public static StudyWords in(Locale language) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? ENGLISH : FRENCH;
    }

    private static StudyWords read(Locale language) {
        ResourceBundle bundle = bundle(language);
        Map<String, MessageFormat> formats = new ConcurrentHashMap<>();
        return new StudyWords(language, (key, values) -> !bundle.containsKey(key) ? "!" + key
                : values.length == 0 ? bundle.getString(key)
                // Reading a pattern takes longer than filling it in; one thread at a time may use what was read.
                : ((MessageFormat) formats.computeIfAbsent(key, each -> new MessageFormat(bundle.getString(each), language)).clone())
                        .format(values));
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("vaadin-i18n.translations", language.equals(Locale.FRENCH) ? Locale.ROOT : language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The codes of which there is a word under this key, with the word of each in all languages. */
    public static Map<String, List<String>> wordsOf(String prefix) {
        return bundle(Locale.FRENCH).keySet().stream().filter(key -> key.startsWith(prefix) && key.substring(prefix.length()).matches("[A-Z_]+"))
                .collect(toMap(key -> key.substring(prefix.length()), key -> ALL.stream().map(words -> words.of(key)).toList()));
    }

    public String of(String key, Object... values) {
        return texts.of(key, values);
    }

    /** Whether there is a text of this key. */
    public boolean has(String key) {
        return !of(key).startsWith("!");
    }

    // --- items, rows and sections -----------------------------------------------------------------------------------

    public String label(Item<?, ?> item) {
        return of(item.labelKey());
    }

    /** The same in the head of a column: in short where the label is long, or that of another item too. */
    public String head(Item<?, ?> item) {
        String key = item.labelKey() + ".head";
        return has(key) ? of(key) : label(item);
    }

    /** The label of an item of a row, which may differ from drug to drug. */
    public String label(Item<?, ?> item, Row row) {
        String key = item.labelKey() + "." + row.keys().get("drug");
        return row.keys().containsKey("drug") && has(key) ? of(key) : label(item);
    }

    /** The help under a label; empty when there is none. */
    public String help(Item<?, ?> item) {
        String key = item.labelKey() + ".help";
        return has(key) ? of(key) : "";
    }

    /** What tells a row from its sisters; empty for a form that does not repeat. */
    public String row(Row row) {
        Map<String, String> keys = row.keys();
        return keys.containsKey("drug") ? drug(keys.get("drug"))
                : keys.containsKey("course") ? of("course", keys.get("course")) : "";
    }

    /** The name of a row of a drug. */
    public String drug(String key) {
        String drug = Drug.of(key);
        if (drug.equals(Drug.OTHER)) {
            return of("drug.other", Drug.number(key));
        }
        String name = of("code.drug." + drug);
        return Drug.number(key) == 1 ? name : of("drug.episode", name, Drug.number(key));
    }

    /** The name of a visit in short. */
    public static String visit(String visit) {
        return visit.toUpperCase(Locale.ROOT);
    }

    private static String visit(Row row) {
        return visit(row.keys().getOrDefault("visit", ""));
    }

    /** The label of an item with what tells its row from its sisters. */
    public String field(Item<?, ?> item, Row row) {
        String label = label(item, row);
        Map<String, String> keys = row.keys();
        String name = keys.containsKey("visit") ? visit(row)
                : keys.size() > 1 ? of("course", keys.get("course")) + ", " + row(row) : row(row);
        return name.isEmpty() ? label : of("field.of-row", label, name);
    }

    /** The printed title of a section. */
    public String title(Section section) {
        String title = of(section.labelKey());
        return section.isPrinted() ? title : of("drug.item", title, of("course", section.keys().get("course")));
    }

    /** The name of a section in lists. */
    public String name(Section section) {
        return section.isPrinted() ? of(section.labelKey() + ".short") : of("course", section.keys().get("course"));
    }

    // --- values -----------------------------------------------------------------------------------------------------

    /** A unit as printed, in this language where it is a word. */
    public String unit(String unit) {
        String key = "data.unit." + unit;
        return has(key) ? of(key) : unit;
    }

    public String code(Item<?, ?> item, Code code) {
        return of("code." + item.codes().name() + "." + code.code());
    }

    public String reason(MissingReason reason) {
        return of("code.missing_reason." + reason.code());
    }

    /** A value as people of this language write it. */
    public String value(Item<?, ?> item, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case PartialDate date -> date.display();
            case BigDecimal number -> number(number);
            case Integer number -> number(BigDecimal.valueOf(number));
            case Code code -> code(item, code);
            case Set<?> chosen -> item.options().stream().filter(chosen::contains).map(c -> code(item, c))
                    .collect(joining(", "));
            default -> value.toString();
        };
    }

    public String answer(Item<?, ?> item, Answer<?> answer) {
        if (answer.missing() != null) {
            return reason(answer.missing());
        }
        return answer.value() == null ? of("answer.blank") : value(item, answer.value());
    }

    /** A number with all its decimals; from 10,000 on its thousands stand apart. */
    public String number(BigDecimal number) {
        String text = number.toPlainString().replace('.', DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
        return number.abs().compareTo(LONG_NUMBER) < 0 ? text : THOUSANDS.matcher(text).replaceAll("\u202f");
    }

    // --- checks and conditions --------------------------------------------------------------------------------------

    /**
     * What a finding at an item of a row says.
     *
     * @param arguments what the placeholders of the message stand for, as the contract writes values
     */
    public String message(EditCheck check, Item<?, ?> item, Row row, Map<String, String> arguments) {
        if (check.text() != null) {
            return check.text();
        }
        String message = of(check.messageKey()).replace("{field}", field(item, row)).replace("{visit}", visit(row));
        for (Map.Entry<String, Told> told : check.told().entrySet()) {
            String text = arguments.getOrDefault(told.getKey(), "");
            message = message.replace("{" + told.getKey() + "}",
                    text.isEmpty() ? "…" : told(told.getValue(), item, text));
        }
        return message;
    }

    private String told(Told told, Item<?, ?> item, String text) {
        Item<?, ?> of = told.item() == null ? item : told.item();
        return switch (told.form()) {
            case VALUE -> value(of, of.parse(text));
            case NUMBER -> numbers(text);
            case DATE -> Arrays.stream(text.split("/")).map(date -> PartialDate.parse(date).display())
                    .collect(joining(" – "));
            case TEXT -> text;
        };
    }

    /** A number or a range; a word as it is. */
    private String numbers(String text) {
        return NUMBERS.matcher(text).matches() ? BETWEEN.splitAsStream(text).map(BigDecimal::new).map(this::number)
                .collect(joining("–")) : text;
    }

    /** When an item is asked, beginning with a word for if or unless; empty for always. */
    public String asked(Item<?, ?> item) {
        return asked(item, item.asked());
    }

    private String asked(Item<?, ?> item, Condition condition) {
        return switch (condition) {
            case Condition.And and when and.parts().isEmpty() -> "";
            case Condition.Not not -> of("condition.unless", said(not.condition(), item));
            default -> of("condition.if", said(condition, item));
        };
    }

    /** When an item of this row is asked, as far as that depends on answers; empty for always. */
    public String asked(Item<?, ?> item, Row row) {
        return asked(item, item.asked().within(row));
    }

    private String said(Condition condition, Item<?, ?> of) {
        return switch (condition) {
            case Condition.Has has -> of(has.item().type() == ItemType.MULTI_CHOICE ? "condition.contains"
                    : "condition.is", named(has.item(), of),
                    either(has.ordered().stream().map(code -> code(has.item(), code))));
            case Condition.Filled filled -> of("condition.filled", named(filled.item(), of));
            case Condition.Key key -> of(key.operator().equals("!=") ? "condition.other-than" : "condition.row",
                    either(key.codes().stream().map(code -> keyed(key.name(), code))));
            case Condition.Not not -> of("condition.not", said(not.condition(), of));
            case Condition.Or or -> either(or.parts().stream().map(part -> said(part, of)));
            case Condition.And and -> {
                Map<Boolean, List<Condition>> parts =
                        and.parts().stream().collect(partitioningBy(Condition.Not.class::isInstance));
                String all = joined("condition.and", parts.get(false).stream().map(part -> part instanceof Condition.Or
                        ? "(" + said(part, of) + ")" : said(part, of)));
                yield parts.get(true).stream().map(Condition.Not.class::cast)
                        .map(not -> of("condition.unless", said(not.condition(), of)))
                        .reduce(all, (before, unless) -> before.isEmpty() ? unless : before + ", " + unless);
            }
        };
    }

    private String named(Item<?, ?> item, Item<?, ?> from) {
        String label = of("condition.item", label(item));
        return item.form().equals(from.form()) ? label : Study.SECTIONS.stream()
                .filter(section -> section.forms().stream().anyMatch(form -> form.items().contains(item))).findFirst()
                .map(section -> of("condition.item.of", label, name(section))).orElse(label);
    }

    private String keyed(String name, String code) {
        return switch (name) {
            case "visit" -> visit(code);
            case "course" -> of("course", code);
            default -> code.equals(Drug.OTHER) ? of("condition.free") : drug(code);
        };
    }

    private String either(Stream<String> words) {
        return joined("condition.or", words);
    }

    private String joined(String key, Stream<String> words) {
        return words.reduce((before, next) -> of(key, before, next)).orElse("");
    }
}
