package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializableRunnable;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.list.Range;

/** Everything that can be asked of a column and done with it, beside its head. What is chosen is in force at once. */
public final class ColumnPopover extends Popover {

    /** What is done with a column. */
    public interface Listener extends Serializable {

        void narrow(DataColumn column, List<ColumnCondition> tests);

        /** With which a column can be compared. */
        List<DataColumn> columns();

        /** Things to do with a column, by name, in order. */
        Map<String, SerializableRunnable> acts(DataColumn column);
    }

    /** What a cell holds, beside what it holds in particular. */
    private enum Content {
        ANY, VALUE, EMPTY, MISSING, WITHOUT, NO_VALUE
    }

    /** Whether there is something at a cell. */
    private enum Presence {
        ANY, WITH, WITHOUT;

        static Presence of(List<ColumnCondition> tests, ColumnCondition with, ColumnCondition without) {
            return tests.contains(with) ? WITH : tests.contains(without) ? WITHOUT : ANY;
        }

        Stream<ColumnCondition> tests(ColumnCondition with, ColumnCondition without) {
            return this == ANY ? Stream.empty() : Stream.of(this == WITH ? with : without);
        }
    }

    /** What is asked of chosen codes. */
    private enum How {
        ANY, ALL, NONE;

        ColumnCondition of(Set<String> codes) {
            return switch (this) {
                case ANY -> new ColumnCondition.AnyOf(codes);
                case ALL -> new ColumnCondition.AllOf(codes);
                case NONE -> new ColumnCondition.NoneOf(codes);
            };
        }
    }

    private enum Verification {
        ANY(null), VERIFIED(new ColumnCondition.Verified()), UNVERIFIED(new ColumnCondition.NotVerified()),
        TO_VERIFY(new ColumnCondition.ToVerify());

        private final @Nullable ColumnCondition test;

        Verification(@Nullable ColumnCondition test) {
            this.test = test;
        }

        static Verification of(List<ColumnCondition> tests) {
            return Stream.of(values()).filter(each -> each.test != null && tests.contains(each.test)).findFirst().orElse(ANY);
        }
    }

    private final ConditionWords words;
    private final Listener listener;
    private final Div body = new Div();
    private @Nullable DataColumn column;
    private @Nullable ColumnCondition content;
    private Presence finding = Presence.ANY;
    private Presence query = Presence.ANY;
    private Verification verification = Verification.ANY;
    private @Nullable LocalDate since;

    /** What shows the test of the content; told when another part of the menu changed it. */
    private final List<SerializableRunnable> contents = new ArrayList<>();
    /** What can be typed into; while one of them cannot be read, nothing is done with the rows. */
    private final List<TextField> typed = new ArrayList<>();
    private boolean showing;

    public ColumnPopover(ConditionWords words, Listener listener) {
        this.words = words;
        this.listener = listener;
        addClassName("column-popover");
        setRole("dialog");
        setOpenOnClick(false);
        setAutofocus(true);
        body.addClassName("column-popover-body");
        add(body);
    }

    /** Opens beside a button in the head of the column. */
    public void open(DataColumn column, List<ColumnCondition> tests, Component button) {
        this.column = column;
        take(tests);
        contents.clear();
        typed.clear();
        body.removeAll();
        String title = words.words().full(column);
        setAriaLabel(words.words().of("data.menu", title));
        Span place = new Span(words.words().place(column));
        place.addClassName("hint");
        body.add(new H2(title), place);
        showing = true;
        particular().forEach(body::add);
        compared().forEach(body::add);
        if (new ColumnCondition.Empty().suits(column)) {
            body.add(general());
        }
        if (column.isAnswer()) {
            body.add(known());
        }
        showing = false;
        body.add(acts());
        setTarget(button);
        open();
    }

    private void take(List<ColumnCondition> tests) {
        content = tests.stream().filter(ColumnCondition::isOfContent).findFirst().orElse(null);
        finding = Presence.of(tests, new ColumnCondition.HasFinding(), new ColumnCondition.NoFinding());
        query = Presence.of(tests, new ColumnCondition.HasQuery(), new ColumnCondition.NoQuery());
        verification = Verification.of(tests);
        since = tests.stream().filter(ColumnCondition.ChangedSince.class::isInstance).map(ColumnCondition.ChangedSince.class::cast)
                .map(ColumnCondition.ChangedSince::day).findFirst().orElse(null);
    }

