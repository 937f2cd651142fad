package org.sivig.ecrf.ui.data;

import java.util.List;
import java.util.Map;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.ConditionWords;
import org.sivig.ecrf.ui.FilterWords;
import org.sivig.ecrf.ui.Words;
import org.springframework.stereotype.Component;

/** Says what filters ask as the chips above a grid do. */
@Component
class GridFilterWords implements FilterWords {

    @Override
    public List<String> of(Words words, String form, String filter) {
        ConditionWords tests = new ConditionWords(new ColumnWords(words, Map.of()));
        try {
            return DataQuery.read(DataColumns.form(form), filter).complete().filters().stream().map(tests::filter).toList();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
