package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.PastCasebook;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/**
 * The moment at which a casebook is looked at, as it stands in the address.
 *
 * @param text the date and time in the zone of the study, as in {@code 2026-11-23T10:00}
 */
record AsOf(String text, Instant at) {

    static final String PARAMETER = "at";

    /** Empty when the address names no moment, or one that cannot be read. */
    static Optional<AsOf> of(QueryParameters parameters) {
        return parameters.getSingleParameter(PARAMETER).flatMap(AsOf::read);
    }

    private static Optional<AsOf> read(String text) {
        try {
            return Optional.of(new AsOf(text, LocalDateTime.parse(text).atZone(Study.ZONE).toInstant()));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    QueryParameters parameters() {
        return QueryParameters.of(PARAMETER, text);
    }

    /** Says which moment is shown and how much has changed since, with the way back. */
    static Component banner(PastCasebook past, Words words, Component back) {
        Span moment = new Span(words.of("asof.shown", RecordText.moment(past.at())));
        moment.addClassName("asof-moment");
        Div banner = new Div(moment, new Span(words.of("asof.changed", past.since().size())), back);
        banner.addClassNames("note", "asof");
        banner.setId("as_of");
        banner.getElement().setAttribute("role", "status");
        return banner;
    }

    /** Asks for a moment. */
    static Component picker(Words words, Consumer<AsOf> chosen) {
        Input moment = new Input();
        moment.setType("datetime-local");
        moment.setId("as_of_moment");
        moment.getElement().setAttribute("max",
                LocalDateTime.now(Study.CLOCK).truncatedTo(ChronoUnit.MINUTES).toString());
        NativeLabel label = new NativeLabel(words.of("asof.pick"));
        label.setFor(moment);
        Button show = new Button(words.of("asof.show"), click -> read(moment.getValue()).ifPresent(chosen));
        show.setId("as_of_show");
        show.addThemeVariants(ButtonVariant.SMALL);
        Div picker = new Div(label, moment, show);
        picker.addClassName("asof-picker");
        return picker;
    }
}
