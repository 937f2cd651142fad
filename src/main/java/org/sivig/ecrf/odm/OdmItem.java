package org.sivig.ecrf.odm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.StudyWords;

/**
 * An item as ODM has it: an item of the casebook, one option of a multiple choice, or the reason why an item has no value.
 *
 * @param option null where it is none
 */
record OdmItem(String oid, Item<?, ?> item, Kind kind, @Nullable Code option) {

    /** What of the answer it holds. */
    enum Kind {
        VALUE, OPTION, REASON
    }

    private static final Map<Item<?, ?>, List<OdmItem>> PARTS = new ConcurrentHashMap<>();

    /** The items of one item of the casebook, which each answer is spread over. */
    static List<OdmItem> of(Item<?, ?> item) {
        return PARTS.computeIfAbsent(item, OdmItem::parts);
    }

    private static List<OdmItem> parts(Item<?, ?> item) {
        String oid = Oid.item(item);
        Stream<OdmItem> values = item.type() == ItemType.MULTI_CHOICE
                ? item.options().stream().map(code -> new OdmItem(oid + "." + code.code(), item, Kind.OPTION, code))
                : Stream.of(new OdmItem(oid, item, Kind.VALUE, null));
        return item.isFixed() ? values.toList()
                : Stream.concat(values, Stream.of(new OdmItem(oid + ".ST", item, Kind.REASON, null))).toList();
    }

    /** What an answer says in it; null for nothing. */
    @Nullable String value(Answer<?> answer) {
        return switch (kind) {
            case VALUE -> item.text(answer.value());
            case OPTION -> answer.value() instanceof Set<?> chosen ? chosen.contains(option) ? "1" : "0" : null;
            case REASON -> answer.missing() == null ? null : answer.missing().code();
        };
    }

    /** The export name, with the keys of a row in braces. */
    String exportName() {
        return item.exportNamePattern() + switch (kind) {
            case VALUE -> "";
            case OPTION -> "_" + code();
            case REASON -> "_st";
        };
    }

    /** The same without keys: the column of a table. */
    String name() {
        return exportName().replaceAll("_?\\{\\w+}", "").replaceAll("^_", "");
    }

    private String code() {
        return option == null ? "" : option.code();
    }

    String label(StudyWords words) {
        String label = words.label(item);
        return switch (kind) {
            case VALUE -> label;
            case OPTION -> option == null ? label : words.of("export.codebook.option", label, words.code(item, option));
            case REASON -> words.of("export.codebook.missing", label);
        };
    }

    String help(StudyWords words) {
        return kind == Kind.VALUE ? words.help(item) : "";
    }

    String unit() {
        return kind == Kind.VALUE ? item.unit() : "";
    }

    /** Its code list; null where it has none, or one that is kept in the database. */
    @Nullable CodeList<?> codes() {
        return switch (kind) {
            case VALUE -> item.codes() == null || item.codes().codes().isEmpty() ? null : item.codes();
            case OPTION -> YesNo.LIST;
            case REASON -> MissingReason.LIST;
        };
    }

    String dataType() {
        return kind == Kind.REASON ? "text" : kind == Kind.OPTION ? "integer" : switch (item.type()) {
            case TEXT, LONG_TEXT -> "text";
            case INTEGER, YEAR -> "integer";
            case DECIMAL -> "float";
            case DATE -> "date";
            case PARTIAL_DATE -> "partialDate";
            case YES_NO, CHOICE, MULTI_CHOICE -> dataType(codes());
        };
    }

    /** Whether all codes are numbers, or texts. */
    static String dataType(@Nullable CodeList<?> codes) {
        return codes != null && codes.codes().stream().allMatch(code -> code.code().matches("0|[1-9]\\d{0,8}")) ? "integer"
                : "text";
    }

    /** The most characters of a value; null where its type says it. */
    @Nullable String length() {
        CodeList<?> codes = codes();
        if (codes != null) {
            return "" + codes.codes().stream().mapToInt(code -> code.code().length()).max().orElse(1);
        }
        return switch (item.type()) {
            case TEXT, LONG_TEXT -> "" + item.type().length();
            case YEAR -> "4";
            case INTEGER -> "10";
            case DECIMAL -> "20";
            case CHOICE, YES_NO, MULTI_CHOICE -> "" + ItemType.TEXT_LENGTH;
            case DATE, PARTIAL_DATE -> null;
        };
    }
}
