package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataPlace;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueriesRaised;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.QueryStepFields;
import org.sivig.ecrf.ui.Words;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Raises a query of one text at each cell of a column. */
@Component
@Order(1)
class RaiseOnShown implements GridAction {

    private final DataGrid data;
    private final Queries queries;
    private final AccessPolicy policy;

    RaiseOnShown(DataGrid data, Queries queries, AccessPolicy policy) {
        this.data = data;
        this.queries = queries;
        this.policy = policy;
    }

    @Override
    public boolean isOffered() {
        return policy.asksQueries();
    }

    @Override
    public String labelKey() {
        return "data.raise";
    }

    @Override
    public boolean isOfOneColumn() {
        return true;
    }

    @Override
    public void begin(DataQuery query, Optional<DataColumn> column, Runnable changed) {
        List<DataPlace> cells = data.cells(query, column.orElseThrow());
        ActionDialog dialog = new ActionDialog();
        Words words = dialog.words();
        dialog.setHeaderTitle(words.of("data.raise.title", new ColumnWords(words, Map.of()).label(column.orElseThrow())));
        Paragraph preview = new Paragraph(words.of("data.raise.count", cells.size(),
                cells.stream().filter(DataPlace::blank).count(),
                cells.stream().map(DataPlace::patient).distinct().count()));
        preview.setId("action_preview");
        if (cells.isEmpty()) {
            dialog.ask(preview);
        } else {
            QueryStep step = Objects.requireNonNull(policy.raises(cells.getFirst().site()), "offered to who asks queries");
            QueryStepFields fields = QueryStepFields.making(step, words, "raise_text", "");
            fields.begin();
            dialog.ask(preview, fields);
            dialog.offer("raise_confirm", words.of("query.do." + step), () -> {
                if (!fields.isReady(step)) {
                    return;
                }
                QueriesRaised raised = queries.raiseAll(cells.stream()
                        .map(cell -> new Queries.Spot(cell.patient(), cell.exportName())).toList(), fields.text());
                dialog.tell(said(raised, words));
                changed.run();
            });
        }
        dialog.open();
    }

    private static List<String> said(QueriesRaised raised, Words words) {
        List<String> said = new ArrayList<>(List.of(words.of("data.raise.done", raised.numbers().size())));
        Map.of("pending", raised.pending(), "closed", raised.closed(), "not-asked", raised.notAsked()).entrySet().stream()
                .filter(each -> each.getValue() > 0).sorted(Map.Entry.comparingByKey())
                .forEach(each -> said.add(words.of("data.raise." + each.getKey(), each.getValue())));
        return said;
    }
}
