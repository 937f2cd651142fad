package org.sivig.ecrf.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.VisitPlan;

/** Lays a section out as the paper prints it: its titles, questions and tables in their order. */
final class FormLayout {

    private static final String VISIT = "visit";
    private static final String DRUG = "drug";

    private final StudyWords words;
    private final Cells cells;
    private final Casebook casebook;
    private final Section section;
    private final Html html;

    FormLayout(StudyWords words, Cells cells, Casebook casebook, Section section, Html html) {
        this.words = words;
        this.cells = cells;
        this.casebook = casebook;
        this.section = section;
        this.html = html;
    }

    void write() {
        html.element("h2", "", title(words, section));
        hint(section.labelKey() + ".help");
        for (Form<?> form : section.forms()) {
            Map<String, List<Casebook.Instance>> rows = new LinkedHashMap<>();
            casebook.instances(form).stream().filter(section::covers)
                    .forEach(at -> rows.computeIfAbsent(at.row().key(), key -> new ArrayList<>()).add(at));
            if (rows.isEmpty()) {
                continue;
            }
            Row first = rows.values().iterator().next().getFirst().row();
            if (first.keys().containsKey(VISIT)) {
                visits(form, rows);
            } else if (first.keys().containsKey(DRUG)) {
                drugs(form, rows);
            } else if (!form.columns().isEmpty()) {
                table(form, rows.values().iterator().next());
            } else {
                rows.values().forEach(row -> questions(form, row));
            }
        }
    }

    /** As the paper numbers it. */
    static String title(StudyWords words, Section section) {
        return (section.place().equals("+") ? "" : section.place() + ") ") + words.title(section);
    }

    /** The title of a group; empty when there is none. */
    private String group(String key) {
        return Stream.of(section.labelKey(key), key).filter(words::has).findFirst().map(words::of).orElse("");
    }

    private void hint(String key) {
        if (words.has(key)) {
            html.element("p", "class=\"hint\"", words.of(key));
        }
    }

    // --- questions ----------------------------------------------------------------------------------------------------

    private void questions(Form<?> form, List<Casebook.Instance> row) {
        boolean open = false;
        for (Form.Part part : form.layout()) {
            switch (part) {
                case Form.Part.Heading(String key) -> {
                    if (open) {
                        html.close("tbody").close("table");
                        open = false;
                    }
                    if (row.stream().anyMatch(at -> key.endsWith("." + at.item().group()) && cells.shows(at))
                            || group(key).length() > 0 && form.items().stream().noneMatch(i -> key.endsWith("." + i.group()))) {
                        html.element("h3", "", group(key));
                        hint(key + ".help");
                    }
                }
                case Form.Part.Question(Item<?, ?> item) -> {
                    Casebook.Instance at = row.stream().filter(each -> each.item() == item).findFirst().orElseThrow();
                    if (cells.shows(at)) {
                        if (!open) {
                            html.open("table", "class=\"questions\"").open("tbody");
                            open = true;
                        }
                        html.open("tr").open("th", "scope=\"row\"");
                        label(at);
                        html.close("th").open("td");
                        cells.answer(html, at);
                        html.close("td").close("tr");
                    }
                }
            }
        }
        if (open) {
            html.close("tbody").close("table");
        }
    }

    private void label(Casebook.Instance at) {
        html.add(words.label(at.item(), at.row()));
        String help = cells.explains() ? words.help(at.item()) : "";
        if (!help.isEmpty()) {
            html.element("span", "class=\"asked\"", " " + help);
        }
        marks(at);
    }

    /** Whether it was added to the paper, and when it is asked. */
    private void marks(Casebook.Instance at) {
        if (!at.item().isOnPaper()) {
            html.add("\u00a0*");
        }
        String asked = cells.explains() ? words.asked(at.item(), at.row()) : "";
        if (!asked.isEmpty()) {
            html.element("div", "class=\"asked\"", asked);
        }
    }

    // --- a table of questions -------------------------------------------------------------------------------------------

    /** A line for each group and answer: the first column is the group, and what stands in a later column ends the line. */
    private void table(Form<?> form, List<Casebook.Instance> row) {
        begin(form);
        String group = "";
        List<Casebook.Instance> line = new ArrayList<>();
        for (Casebook.Instance at : row) {
            if (!cells.shows(at)) {
                continue;
            }
            if (!line.isEmpty() && at.item().column().equals(second(form))) {
                group = line(form, line, group);
            }
            line.add(at);
        }
        if (!line.isEmpty()) {
            line(form, line, group);
        }
        html.close("tbody").close("table");
    }

    private static String second(Form<?> form) {
        return form.columns().get(1);
    }

