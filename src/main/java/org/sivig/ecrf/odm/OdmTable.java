package org.sivig.ecrf.odm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.CodeList;

/** A table of a package, whose columns are items that ODM describes. */
record OdmTable(String name, OdmXml.Said label, List<Column> columns) {

    /**
     * A column.
     *
     * @param oid      of the item that stands in it
     * @param length   null where the type says it
     * @param decimals null where the type has none
     * @param unit     empty for none
     * @param codes    null for none
     */
    record Column(String oid, String name, OdmXml.Said label, String dataType, @Nullable String length,
            @Nullable String decimals, String unit, @Nullable CodeList<?> codes, boolean isKey) {
    }
}
