package org.sivig.ecrf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Checks;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/** The two languages of the screens: French, the default, and English. */
class TranslationsTest {

    private static final List<String> REPEATED = new ArrayList<>();
    private static final Map<String, String> FRENCH = read("translations.properties");
    private static final Map<String, String> ENGLISH = read("translations_en.properties");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)[^}]*}");
    /** A sign after anything but a non-breaking space, or an opening quotation mark before anything but one. */
    private static final Pattern BAD_SPACING = Pattern.compile("[^\u00A0\u202F][:;?!%»]|«(?![\u00A0\u202F])");

    private static final Pattern KEY = Pattern.compile("\\bF\\d\\b|\\b(Ctrl|Alt|Maj|Shift)\\s?\\+");
    /** The word for several at nothing. */
    private static final Pattern NO_FRENCH_ZERO = Pattern.compile("choice,0#([^|{}]+)\\|1#[^|{}]+\\|(1<|2#)\\1}");
    /** The word for one at nothing. */
    private static final Pattern NO_ENGLISH_ZERO = Pattern.compile("choice,0#([^|{}]+)\\|(1#\\1\\||2#)");
    /** A number before a word that always stands for several. */
    private static final Pattern ALWAYS_MANY = Pattern.compile("\\{\\d}[ \u00A0][a-zéèû]+[sx]\\b");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(ENGLISH.keySet()).isEqualTo(FRENCH.keySet());
    }

    @Test
    void noKeyStandsTwice() {
        assertThat(REPEATED).isEmpty();
    }

    @Test
    void noTextIsBlank() {
        assertThat(texts(FRENCH, String::isBlank)).isEmpty();
        assertThat(texts(ENGLISH, String::isBlank)).isEmpty();
    }

    /** It is not the printed one, and a message format swallows it. */
    @Test
    void noTextHasATypewriterApostrophe() {
        assertThat(texts(FRENCH, text -> text.contains("'"))).isEmpty();
        assertThat(texts(ENGLISH, text -> text.contains("'"))).isEmpty();
    }

    /** A key stands in {@code guide.Keys}; a text that names it has a place for it. */
    @Test
    void noTextNamesAKeyItself() {
        assertThat(texts(FRENCH, text -> KEY.matcher(text).find())).isEmpty();
        assertThat(texts(ENGLISH, text -> KEY.matcher(text).find())).isEmpty();
    }

    @Test
    void frenchSignsStandBesideANonBreakingSpace() {
        assertThat(texts(FRENCH, text -> BAD_SPACING.matcher(PLACEHOLDER.matcher(text).replaceAll("x")).find()))
                .isEmpty();
    }

    /** French counts nothing as one, English as several. */
    @Test
    void countedWordsAgreeWithTheirNumber() {
        assertThat(texts(FRENCH, text -> text.matches(".*[a-zé]\\((s|x|e|es)\\).*"))).isEmpty();
        assertThat(texts(ENGLISH, text -> text.matches(".*\\{\\d[^}]*}[^{]*\\(s\\).*"))).isEmpty();
        assertThat(texts(FRENCH, text -> NO_FRENCH_ZERO.matcher(text).find())).isEmpty();
        assertThat(texts(ENGLISH, text -> NO_ENGLISH_ZERO.matcher(text).find())).isEmpty();
        assertThat(texts(FRENCH, text -> ALWAYS_MANY.matcher(text).find())).containsOnlyKeys("login.error.help",
                "problem.TOO_LONG", "score.range", "paste.UNKNOWN", "paste.OUTSIDE", "range.said",
                "data.columns.count", "data.columns.too-many", "data.columns.cut",
                "admin.users.link.help", "admin.users.link.sent", "mail.link.text", "account.refused.PASSWORD_SHORT", "account.refused.PASSWORD_LONG", "choose.rules", "idle.over", "admin.system.ms", "identity.uncompared", "cohort.n.few", "cohort.too-few");
    }

    @Test
    void bothLanguagesFillInTheSamePlaceholders() {
        assertThat(FRENCH).allSatisfy((key, text) -> assertThat(placeholders(text)).as(key)
                .isEqualTo(placeholders(ENGLISH.getOrDefault(key, ""))));
    }

    @Test
    void everythingTheStudyDeclaresHasAText() {
        Set<String> declared = new TreeSet<>();
        for (Section section : Study.SECTIONS) {
            declared.add(section.labelKey());
            declared.add(section.labelKey() + ".short");
        }
        for (Form<?> form : Study.FORMS) {
            for (Item<?, ?> item : form.items()) {
                declared.add(item.labelKey());
                String group = "group." + form.name() + "." + item.group();
                declared.add(FRENCH.containsKey(group + ".2") ? group + ".2" : group);
                addCodes(declared, item.codes());
            }
        }
        addCodes(declared, MissingReason.LIST);
        Checks.ALL.forEach(check -> declared.add(check.messageKey()));
        assertThat(FRENCH).containsKeys(declared.toArray(String[]::new));
    }

    private static void addCodes(Set<String> keys, @Nullable CodeList<?> list) {
        if (list != null) {
            list.codes().forEach(code -> keys.add("code." + list.name() + "." + code.code()));
        }
    }

    private static Map<String, String> texts(Map<String, String> texts, Predicate<String> condition) {
        return texts.entrySet().stream().filter(entry -> condition.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> read(String file) {
        Map<String, String> texts = new TreeMap<>();
        Properties reader = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (texts.put((String) key, (String) value) != null) {
                    REPEATED.add(file + ": " + key);
                }
                return super.put(key, value);
            }
        };
        try (Reader in = new InputStreamReader(Objects.requireNonNull(
                TranslationsTest.class.getResourceAsStream("/vaadin-i18n/" + file)), StandardCharsets.UTF_8)) {
            reader.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
