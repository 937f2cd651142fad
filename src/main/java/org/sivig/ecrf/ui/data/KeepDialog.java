package org.sivig.ecrf.ui.data;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.check.StandingChecks;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Choices;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.Words;

/** Asks what a check that is made of filters says, and where; shows how many it finds today. */
class KeepDialog extends Dialog {

    private final transient StandingChecks checks;
    private final transient DataQuery query;
    private final ColumnWords words = new ColumnWords(new Words(this), Map.of());
    private final Select<DataColumn> place = new Select<>();
    private final Paragraph hits = new Paragraph();
    private final TextArea text = new TextArea();
    private final RadioButtonGroup<Severity> severity = new RadioButtonGroup<>();

    KeepDialog(StandingChecks checks, DataQuery query) {
        this.checks = checks;
        this.query = query;
        setHeaderTitle(getTranslation("checks.keep.title"));
        setWidth("520px");
        addClassName("why");
        Button cancel = new Button(getTranslation("dialog.cancel"), click -> close());
        getFooter().add(cancel);
        List<DataFilter> refused = checks.refused(query);
        List<DataColumn> places = checks.places(query);
        if (query.filters().isEmpty() || !refused.isEmpty() || places.isEmpty()) {
            Paragraph why = new Paragraph(places.isEmpty() || query.filters().isEmpty()
                    ? getTranslation("checks.no-filter") : getTranslation("checks.refused", refused.stream()
                            .map(filter -> words.label(filter.column())).distinct().collect(joining(", "))));
            why.setId("check_refused");
            add(why);
            return;
        }
        place.setId("check_place");
        place.setLabel(getTranslation("checks.place"));
        place.setItems(places);
        place.setItemLabelGenerator(words::label);
        place.setWidthFull();
        place.addValueChangeListener(change -> tryOut());
        hits.setId("check_hits");
        hits.getElement().setAttribute("role", "status");
        text.setId("check_text");
        text.setLabel(getTranslation("checks.text"));
        text.setMaxLength(StandingChecks.TEXT_LENGTH);
        text.setWidthFull();
        severity.setId("check_severity");
        severity.setLabel(getTranslation("checks.severity"));
        severity.setItems(Severity.WARNING, Severity.INFO);
        severity.setItemLabelGenerator(each -> getTranslation("severity." + each));
        severity.setValue(Severity.WARNING);
        Choices.number(severity);
        add(place, hits, text, severity);
        Button keep = new Button(getTranslation("checks.make"), click -> make());
        keep.setId("check_make");
        keep.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(keep);
        place.setValue(checks.proposed(query).orElseThrow());
    }

    private void tryOut() {
        StandingChecks.BackTest found = checks.backTest(query, place.getValue());
        hits.setText(getTranslation("checks.back-test", found.rows(), found.hits()));
    }

    private void make() {
        String typed = TypedText.line(text.getValue());
        if (typed.isEmpty() || typed.length() > StandingChecks.TEXT_LENGTH) {
            text.setErrorMessage(getTranslation("checks.text.needed"));
            text.setInvalid(true);
            text.focus();
            return;
        }
        new Attempt(new Words(this)).run("Making a standing check", () -> {
            checks.make(query, place.getValue(), severity.getValue(), typed);
            close();
            UI.getCurrent().navigate("checks");
        }, why -> {
            text.setErrorMessage(why);
            text.setInvalid(true);
        });
    }
}
