package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Casebook.Instance;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.StoredAnswers;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.Written;
import org.sivig.ecrf.study.code.Comparator;

/**
 * The casebooks of the contract, typed by keyboard alone as fast as the keyboard goes, arrive as they were typed: on
 * the screen, in the database, and in what is derived from them. {@code -Dcontract.casebooks=file} types others.
 */
class CasebookTypingIT {

    private static final Set<Item<?, ?>> COMPARATORS = Set.copyOf(VisitForm.COMPARATORS.values());

    /** Keys wait while answers are on their way, and at the end of a page many may still wait. */
    private static final LocatorAssertions.IsFocusedOptions STILL_SAVING =
            new LocatorAssertions.IsFocusedOptions().setTimeout(60_000);

    private static final ResourceBundle FRENCH =
            ResourceBundle.getBundle("vaadin-i18n.translations", Locale.FRENCH);

    /** What a page shows of items: the answer, and the missing reason where a button gives it. */
    private static final String SHOWN = """
            names => {
              const seen = element => element && element.checkVisibility({ visibilityProperty: true })
                && element.getBoundingClientRect().width > 0 && element.getBoundingClientRect().height > 0;
              return Object.fromEntries(names.map(name => {
                const item = document.querySelector(`[data-item='${name}']`);
                const field = item?.querySelector('input, textarea');
                if (!seen(field)) {
                  return [name, 'not asked'];
                }
                const radios = [...item.querySelectorAll('vaadin-radio-button input')];
                const boxes = [...item.querySelectorAll('vaadin-checkbox')];
                const answer = radios.length
                  ? item.querySelector('vaadin-radio-group').dataset.codes.split(',')
                    .filter((code, i) => radios[i].checked).join()
                  : boxes.length
                  ? boxes.filter(box => box.querySelector('input').checked)
                    .map(box => box.id.substring(name.length + 1)).sort().join()
                  : field.value;
                const reason = item.querySelector('button.reasons');
                return [name, reason ? answer + ' ' + reason.textContent.trim() : answer];
              }));
            }""";

    @RegisterExtension
    final Browser browser = new Browser();

    /** Each on one database, in turn; WrittenCasebooksTest stores each on both. */
    static Stream<Arguments> casebooks() throws IOException {
        List<Written> casebooks = Written.all();
        return IntStream.range(0, casebooks.size())
                .mapToObj(i -> Arguments.of(casebooks.get(i), i % 2 == 0 ? DemoServer.H2 : DemoServer.POSTGRESQL));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casebooks")
    void whatIsTypedByKeyboardAloneIsWhatIsStored(Written written, DemoServer database) throws SQLException {
        Server server = database.server();
        Casebook wanted = written.casebook();
        Page page = browser.signIn(server, investigator(written));
        String number = Browser.newPatient(server, page);

        new Typist(page, wanted).typeEverything();

        Browser.waitSaved(page);
        for (Section section : Study.SECTIONS) {
            Browser.openForm(server, page, number, section.path());
            assertShows(page, wanted, section);
            assertDerived(page, written.expected());
            for (Section each : Study.SECTIONS) {
                assertCompleteness(page, each, each.completeness(wanted));
            }
        }
        try (Connection stored = database.database()) {
            for (Form<?> form : Study.FORMS) {
                assertThat(StoredAnswers.in(stored, number, form)).as("what the database holds of " + form.name())
                        .containsExactlyInAnyOrderEntriesOf(StoredAnswers.of(wanted, form));
            }
        }
    }

    /** Who enters its site; somebody of another site when nobody of the demo does. */
    private static String investigator(Written written) {
        return written.site().equals("02") ? "inv02" : "inv01";
    }

    /** Types a casebook as somebody would who only has the keyboard and does not look up. */
    private static final class Typist {

        private final Page page;
        private final Casebook wanted;
        /** What has been typed so far, by which the next question is known. */
        private final Casebook typed = Casebooks.blank();
        private int strokes;

        Typist(Page page, Casebook wanted) {
            this.page = page;
            this.wanted = wanted;
        }

        void typeEverything() {
            Section first = Study.SECTIONS.getFirst();
            Browser.field(page, firstOf(first)).focus();
            for (Section section : Study.SECTIONS) {
                if (section != first) {
                    Locator next = page.locator("#next_section");
                    assertThat(next).isFocused(STILL_SAVING);
                    page.keyboard().press("Enter");
                    page.waitForURL(Pattern.compile(".*/" + section.path()));
                    assertThat(Browser.field(page, firstOf(section))).isFocused();
                }
                for (Instance instance : instances(typed, section)) {
                    if (COMPARATORS.contains(instance.item())) {
                        typed.put(instance, wanted.instance(instance.exportName()).answer());
                    } else if (!instance.item().isFixed() && typed.isAsked(instance)) {
                        answer(instance);
                    }
                }
            }
        }

        private String firstOf(Section section) {
            return instances(typed, section).stream().filter(typed::isAsked).findFirst().orElseThrow().exportName();
        }

        private void answer(Instance instance) {
            Item<?, ?> item = instance.item();
            Answer<?> answer = wanted.instance(instance.exportName()).answer();
            if (item.isPassedBy() && item.form().equals(VisitForm.FORM.name())) { // one goes there on purpose only
                if (answer.isBlank()) {
                    return;
                }
                assertThat(Browser.field(page, instance.exportName())).isVisible();
                page.keyboard().press("ArrowUp");
                assertThat(Browser.field(page, instance.exportName())).isFocused();
            }
            strokes++;
            if (answer.missing() != null) {
                page.keyboard().press(switch (answer.missing()) {
                    case ND -> "F2";
                    case NF -> "Shift+F2";
                    case NAP -> "Control+F2";
                });
            } else if (item.type() == ItemType.MULTI_CHOICE) {
                for (Code option : item.options()) {
                    if (answer.value() instanceof Set<?> chosen && chosen.contains(option)) {
                        page.keyboard().press("Space");
                    }
                    page.keyboard().press("ArrowDown");
                }
            } else if (answer.value() != null) {
                Browser.type(page, limit(instance) + keys(item, answer.value()));
            }
            leave(item);
            typed.put(instance, answer);
            typed.clearUnasked();
        }

        /** What stands before a number that is only a limit. */
        private String limit(Instance instance) {
            Item<?, ?> comparator = VisitForm.COMPARATORS.get(instance.item());
            Object value = comparator == null ? null : comparator.inAny(wanted.instance(
                    comparator.exportName(instance.row())).row()).value();
            return value == null ? "" : value == Comparator.LESS_THAN ? "<" : "> ";
        }

        /** Tab and Enter both go on to the next field; among the visits Enter goes down, from a text with Ctrl. */
        private void leave(Item<?, ?> item) {
            if (item.form().equals(VisitForm.FORM.name())) {
                page.keyboard().press(item.type() == ItemType.LONG_TEXT ? "Control+Enter" : "Enter");
            } else {
                page.keyboard().press(strokes % 3 == 0 && item.type() != ItemType.LONG_TEXT ? "Enter" : "Tab");
            }
        }

        private String keys(Item<?, ?> item, Object value) {
            boolean otherwise = strokes % 2 == 0;
            return switch (value) {
                case PartialDate date -> otherwise ? date.display().replace("/", "") : date.display();
                case Code code when otherwise -> letter(item, code);
                default -> display(item, value);
            };
        }

        /** The first letter of an option when no other one begins with it, its code otherwise. */
        private static String letter(Item<?, ?> item, Code code) {
            String own = initial(item, code);
            return Character.isLetter(own.charAt(0))
                    && item.options().stream().filter(other -> initial(item, other).equals(own)).count() == 1
                    ? own : code.code();
        }

        private static String initial(Item<?, ?> item, Code code) {
            String label = FRENCH.getString(
                    "code." + Objects.requireNonNull(item.codes()).name() + "." + code.code());
            return Normalizer.normalize(label, Normalizer.Form.NFD).substring(0, 1).toLowerCase(Locale.ROOT);
        }
    }

    /** As the form shows a value, and as one types it: French dates, decimal comma, the code of a choice. */
    private static String display(Item<?, ?> item, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case PartialDate date -> date.display();
            case BigDecimal number -> number.toPlainString().replace('.', ',');
            default -> Objects.requireNonNull(item.text(value));
        };
    }

