package org.sivig.ecrf.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.VisitPlan;

/** How audit records are written in words, on screen and on paper: labels and meanings, in the time zone of the study. */
public record RecordText(StudyWords words) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(Study.ZONE);

    private static final String SYSTEM = "SYSTEM";
    /** A figure on record that is a number. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /** The reasons that have a word of their own. */
    public static final List<String> REASONS = Arrays.stream(Reason.Code.values()).map(Reason.Code::key).toList();

    public static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** When it was stored, and when it was typed where that is another time. */
    public String when(AuditRecord record) {
        return record.typedAt() == null ? moment(record.at())
                : words.of("audit.typed", moment(record.at()), moment(record.typedAt()));
    }

    /** The name of the user; what follows from the answers is nobody’s act. */
    public String user(AuditRecord record) {
        return record.role().equals(SYSTEM) ? words.of("audit.system") : record.displayName();
    }

    /** Empty when no user did it. */
    public String role(AuditRecord record) {
        return role(record.role());
    }

    public String role(String role) {
        return role.equals(SYSTEM) ? "" : words.of("role." + role);
    }

    /** The name of a form in lists and filters. */
    public String form(String form) {
        String key = "form." + form + ".short";
        return form.isEmpty() ? words.of("audit.casebook") : words.of(words.has(key) ? key : "audit.form." + form);
    }

    /** The item with what tells its row; empty for an act on a form or a casebook. */
    public String item(AuditRecord record) {
        return record.instance().map(this::item).orElse(record.item());
    }

    /** Where it was done: the item, or the form with what tells the row, or the casebook. */
    public String place(AuditRecord record) {
        if (record.instance().isPresent() || !record.item().isEmpty()) {
            return item(record);
        }
        String row = record.rowKey().isEmpty() ? "" : Study.FORMS.stream().filter(form -> form.name().equals(record.form()))
                .map(form -> form.rowAt(record.rowKey())).filter(Objects::nonNull).map(this::row).findFirst().orElse(record.rowKey());
        return row.isEmpty() ? form(record.form()) : form(record.form()) + " · " + row;
    }

    /** An item of a row, with what tells the row. */
    public String item(Casebook.Instance instance) {
        String row = row(instance.row());
        String label = words.label(instance.item(), instance.row());
        return row.isEmpty() ? label : label + " · " + row;
    }

    /** What tells a row from its sisters; empty for a form that does not repeat. */
    public String row(Row row) {
        String visit = row.keys().get("visit");
        String course = row.keys().get("course");
        String name = visit != null ? StudyWords.visit(visit) : words.row(row);
        return course == null || !row.keys().containsKey("drug") ? name : words.of("course", course) + " · " + name;
    }

    /** The visits, the courses and the drugs, by the keys of their rows. */
    public Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        VisitPlan.VISITS.forEach(visit -> rows.put(visit.visit(), StudyWords.visit(visit.visit())));
        Study.allSections().map(section -> section.keys().get("course")).filter(Objects::nonNull).distinct()
                .forEach(course -> rows.put(course, words.of("course", course)));
        Drug.LIST.codes().forEach(drug -> rows.put(drug.code(), words.drug(drug.code())));
        PriorTreatmentForm.FORM.printed().get().stream().map(row -> row.keys().get("drug"))
                .forEach(drug -> rows.putIfAbsent(drug, words.drug(drug)));
        return rows;
    }

    public String before(AuditRecord record) {
        return value(record, record.oldValue(), record.oldMissing());
    }

    public String after(AuditRecord record) {
        return value(record, record.newValue(), record.newMissing());
    }

    private String value(AuditRecord record, @Nullable String value, @Nullable String missing) {
        if (missing != null) {
            return words.of("code.missing_reason." + missing);
        }
        String text = Objects.requireNonNullElse(value, "");
        for (String key : keys(record, text)) {
            if (words.has(key)) {
                return words.of(key);
            }
        }
        if (figure(record).isPresent() && NUMBER.matcher(text).matches()) {
            return words.number(new BigDecimal(text));
        }
        return record.instance().flatMap(instance -> read(instance.item(), text)).orElse(text);
    }

    /** What the state before or after an act may be called. */
    private static List<String> keys(AuditRecord record, String text) {
        return record.act() == null ? List.of() : record.query() != null ? List.of("query.state." + text)
                : figure(record).isPresent() ? figure(record).filter(figure -> figure.codes() != null)
                        .map(figure -> List.of("code." + figure.codes().name() + "." + text)).orElse(List.of())
                : List.of("audit.state." + text, "justification." + text, "state." + text);
    }

    private static Optional<Figure<?>> figure(AuditRecord record) {
        return Act.COMPUTED.name().equals(record.act()) ? Figures.find(Objects.requireNonNullElse(record.subject(), ""))
                : Optional.empty();
    }

    /** Empty for a text that the item cannot hold: masked, or the state of an act. */
    private Optional<String> read(Item<?, ?> item, String text) {
        try {
            return Optional.of(words.value(item, item.parse(text)));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The meaning of a reason that the product gives itself; otherwise the reason as it was typed. */
    public String reason(@Nullable String stored) {
        return Reason.of(stored).map(reason -> {
            String said = words.of("audit.reason." + reason.code().key());
            return reason.text().isEmpty() ? said : reason.code() == Reason.Code.OTHER ? reason.text()
                    : words.of("drug.item", said, reason.text());
        }).orElse(Objects.requireNonNullElse(stored, ""));
    }

    /** What was done; empty when an answer changed. */
    public String act(AuditRecord record) {
        return record.act() == null ? "" : words.of("audit.act." + record.act(), figure(record).map(figure ->
                words.of(figure.labelKey())).orElse(Objects.requireNonNullElse(record.subject(), "")));
    }
}