    private DataColumn column() {
        return Objects.requireNonNull(column);
    }

    /** Puts in force what is chosen now. */
    private void narrow() {
        List<ColumnCondition> tests = new ArrayList<>();
        Stream.ofNullable(content).forEach(tests::add);
        finding.tests(new ColumnCondition.HasFinding(), new ColumnCondition.NoFinding()).forEach(tests::add);
        query.tests(new ColumnCondition.HasQuery(), new ColumnCondition.NoQuery()).forEach(tests::add);
        Stream.ofNullable(verification.test).forEach(tests::add);
        Stream.ofNullable(since).map(ColumnCondition.ChangedSince::new).forEach(tests::add);
        listener.narrow(column(), tests);
    }

    private void content(@Nullable ColumnCondition test) {
        if (!showing && !Objects.equals(test, content)) {
            content = test;
            showing = true;
            contents.forEach(SerializableRunnable::run);
            showing = false;
            narrow();
        }
    }

    // --- what a cell holds ------------------------------------------------------------------------------------------

    private Stream<Component> particular() {
        return switch (column().type()) {
            case TEXT, LONG_TEXT -> Stream.of(contains());
            case INTEGER, DECIMAL, YEAR -> Stream.of(between(ColumnCondition.Numbers.class, ColumnCondition.Numbers::from,
                    ColumnCondition.Numbers::to, ColumnCondition.Numbers::new, "data.filter.number.end"));
            case DATE, PARTIAL_DATE -> Stream.of(between(ColumnCondition.Dates.class, ColumnCondition.Dates::from, ColumnCondition.Dates::to,
                    ColumnCondition.Dates::new, "format.partial_date"));
            case YES_NO, CHOICE, MULTI_CHOICE -> codes();
        };
    }

    private Component contains() {
        TextField field = field("data.contains");
        WhileTyping.listen(field);
        shows(() -> field.setValue(content instanceof ColumnCondition.Contains contains ? contains.text() : ""));
        field.addValueChangeListener(change -> content(TypedText.isBlank(change.getValue()) ? null
                : ConditionWords.contains(column(), change.getValue())));
        return field;
    }

    private <T extends ColumnCondition, E extends Serializable> Component between(Class<T> type,
            SerializableFunction<T, @Nullable E> from, SerializableFunction<T, @Nullable E> to,
            BiFunction<@Nullable E, @Nullable E, ColumnCondition> test, String example) {
        TextField first = field("data.from");
        TextField last = field("data.to");
        first.setPlaceholder(words.words().of(example));
        last.setPlaceholder(words.words().of(example));
        shows(() -> {
            T range = type.isInstance(content) ? type.cast(content) : null;
            show(first, range == null ? null : from.apply(range));
            show(last, range == null ? null : to.apply(range));
        });
        SerializableRunnable read = () -> {
            if (showing) {
                return;
            }
            Optional<T> start = end(first, type);
            Optional<T> end = end(last, type);
            if (first.isInvalid() || last.isInvalid()) {
                return; // what was in force stays so
            }
            E low = start.map(from).orElse(null);
            E high = end.map(to).orElse(null);
            try {
                content(low == null && high == null ? null : test.apply(low, high));
            } catch (IllegalArgumentException backwards) {
                last.setErrorMessage(new Unread(Reading.Problem.BACKWARDS, List.of()).text(this));
                last.setInvalid(true);
            }
        };
        first.addValueChangeListener(change -> read.run());
        last.addValueChangeListener(change -> read.run());
        Div line = new Div(first, last);
        line.addClassName("column-popover-line");
        return line;
    }

    private void show(TextField field, @Nullable Serializable end) {
        if (!field.isInvalid()) {
            field.setValue(words.end(column(), end));
        }
    }

    /** What a field holds, as the range that it alone would be; marks it when it cannot be read. */
    private <T extends ColumnCondition> Optional<T> end(TextField field, Class<T> type) {
        ConditionWords.Typed read = words.read(column(), field.getValue());
        boolean readable = read instanceof ConditionWords.Typed.Readable(ColumnCondition test)
                && (test == null || type.isInstance(test));
        field.setErrorMessage((read instanceof ConditionWords.Typed.Unreadable(Unread why) ? why : Unread.UNKNOWN).text(this));
        field.setInvalid(!readable);
        return readable && read instanceof ConditionWords.Typed.Readable(ColumnCondition test) ? Optional.ofNullable(type.cast(test))
                : Optional.empty();
    }

