package org.sivig.ecrf.export;

import java.util.stream.Stream;
import org.sivig.ecrf.data.DataColumn;

/** The words of a codebook, in the language of its reader. */
public interface ExportWords {

    String of(String key, Object... values);

    String label(DataColumn column);

    String unit(DataColumn column);

    /** What a code of a column means. */
    String code(DataColumn column, String code);

    /** The codes that a column can have, in order. */
    Stream<String> codes(DataColumn column);
}