    /** Waits until a form shows this casebook, read in one go: there are hundreds of items. */
    private static void assertShows(Page page, Casebook wanted, Section section) {
        Map<String, String> expected = new TreeMap<>();
        for (Instance instance : instances(wanted, section)) {
            if (!instance.item().isFixed()) {
                expected.put(instance.exportName(), shown(wanted, instance));
            }
        }
        Supplier<Object> shown = () -> page.evaluate(SHOWN, List.copyOf(expected.keySet()));
        try {
            page.waitForCondition(() -> expected.equals(shown.get()));
        } catch (TimeoutError differs) {
            assertThat(shown.get()).isEqualTo(expected);
        }
    }

    /** What {@link #SHOWN} should say of an item. */
    private static String shown(Casebook wanted, Instance instance) {
        Item<?, ?> item = instance.item();
        Answer<?> answer = instance.answer();
        if (!wanted.isAsked(instance)) {
            return "not asked";
        }
        if (instance.form().equals(VisitForm.FORM)) {
            return cell(item, answer);
        }
        String text = item.type() == ItemType.MULTI_CHOICE
                ? Stream.of(display(item, answer.value()).split(",")).sorted().collect(joining(","))
                : display(item, answer.value());
        return text + " " + (answer.missing() == null ? "⋯" : answer.missing().code());
    }

    /** As the table of visits shows an answer: codes by their label, reasons by their code. */
    private static String cell(Item<?, ?> item, Answer<?> answer) {
        return switch (answer.value()) {
            case null -> answer.missing() == null || item.type() == ItemType.LONG_TEXT ? "" : answer.missing().code();
            case Code code -> FRENCH.getString(
                    "code." + Objects.requireNonNull(item.codes()).name() + "." + code.code());
            case Integer number when number >= 10_000 -> "%,d".formatted(number).replaceAll("\\D", "\u202f");
            default -> display(item, answer.value());
        };
    }

    private static void assertDerived(Page page, Written.Expected expected) {
        String score = expected.acrLow() == expected.acrHigh() ? "" + expected.acrLow()
                : expected.acrLow() + "-" + expected.acrHigh();
        assertThat(page.locator("#acr_score")).hasAttribute("data-value", score);
        assertThat(page.locator("#acr_class")).hasAttribute("data-value", expected.acrClass());
        assertThat(page.locator("#eligibility_status")).hasAttribute("data-value", expected.eligibilityStatus());
    }

    /** The list of sections tells: « 12 réponses sur 13, dont 1 avec motif ; 1 à saisir ». */
    private static void assertCompleteness(Page page, Section section, Completeness expected) {
        assertThat(page.locator(".sections a[href$='/" + section.path() + "']")).hasAttribute("title",
                Pattern.compile("^%d \\D+ %d\\D+ %d \\D+ %d \\D+$".formatted(expected.answered(),
                        expected.asked(), expected.missing(), expected.blank())));
    }

    private static List<Instance> instances(Casebook casebook, Section section) {
        return casebook.instances().stream().filter(section::covers).toList();
    }
}