    private Stream<Component> codes() {
        CheckboxGroup<String> codes = new CheckboxGroup<>(words.words().of("data.codes"));
        codes.setItems(words.words().codes(column()).toList());
        codes.setItemLabelGenerator(code -> words.words().code(column(), code));
        codes.addClassName("column-popover-codes");
        Choices.number(codes, Choices.digits(column().options()));
        RadioButtonGroup<How> how = new RadioButtonGroup<>(words.words().of("data.codes.how"));
        how.setItems(EnumSet.allOf(How.class).stream()
                .filter(each -> each != How.ALL || column().type() == ItemType.MULTI_CHOICE).toList());
        how.setItemLabelGenerator(each -> words.words().of("data.codes." + each));
        Choices.number(how);
        how.setValue(content instanceof ColumnCondition.AllOf ? How.ALL
                : content instanceof ColumnCondition.NoneOf ? How.NONE : How.ANY);
        shows(() -> codes.setValue(switch (content) {
            case ColumnCondition.AnyOf any -> any.codes();
            case ColumnCondition.AllOf all -> all.codes();
            case ColumnCondition.NoneOf none -> none.codes();
            case null, default -> Set.of();
        }));
        SerializableRunnable chosen = () -> content(codes.getValue().isEmpty() ? null : how.getValue().of(codes.getValue()));
        codes.addValueChangeListener(change -> chosen.run());
        how.addValueChangeListener(change -> {
            if (!codes.getValue().isEmpty()) {
                chosen.run();
            }
        });
        return Stream.of(how, codes);
    }

    /** How the value stands to that of another column in its row; nothing where no column that is shown can be compared. */
    private Stream<Component> compared() {
        List<DataColumn> others = listener.columns().stream()
                .filter(other -> ColumnCondition.isComparable(column(), other)).toList();
        if (others.isEmpty()) {
            return Stream.empty();
        }
        Select<ColumnCondition.Relation> relation = new Select<>();
        relation.setId("column_relation");
        relation.setLabel(words.words().of("data.compared"));
        relation.setItems(ColumnCondition.Relation.values());
        relation.setItemLabelGenerator(each -> words.words().of("data.test." + each, "").strip());
        relation.addThemeVariants(SelectVariant.SMALL);
        Select<DataColumn> to = new Select<>();
        to.setId("column_other");
        to.setLabel(words.words().of("data.compared.to"));
        to.setItems(others);
        to.setItemLabelGenerator(other -> other == null ? "" : words.words().label(other));
        to.setEmptySelectionAllowed(true);
        to.addThemeVariants(SelectVariant.SMALL);
        shows(() -> {
            ColumnCondition.Compared now = content instanceof ColumnCondition.Compared compared ? compared : null;
            relation.setValue(now == null ? ColumnCondition.Relation.LESS : now.relation());
            to.setValue(now == null ? null : now.other());
        });
        SerializableRunnable chosen = () -> content(to.isEmpty() ? null
                : new ColumnCondition.Compared(relation.getValue(), to.getValue()));
        relation.addValueChangeListener(change -> {
            if (!to.isEmpty()) {
                chosen.run();
            }
        });
        to.addValueChangeListener(change -> chosen.run());
        Div line = new Div(relation, to);
        line.addClassName("column-popover-line");
        return Stream.of(line);
    }

