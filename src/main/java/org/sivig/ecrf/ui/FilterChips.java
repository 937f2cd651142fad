package org.sivig.ecrf.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.sivig.ecrf.data.DataFilter;

/** The filters in force over data, each of which a click takes away; nothing while there is none. */
public final class FilterChips extends Div {

    private final ConditionWords tests;
    private final SerializableConsumer<List<DataFilter>> narrow;
    private final SerializableRunnable clear;

    /**
     * @param narrow puts these filters in force
     * @param clear  takes all away
     */
    public FilterChips(ConditionWords tests, SerializableConsumer<List<DataFilter>> narrow, SerializableRunnable clear) {
        this.tests = tests;
        this.narrow = narrow;
        this.clear = clear;
        addClassName("data-chips");
    }

    /** Shows what is in force now. */
    public void show(List<DataFilter> filters) {
        removeAll();
        setVisible(!filters.isEmpty());
        for (DataFilter filter : filters) {
            String text = tests.filter(filter);
            Button chip = new Button(text, click -> narrow.accept(filters.stream().filter(each -> !each.equals(filter)).toList()));
            chip.addThemeVariants(ButtonVariant.SMALL);
            chip.addClassName("data-chip");
            chip.setAriaLabel(getTranslation("data.chip.remove", text));
            Span cross = new Span("✕");
            cross.getElement().setAttribute("aria-hidden", "true");
            chip.setSuffixComponent(cross);
            add(chip);
        }
        Button all = new Button(getTranslation("patients.clear"), click -> clear.run());
        all.setId("clear_filters");
        all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(all);
    }
}
