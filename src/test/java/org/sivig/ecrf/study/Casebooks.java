package org.sivig.ecrf.study;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;

/** Casebooks for tests: blank, or filled as the contract's JSON files write them. */
public final class Casebooks {

    /** The day on which the contract evaluates. */
    public static final LocalDate TODAY = LocalDate.of(2025, 11, 23);

    /**
     * A filled casebook.
     *
     * @param unknown the names that belong to no declared item: a test must not pass over them in silence
     */
    public record Filled(Casebook casebook, Set<String> unknown) {

        /** The casebook, when every name was known. */
        public Casebook complete() {
            if (!unknown.isEmpty()) {
                throw new AssertionError("No such items: " + unknown);
            }
            return casebook;
        }
    }

    private Casebooks() {
    }

    /** One empty row of every form, of a patient of site 01. */
    public static Casebook blank() {
        Casebook casebook = new Casebook(TODAY);
        Patient patient = new Patient("SIV-01-001", "01", Instant.EPOCH, "test");
        Study.FORMS.forEach(form -> addBlank(casebook, form, patient));
        return casebook;
    }

    /** Makes the row of an item, where it is one that the paper does not print. */
    private static void addRow(Casebook casebook, String name) {
        try {
            casebook.reach(name);
        } catch (IllegalArgumentException none) {
            // An option of a multiple choice, or unknown.
        }
    }

    private static <R extends CasebookRow> void addBlank(Casebook casebook, Form<R> form, Patient patient) {
        for (R row : form.printed().get()) {
            row.setPatient(patient);
            casebook.with(form, row);
        }
    }

    /** Answers by export name; every name must be known. */
    public static Casebook with(Map<String, ?> values) {
        return filled(values, Map.of()).complete();
    }

    /**
     * Answers by export name, 1 and 0 for the options of a multiple choice.
     *
     * @param values  numbers or texts
     * @param missing missing reasons
     */
    public static Filled filled(Map<String, ?> values, Map<String, String> missing) {
        Casebook casebook = blank();
        Map<String, String> left = new LinkedHashMap<>();
        values.forEach((name, value) -> left.put(name, plain(value)));
        Map<String, String> reasons = new LinkedHashMap<>(missing);
        Stream.concat(left.keySet().stream(), reasons.keySet().stream()).forEach(name -> addRow(casebook, name));
        for (Casebook.Instance instance : casebook.instances()) {
            String reason = reasons.remove(instance.exportName());
            String text = take(left, instance);
            if (reason != null) {
                casebook.put(instance, Answer.missing(MissingReason.LIST.get(reason)));
            } else if (text != null) {
                casebook.put(instance, Answer.of(instance.item().parse(text)));
            }
        }
        Set<String> unknown = new LinkedHashSet<>(left.keySet());
        unknown.addAll(reasons.keySet());
        return new Filled(casebook, unknown);
    }

    /** The export name of an option of a multiple choice, which is also the id of its input. */
    public static String exportName(Casebook.Instance instance, Code option) {
        return instance.exportName() + "_" + option.code();
    }

    private static @Nullable String take(Map<String, String> values, Casebook.Instance instance) {
        Item<?, ?> item = instance.item();
        if (item.type() != ItemType.MULTI_CHOICE) {
            return values.remove(instance.exportName());
        }
        return item.options().stream().filter(option -> "1".equals(values.remove(exportName(instance, option))))
                .map(Code::code).collect(joining(","));
    }

    private static String plain(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString() : value.toString();
    }
}
