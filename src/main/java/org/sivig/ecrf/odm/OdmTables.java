package org.sivig.ecrf.odm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.Table;
import org.sivig.ecrf.release.TableColumn;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.StudyWords;

/** The tables of a package as ODM describes them: a column of answers is the item that is asked, any other one of its own. */
final class OdmTables {

    /** The table in which a column belongs to one row only. */
    private static final String WIDE = "wide";

    private OdmTables() {
    }

    static List<OdmTable> of(Cut cut) {
        return cut.tables().stream().map(table -> of(table, cut)).toList();
    }

    static OdmTable of(Table table, Cut cut) {
        return new OdmTable(table.name(), words -> words.has(table.labelKey()) ? words.of(table.labelKey()) : table.name(),
                table.columns().stream().map(column -> column(table, column, cut)).toList());
    }

    private static OdmTable.Column column(Table table, TableColumn column, Cut cut) {
        CodeList<?> codes = codes(column);
        return new OdmTable.Column(oid(table, column), column.name(), words -> column.label().apply(cut.words(words.locale())),
                dataType(column, codes), length(column, codes), column.type() == ItemType.DECIMAL ? "" + column.decimals() : null,
                column.unit(), codes, column.key());
    }

    private static String oid(Table table, TableColumn column) {
        Item<?, ?> item = column.item();
        if (column.key()) {
            return Oid.key(column.name());
        }
        if (table.name().equals(WIDE)) {
            return Oid.wide(column.name());
        }
        return Optional.<Item<?, ?>>ofNullable(item).stream().flatMap(asked -> OdmItem.of(asked).stream())
                .filter(part -> part.name().equals(column.name())).map(OdmItem::oid).findFirst()
                .orElse(Oid.derived(column.name()));
    }

    /** Its code list, if ODM has the words of it. */
    private static @Nullable CodeList<?> codes(TableColumn column) {
        return Stream.of(YesNo.LIST, MissingReason.LIST, Figures.EVALUABLE, column.column() == null ? null : column.column().codes())
                .filter(list -> list != null && list.name().equals(column.list()) && !list.codes().isEmpty()
                        && list.codes().stream().allMatch(code -> StudyWords.FRENCH.has("code." + list.name() + "." + code.code())))
                .findFirst().orElse(null);
    }

    private static String dataType(TableColumn column, @Nullable CodeList<?> codes) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT -> "text";
            case INTEGER, YEAR -> "integer";
            case DECIMAL -> "float";
            case DATE -> "date";
            case PARTIAL_DATE -> "partialDate";
            case YES_NO, CHOICE, MULTI_CHOICE -> OdmItem.dataType(codes);
        };
    }

    private static @Nullable String length(TableColumn column, @Nullable CodeList<?> codes) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT -> "" + column.type().length();
            case YEAR -> "4";
            case INTEGER -> "10";
            case DECIMAL -> "20";
            case YES_NO, CHOICE, MULTI_CHOICE -> codes == null ? "" + ItemType.TEXT_LENGTH
                    : "" + codes.codes().stream().mapToInt(code -> code.code().length()).max().orElse(1);
            case DATE, PARTIAL_DATE -> null;
        };
    }
}
