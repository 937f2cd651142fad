package org.sivig.ecrf.paper;

import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.study.StudyWords;

/**
 * Room to write in, as on the paper.
 *
 * @param annotated whether the name of each answer in files, and its codes, stand beside
 */
record BlankCells(StudyWords words, boolean annotated) implements Cells {

    private static final String BOX = "☐\u00a0";
    private static final String DAY = "__\u00a0/\u00a0__\u00a0/\u00a0____";

    @Override
    public void answer(Html html, Casebook.Instance at) {
        Item<?, ?> item = at.item();
        switch (item.type()) {
            case YES_NO, CHOICE, MULTI_CHOICE -> options(html, at);
            case TEXT -> html.add("_".repeat(at.item().column().isEmpty() ? 48 : 24));
            case LONG_TEXT -> html.add(("_".repeat(60) + "\n").repeat(3).trim());
            case DATE, PARTIAL_DATE -> html.add(DAY);
            case YEAR -> html.add("_\u00a0_\u00a0_\u00a0_");
            case INTEGER, DECIMAL -> html.add("________");
        }
        if (!item.unit().isEmpty()) {
            html.add(" " + words.unit(item.unit()));
        }
        if (annotated) {
            name(html, at.exportName());
        }
    }

    private void options(Html html, Casebook.Instance at) {
        Item<?, ?> item = at.item();
        if (item.options().isEmpty()) {
            html.add("_".repeat(34));
        }
        boolean lines = item.column().isEmpty() && item.options().size() > 3;
        for (Code option : item.options()) {
            html.open(lines ? "div" : "span", lines ? "" : "class=\"option\"").add(BOX + words.code(item, option));
            if (annotated) {
                html.element("span", "class=\"name\"", item.type() == ItemType.MULTI_CHOICE
                        ? " " + at.exportName() + "_" + option.code() : "\u00a0=\u00a0" + option.code());
            }
            html.close(lines ? "div" : "span");
        }
    }

    @Override
    public void cell(Html html, Casebook.Instance at) {
        html.add(switch (at.item().type()) {
            case DATE, PARTIAL_DATE -> "__/__/____";
            case LONG_TEXT -> "________\n________\n________";
            default -> "______";
        });
        if (annotated) {
            name(html, at.exportName());
        }
    }

    private static void name(Html html, String exportName) {
        html.element("div", "class=\"name\"", exportName);
    }

    @Override
    public boolean explains() {
        return true;
    }
}