    private String line(Form<?> form, List<Casebook.Instance> line, String before) {
        String group = line.getFirst().item().group();
        html.open("tr").open("th", "scope=\"row\"");
        if (!group.equals(before)) {
            String key = "group." + form.name() + "." + group;
            html.add(group(key));
            if (words.has(key + ".help")) {
                html.element("div", "class=\"asked\"", words.of(key + ".help"));
            }
        } else {
            html.add("″");
        }
        html.close("th");
        for (String column : form.columns().subList(1, form.columns().size())) {
            html.open("td");
            for (Casebook.Instance at : line) {
                if (at.item().column().equals(column)) {
                    html.open("div");
                    String label = words.label(at.item(), at.row());
                    if (column.equals(second(form)) && !label.equals(group("group." + form.name() + "." + group))) {
                        html.add(label + ' ');
                    }
                    cells.answer(html, at);
                    marks(at);
                    html.close("div");
                }
            }
            html.close("td");
        }
        html.close("tr");
        line.clear();
        return group;
    }

    private void begin(Form<?> form) {
        html.open("table", "class=\"grid " + (form.isRepeating() ? "drugs" : "lines") + "\"").open("thead").open("tr");
        form.columns().forEach(column -> html.element("th", "scope=\"col\"", words.of(form.columnKey(column))));
        html.close("tr").close("thead").open("tbody");
    }

    // --- rows of drugs --------------------------------------------------------------------------------------------------

    private void drugs(Form<?> form, Map<String, List<Casebook.Instance>> rows) {
        html.element("h3", "", group("group." + form.name() + "." + form.items().getFirst().group()));
        begin(form);
        rows.values().forEach(row -> {
            html.open("tr");
            for (String column : form.columns()) {
                boolean names = column.equals(form.columns().getFirst());
                html.open(names ? "th" : "td", names ? "scope=\"row\"" : "");
                if (names) {
                    html.element("div", "", words.row(row.getFirst().row()));
                }
                row.stream().filter(at -> at.item().column().equals(column) && cells.shows(at)).forEach(at -> {
                    html.open("div");
                    boolean said = at.item().type() == ItemType.PARTIAL_DATE;
                    html.add(said ? "" : words.label(at.item(), at.row()));
                    html.add(at.item().isOnPaper() ? said ? "" : " " : "\u00a0* ");
                    cells.answer(html, at);
                    html.close("div");
                });
                html.close(names ? "th" : "td");
            }
            html.close("tr");
        });
        html.close("tbody").close("table");
        if (cells.explains()) {
            html.open("p", "class=\"hint\"").add(words.of("paper.drugs")).close("p");
        }
    }

    // --- visits ---------------------------------------------------------------------------------------------------------

    private void visits(Form<?> form, Map<String, List<Casebook.Instance>> rows) {
        html.open("table", "class=\"grid visits\"").open("thead").open("tr")
                .element("th", "scope=\"col\" class=\"item\"", words.of("paper.item"));
        VisitPlan.VISITS.forEach(visit -> html.element("th", "scope=\"col\"", StudyWords.visit(visit.visit())));
        html.close("tr").close("thead").open("tbody");
        String group = "";
        Set<String> said = new HashSet<>();
        for (Item<?, ?> item : form.items()) {
            boolean begins = !item.group().equals(group);
            if (begins) {
                group = item.group();
                html.close("tbody").open("tbody", "class=\"kept\""); // a heading does not end a page
                html.open("tr").element("th", "scope=\"row\" class=\"group\"", group("group." + form.name() + "." + group));
                VisitPlan.VISITS.forEach(visit -> html.element("td", "class=\"group\"", "\u00a0"));
                html.close("tr");
            }
            String label = words.label(item);
            html.open("tr").open("th", "scope=\"row\" class=\"item\"").add(said.add(label) ? label : words.head(item));
            if (!item.isOnPaper()) {
                html.add("\u00a0*");
            }
            if (!item.unit().isEmpty()) {
                html.add(" (" + words.unit(item.unit()) + ")");
            }
            if (cells.explains() && !item.options().isEmpty()) {
                html.open("div", "class=\"asked\"");
                html.add(item.options().stream().map(code -> option(item, code)).reduce((a, b) -> a + " ; " + b).orElse(""));
                html.close("div");
            }
            html.close("th");
            for (VisitPlan visit : VisitPlan.VISITS) {
                html.open("td");
                rows.getOrDefault(visit.visit(), List.of()).stream().filter(at -> at.item() == item).findFirst()
                        .ifPresent(at -> {
                            if (cells.shows(at)) {
                                cells.cell(html, at);
                            } else {
                                html.add("–");
                            }
                        });
                html.close("td");
            }
            html.close("tr");
            if (begins) {
                html.close("tbody").open("tbody");
            }
        }
        html.close("tbody").close("table");
        if (cells.explains()) {
            html.open("p", "class=\"hint\"").add(words.of("paper.visits")).close("p");
        }
    }

    private String option(Item<?, ?> item, Code code) {
        return code.code() + " = " + words.code(item, code);
    }
}
