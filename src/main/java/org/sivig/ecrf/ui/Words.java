package org.sivig.ecrf.ui;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.score.AcrEular2013.Verdict;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.life.CasebookState;

/**
 * How items, codes, values and people are written for the reader.
 *
 * @param reader in which language somebody reads
 * @param people the name that stands behind a user name
 */
public record Words(Supplier<Locale> reader, UnaryOperator<String> people) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(Study.ZONE);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Study.ZONE);

    /** Words of a page. */
    public Words(Component page, UnaryOperator<String> people) {
        this(() -> Optional.ofNullable(UI.getCurrent()).or(page::getUI).map(UI::getLocale).orElse(Locale.FRENCH), people);
    }

    /** Words of a page that names nobody by a user name. */
    public Words(Component page) {
        this(page, username -> username);
    }

    /** Words in a language, where there is no page. */
    public Words(Locale language) {
        this(() -> language, username -> username);
    }

    /** Somebody as they are called; a question mark when it is not known who. */
    public String person(@Nullable String username) {
        return username == null ? "?" : people.apply(username);
    }

    /** The same words for what knows no page. */
    public StudyWords study() {
        return StudyWords.in(locale());
    }

    public String of(String key, Object... values) {
        return study().of(key, values);
    }

    /** Whether there is a text of this key. */
    public boolean has(String key) {
        return study().has(key);
    }

    /** The key of a keyboard that does this. */
    public String key(Keys key) {
        return key.stroke(this::of);
    }

    public String label(Item<?, ?> item) {
        return study().label(item);
    }

    /** The same in the head of a column: in short where the label is long, or that of another item too. */
    public String head(Item<?, ?> item) {
        return study().head(item);
    }

    /** What an item is called, in every language. */
    public List<String> labels(Item<?, ?> item) {
        return StudyWords.ALL.stream().map(words -> words.label(item)).distinct().toList();
    }

    /** The label of an item of a row, which may differ from drug to drug. */
    public String label(Casebook.Instance instance) {
        return study().label(instance.item(), instance.row());
    }

    /** What tells a row from its sisters; empty for a form that does not repeat. */
    public String row(Row row) {
        return study().row(row);
    }

    /** The name of a row of a drug. */
    public String drug(String key) {
        return study().drug(key);
    }

    /** The printed title of a section. */
    public String title(Section section) {
        return study().title(section);
    }

    /** The name of a section in lists. */
    public String name(Section section) {
        return study().name(section);
    }

    /** The help under a label; empty when there is none. */
    public String help(Item<?, ?> item) {
        return study().help(item);
    }

    /** A unit as printed, in the language of the reader where it is a word. */
    public String unit(String unit) {
        return study().unit(unit);
    }

    /** How the literature defines what is asked; empty when nothing is said of it. */
    public String definition(Item<?, ?> item) {
        String key = item.labelKey() + ".definition";
        return has(key) ? of(key) : "";
    }

    public String code(Item<?, ?> item, Code code) {
        return study().code(item, code);
    }

    /** What a code is called, in every language. */
    public List<String> labels(Item<?, ?> item, Code code) {
        return StudyWords.ALL.stream().map(words -> words.code(item, code)).distinct().toList();
    }

    /** The codes of an item with what they mean. */
    public String options(Item<?, ?> item) {
        return item.options().stream().map(code -> code.code() + " = " + code(item, code)).collect(joining(", "));
    }

    /**
     * The code that is meant by a code, a label, or the beginning of one label only, in this language or else in another;
     * otherwise the text as typed.
     */
    public String codeOf(Item<?, ?> item, String typed) {
        String text = plain(typed);
        if (text.isEmpty() || item.options().stream().anyMatch(code -> code.code().equalsIgnoreCase(text))) {
            return text;
        }
        return Stream.concat(Stream.of(study()), StudyWords.ALL.stream()).flatMap(language -> labelled(item, text, language).stream())
                .findFirst().map(Code::code).orElse(typed);
    }

    private Optional<Code> labelled(Item<?, ?> item, String plain, StudyWords language) {
        List<Code> begun = item.options().stream().<Code>map(each -> each)
                .filter(each -> plain(language.code(item, each)).startsWith(plain)).toList();
        return begun.stream().filter(each -> plain(language.code(item, each)).equals(plain)).findFirst()
                .or(() -> begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty());
    }

    /** Without case and accents, every apostrophe as the one on a keyboard. */
    public static String plain(String text) {
        return TypedText.plain(text);
    }

    /** A value as people of this language write it. */
    public String value(Item<?, ?> item, @Nullable Object value) {
        return study().value(item, value);
    }

    /** A difference, with its sign. */
    public String signed(BigDecimal difference) {
        String text = number(difference.abs());
        return (difference.signum() > 0 ? "+" : difference.signum() < 0 ? "−" : "±") + text;
    }

    public String answer(Item<?, ?> item, Answer<?> answer) {
        return study().answer(item, answer);
    }

    /** A number with all its decimals; from 10,000 on its thousands stand apart. */
    public String number(BigDecimal number) {
        return study().number(number);
    }

    /** That of the reader, also while a file is written for them. */
    public Locale locale() {
        return reader.get();
    }

    /**
     * What a finding at an item of a row says.
     *
     * @param arguments what the placeholders of the message stand for, as the contract writes values
     */
    public String message(EditCheck check, Item<?, ?> item, Row row, Map<String, String> arguments) {
        return study().message(check, item, row, arguments);
    }

    /**
     * Says that several findings rest on one answer.
     *
     * @param answer null where it is not shown
     */
    public String cause(long findings, Casebook.Instance at, @Nullable Answer<?> answer) {
        String field = field(at.item(), at.row());
        return of("cause", findings, answer == null ? field : of("cause.answer", field, answer(at.item(), answer)));
    }

    /** What a finding says. */
    public String message(KnownFinding finding) {
        return message(finding.check(), finding.at().item(), finding.at().row(), finding.arguments());
    }

    /** The style of a finding. */
    public String kind(KnownFinding finding) {
        return finding.justification() != null ? "justified" : kind(finding.check().severity());
    }

    /** The name of a visit in short. */
    public static String visit(String visit) {
        return StudyWords.visit(visit);
    }

    public static String kind(Severity severity) {
        return switch (severity) {
            case ERROR -> "err";
            case WARNING -> "warn";
            case INFO -> "info";
        };
    }

    /** What the site said about a finding, who and when; empty when nothing. */
    public String justification(KnownFinding finding) {
        return finding.justification() == null ? ""
                : of("finding.justified", justification(finding.justification()));
    }

    public String justification(Justification why) {
        return of("justification.by", of("justification." + why.reason())
                + (why.text().isEmpty() ? "" : " – " + why.text()), person(why.by()), dayAndTime(why.at()));
    }

    /** The label of an item with what tells its row from its sisters. */
    public String field(Item<?, ?> item, Row row) {
        return study().field(item, row);
    }

    /** A reason as it is kept with the audit records. */
    public String reason(String stored) {
        return new RecordText(study()).reason(stored);
    }

    /** What went wrong, with the number under which it stands in the log. */
    public String failure(Failure failure) {
        return of("failure." + failure.kind(), failure.incident());
    }

    public static String time(Instant at) {
        return TIME.format(at);
    }

    public static String dayAndTime(Instant at) {
        return DAY_AND_TIME.format(at);
    }

    public static String kind(CasebookState state) {
        return switch (state) {
            case IN_PROGRESS -> "quiet";
            case COMPLETE, FROZEN, LOCKED -> "info";
            case SIGNED -> "ok";
            case REMOVED -> "warn";
        };
    }

    public static String kind(EligibilityStatus.Status status) {
        return switch (status) {
            case ELIGIBLE -> "ok";
            case NOT_ELIGIBLE -> "err";
            case UNDETERMINED -> "quiet";
        };
    }

    public static String kind(Verdict verdict) {
        return switch (verdict) {
            case YES -> "ok";
            case NO -> "err";
            case UNDETERMINED, NOT_APPLICABLE -> "quiet";
        };
    }
}
