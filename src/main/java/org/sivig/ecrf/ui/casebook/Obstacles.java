package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.Obstacle;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.ui.Words;

/** What stands in the way of a completion, each with a link to where it is put right. */
class Obstacles extends Div {

    private final Words words;
    private final Map<Obstacle, ListItem> items = new LinkedHashMap<>();
    private final H2 title = new H2();

    /** @param links makes a link of this text to a section of the casebook */
    Obstacles(List<Obstacle> obstacles, Words words, BiFunction<String, Section, RouterLink> links) {
        this.words = words;
        setId("obstacles");
        addClassNames("card", "obstacles");
        getElement().setAttribute("role", "alert").setAttribute("tabindex", "-1");
        Div lists = new Div();
        lists.addClassName("obstacle-lists");
        Map<String, UnorderedList> byKind = new LinkedHashMap<>();
        obstacles.forEach(obstacle -> {
            ListItem item = new ListItem(link(obstacle, links));
            items.put(obstacle, item);
            byKind.computeIfAbsent(kind(obstacle), kind -> {
                UnorderedList list = new UnorderedList();
                lists.add(new Span(words.of("obstacles." + kind)), list);
                return list;
            }).add(item);
        });
        add(title, lists);
        count();
    }

    private void count() {
        title.setText(words.of("obstacles.title", items.size()));
        setVisible(!items.isEmpty());
    }

    /** Takes away what has been answered meanwhile. */
    void show(OpenCasebook open) {
        items.entrySet().removeIf(entry -> {
            boolean gone = entry.getKey() instanceof Obstacle.Unanswered blank
                    && open.casebook().instances().stream().filter(each -> each.exportName().equals(
                            blank.at().exportName())).anyMatch(
                                    each -> !each.answer().isBlank() || !open.casebook().isAsked(each));
            if (gone) {
                entry.getValue().removeFromParent();
            }
            return gone;
        });
        count();
    }

    private static String kind(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Unanswered unanswered -> "unanswered";
            case Obstacle.Error error -> "error";
            case Obstacle.OpenForm form -> "form";
            case Obstacle.PendingQuery pending -> "query";
        };
    }

    private RouterLink link(Obstacle obstacle, BiFunction<String, Section, RouterLink> links) {
        return switch (obstacle) {
            case Obstacle.Unanswered(Section section, Casebook.Instance at) -> Links.at(at, links.apply(new RecordText(words.study()).item(at), section));
            case Obstacle.Error(Section section, KnownFinding finding) ->
                Links.at(finding.at(), links.apply(words.message(finding), section));
            case Obstacle.OpenForm(Section section) ->
                links.apply(section.place() + " · " + words.name(section), section);
            case Obstacle.PendingQuery(Section section, KnownQuery query) ->
                Links.at(query.at(), links.apply(query.name() + " · " + new RecordText(words.study()).item(query.at()), section));
        };
    }
}
