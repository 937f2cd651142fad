package org.sivig.ecrf.export;

import java.util.stream.Stream;
import org.sivig.ecrf.data.DataColumn;

/** Every word is its key. */
public final class Keys implements ExportWords {

    @Override
    public String of(String key, Object... values) {
        return key.substring(0, Math.min(key.length(), 31));
    }

    @Override
    public String label(DataColumn column) {
        return column.id();
    }

    @Override
    public String unit(DataColumn column) {
        return "";
    }

    @Override
    public String code(DataColumn column, String code) {
        return code;
    }

    @Override
    public Stream<String> codes(DataColumn column) {
        return column.options().stream().map(option -> option.code());
    }
}
