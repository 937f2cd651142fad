package org.sivig.ecrf.ui.query;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryResult;
import org.sivig.ecrf.query.QueryRow;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.QueryStepFields;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.Words;

/** Shows which of several queries can take a step, asks for its text, and says what became of each. */
class StepDialog extends Dialog {

    /** So many of those that are taken, or left, are named. */
    private static final int NAMED = 10;

    private final Words words = new Words(this);
    private final QueryWords said = new QueryWords(words);
    private final RecordText records = new RecordText(words.study());
    private final transient Queries queries;
    private final QueryStep step;
    private final List<QueryRow> ready;
    private final QueryStepFields fields = new QueryStepFields(words, "bulk_text");
    private final Paragraph trouble = new Paragraph();
    private final Button done;
    private final Button leave;

    /** @param after is run when any were taken */
    StepDialog(Queries queries, QueryStep step, Collection<QueryRow> chosen, Runnable after) {
        this.queries = queries;
        this.step = step;
        ready = chosen.stream().filter(row -> row.query().steps().contains(step)).toList();
        List<QueryRow> left = chosen.stream().filter(row -> !row.query().steps().contains(step)).toList();
        setHeaderTitle(words.of("queries.bulk", said.doing(step), ready.size()));
        setWidth("640px");
        done = new Button(said.doing(step), click -> take(after));
        done.setId("bulk_confirm");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.setEnabled(!ready.isEmpty());
        long unchanged = ready.stream().filter(row -> row.query().isUnchanged(row.now())).count();
        fields.become(Set.of(step), unchanged == 0 ? null : words.of("queries.bulk.unchanged", unchanged));
        trouble.addClassNames("note", "err");
        trouble.setVisible(false);
        trouble.getElement().setAttribute("role", "alert");
        add(list("bulk_preview", ready, this::line));
        if (!left.isEmpty()) {
            add(new Paragraph(words.of("queries.bulk.left", left.size())), list("bulk_left", left, row ->
                    words.of("queries.bulk.state", row.query().name(), said.state(row.query()))));
        }
        add(fields, trouble);
        fields.begin();
        leave = new Button(words.of("dialog.cancel"), click -> close());
        getFooter().add(leave, done);
    }

    private UnorderedList list(String id, List<QueryRow> rows, Function<QueryRow, String> line) {
        UnorderedList list = new UnorderedList(Stream.concat(rows.stream().limit(NAMED).map(line),
                rows.size() > NAMED ? Stream.of(words.of("queries.bulk.more", rows.size() - NAMED)) : Stream.of())
                .map(ListItem::new).toArray(ListItem[]::new));
        list.setId(id);
        list.addClassName("query-results");
        return list;
    }

    private String line(QueryRow row) {
        KnownQuery query = row.query();
        String line = words.of("queries.bulk.line", query.name(), query.patient(), records.item(query.at()),
                said.answer(query.at(), row.now()), query.text());
        return row.reply() != null ? words.of("queries.bulk.reply", line, row.reply().text())
                : step == QueryStep.CLOSE ? words.of("queries.bulk.unanswered", line) : line;
    }

    private void take(Runnable after) {
        if (fields.isReady(step)) {
            Map<Long, QueryResult> results = new Attempt(words).get("A step of several queries", () -> queries.takeAll(
                    ready.stream().map(QueryRow::query).collect(Collectors.toMap(KnownQuery::number, KnownQuery::messages)),
                    step, fields.outcome(step), fields.text()), this::say);
            if (results != null) {
                removeAll();
                done.setVisible(false);
                leave.setText(words.of("close"));
                add(report(results));
                after.run();
            }
        }
    }

    private void say(String why) {
        trouble.setText(why);
        trouble.setVisible(true);
    }

    private UnorderedList report(Map<Long, QueryResult> results) {
        UnorderedList report = new UnorderedList();
        report.addClassName("query-results");
        report.getElement().setAttribute("role", "status");
        long taken = results.values().stream().filter(QueryResult.Done.class::isInstance).count();
        report.add(new ListItem(words.of("queries.bulk.done", taken)));
        results.values().stream().map(said::trouble).filter(Objects::nonNull).map(ListItem::new).forEach(report::add);
        return report;
    }
}
