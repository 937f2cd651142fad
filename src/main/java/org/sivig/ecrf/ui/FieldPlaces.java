package org.sivig.ecrf.ui;

import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;

/** The fields of a part of a page, in order. Each comes onto the page when it is first asked: of a long form most never are. */
public final class FieldPlaces {

    private final Div part;
    private final int start;
    private final List<ItemField> order = new ArrayList<>();

    /** @param part in which they follow what stands there now */
    public FieldPlaces(Div part) {
        this.part = part;
        start = part.getComponentCount();
    }

    /** The next field. */
    public void add(ItemField field) {
        order.add(field);
        field.setPlaces(this);
    }

    void putUp(ItemField field) {
        List<ItemField> before = order.subList(0, order.indexOf(field)).reversed();
        part.addComponentAtIndex(before.stream().filter(each -> each.getParent().isPresent()).findFirst()
                .map(each -> part.indexOf(each) + 1).orElse(start), field);
    }
}
