package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sivig.ecrf.crf.Code;

/**
 * Which digit chooses which option: it is shown before the option, and the browser takes it from here. Beyond nine
 * options some have none, and are chosen by letter and arrows.
 */
public final class Choices {

    /** Digits that can be told apart on a keyboard, in the order in which options are counted. */
    private static final int DIGITS = 9;

    private Choices() {
    }

    /**
     * The digits of a list of codes. A list whose codes are digits is chosen by these, as in the table of visits and as
     * exported. Others are counted from 1 as they stand; 0 is the option that excludes the others.
     *
     * @return as many as there are codes; empty for an option without a digit
     */
    public static List<String> digits(List<? extends Code> codes) {
        if (codes.stream().allMatch(code -> code.code().matches("\\d"))) {
            return codes.stream().map(Code::code).toList();
        }
        List<String> digits = new ArrayList<>();
        int counted = 0;
        for (Code code : codes) {
            digits.add(code.exclusive() ? "0" : ++counted > DIGITS ? "" : String.valueOf(counted));
        }
        return digits;
    }

    /** Numbers the options of a group from 1, as they stand. */
    public static void number(Component group) {
        int options = (int) group.getChildren().count();
        number(group, IntStream.rangeClosed(1, options).mapToObj(i -> i > DIGITS ? "" : String.valueOf(i)).toList());
    }

    public static void number(Component group, List<String> digits) {
        group.getElement().setAttribute("data-keys", String.join(",", digits));
        List<Element> options = group.getChildren().map(Component::getElement).toList();
        for (int i = 0; i < digits.size(); i++) {
            if (!digits.get(i).isEmpty()) {
                options.get(i).getStyle().set("--key", '"' + digits.get(i) + '"');
            }
        }
    }
}
