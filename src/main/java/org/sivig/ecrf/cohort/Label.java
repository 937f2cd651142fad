package org.sivig.ecrf.cohort;

import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.VisitPlan;

/** What is said of a row, a column or a part, without words: a screen says it in its language. */
public sealed interface Label {

    /** What names it in files, whatever the language: no two in a table of the same place are alike. */
    String code();

    /** Of the translations: its words stand under {@code cohort.} and this. */
    record Key(String code) implements Label {
    }

    /** An item, by its label. */
    record OfItem(Item<?, ?> item) implements Label {
        @Override
        public String code() {
            return item.name();
        }
    }

    /** A code of a list: an answer, an option, a visit, a missing reason. */
    record OfCode(CodeList<?> list, Code value, String code) implements Label {
    }

    /** A computed value, by its label. */
    record OfFigure(Figure<?> figure) implements Label {
        @Override
        public String code() {
            return figure.name();
        }
    }

    /** What somebody wrote: a brand, the number of a patient. */
    record Verbatim(String code) implements Label {
    }

    static Label key(String code) {
        return new Key(code);
    }

    static Label item(Item<?, ?> item) {
        return new OfItem(item);
    }

    /** @throws IllegalArgumentException when the list has no such code */
    static Label code(CodeList<?> list, String code) {
        return new OfCode(list, list.get(code), code);
    }

    /** A code of a list that stands beside other lists; files name it after its list too. */
    static Label option(CodeList<?> list, String code) {
        return new OfCode(list, list.get(code), list.name() + "_" + code);
    }

    static Label visit(String visit) {
        return code(VisitPlan.LIST, visit);
    }
}