    /** Whether there is a value at all, and if not, why. */
    private Component general() {
        RadioButtonGroup<Content> what = new RadioButtonGroup<>(words.words().of("data.content"));
        what.setItems(EnumSet.allOf(Content.class).stream()
                .filter(each -> each != Content.MISSING && each != Content.WITHOUT || column().isAnswer()).toList());
        what.setItemLabelGenerator(each -> words.words().of("data.content." + each));
        Choices.number(what);
        CheckboxGroup<MissingReason> why = new CheckboxGroup<>(words.words().of("data.content.why"));
        why.setItems(MissingReason.values());
        why.setItemLabelGenerator(reason -> reason.code() + " " + words.words().of("code.missing_reason." + reason.code()));
        Choices.number(why);
        shows(() -> {
            what.setValue(switch (content) {
                case ColumnCondition.HasValue t -> Content.VALUE;
                case ColumnCondition.Empty t -> Content.EMPTY;
                case ColumnCondition.WithoutValue t -> Content.WITHOUT;
                case ColumnCondition.NoValue t -> Content.NO_VALUE;
                case ColumnCondition.Missing t -> Content.MISSING;
                case null, default -> Content.ANY;
            });
            why.setVisible(content instanceof ColumnCondition.Missing);
            why.setValue(content instanceof ColumnCondition.Missing missing ? missing.reasons() : Set.of());
        });
        what.addValueChangeListener(change -> content(switch (change.getValue()) {
            case ANY -> null;
            case VALUE -> new ColumnCondition.HasValue();
            case EMPTY -> new ColumnCondition.Empty();
            case WITHOUT -> new ColumnCondition.WithoutValue();
            case NO_VALUE -> new ColumnCondition.NoValue();
            case MISSING -> new ColumnCondition.Missing(why.getValue());
        }));
        why.addValueChangeListener(change -> content(new ColumnCondition.Missing(change.getValue())));
        return new Div(what, why);
    }

    private void shows(SerializableRunnable part) {
        contents.add(part);
        part.run();
    }

    // --- what is known about it -------------------------------------------------------------------------------------

    private Component known() {
        Select<Presence> withFinding = presence("finding", finding);
        withFinding.addValueChangeListener(change -> {
            finding = change.getValue();
            narrow();
        });
        Select<Presence> withQuery = presence("query", query);
        withQuery.addValueChangeListener(change -> {
            query = change.getValue();
            narrow();
        });
        RadioButtonGroup<Verification> verified = new RadioButtonGroup<>(words.words().of("data.verification"));
        verified.setItems(Verification.values());
        verified.setItemLabelGenerator(each -> words.words().of("data.verification." + each));
        Choices.number(verified);
        verified.setValue(verification);
        verified.addValueChangeListener(change -> {
            verification = change.getValue();
            narrow();
        });
        TextField changed = field("data.since");
        changed.setPlaceholder(words.words().of("format.date"));
        changed.setValue(since == null ? "" : PartialDate.of(since).display());
        changed.addValueChangeListener(change -> {
            Optional<Range<LocalDate>> day = RangeText.DAYS.read(change.getValue());
            changed.setErrorMessage(RangeText.DAYS.unread(change.getValue()).text(this));
            changed.setInvalid(day.isEmpty());
            day.ifPresent(read -> {
                since = read.from();
                narrow();
            });
        });
        Div marks = new Div(withFinding, withQuery);
        marks.addClassName("column-popover-line");
        return new Div(marks, verified, changed);
    }

    private Select<Presence> presence(String what, Presence now) {
        Select<Presence> presence = new Select<>();
        presence.setId("column_" + what);
        presence.setLabel(words.words().of("data.known." + what));
        presence.setItems(Presence.values());
        presence.setItemLabelGenerator(each -> words.words().of("data.known." + each));
        presence.setValue(now);
        presence.addThemeVariants(SelectVariant.SMALL);
        return presence;
    }

    private Component acts() {
        Div acts = new Div();
        acts.addClassName("column-popover-acts");
        listener.acts(column()).forEach((label, act) -> acts.add(button(label, () -> {
            typed.stream().filter(TextField::isInvalid).findFirst().ifPresentOrElse(TextField::focus, () -> {
                close();
                act.run();
            });
        })));
        Button clear = button(words.words().of("data.menu.clear"), () -> {
            close();
            listener.narrow(column(), List.of());
        });
        clear.setId("column_clear");
        Button done = button(words.words().of("data.menu.close"), this::close);
        done.setId("column_close");
        done.removeThemeVariants(ButtonVariant.TERTIARY);
        Div last = new Div(clear, done);
        last.addClassName("column-popover-last");
        return new Div(acts, last);
    }

    private static Button button(String label, SerializableRunnable act) {
        Button button = new Button(label, click -> act.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private TextField field(String label) {
        TextField field = new TextField(words.words().of(label));
        field.addThemeVariants(TextFieldVariant.SMALL);
        field.setManualValidation(true);
        field.setErrorMessage(words.words().of("patients.filter.unreadable"));
        field.setMaxLength(200);
        typed.add(field);
        return field;
    }
}
