package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.PastCasebook;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.TypedDate;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/**
 * The moment at which a casebook is looked at, as it stands in the address.
 *
 * @param text the date and time in the zone of the study, as in {@code 2026-11-23T10:00}
 */
record AsOf(String text, Instant at) {

    static final String PARAMETER = "at";

    private static final Pattern TYPED = Pattern.compile("(.+?)(?:[ ,]+(\\d{1,2})[:h](\\d{2}))?");

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

    /** What is typed: a day, and perhaps a time; without one, its end. Empty for what is neither, or is not over by now. */
    static Optional<AsOf> typed(String text, LocalDateTime now) {
        Matcher parts = TYPED.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime time = parts.group(2) == null ? null
                    : LocalTime.of(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
            return TypedDate.understood(parts.group(1)).filter(PartialDate::isComplete).map(PartialDate::first)
                    .map(day -> time != null ? day.atTime(time)
                            : day.equals(now.toLocalDate()) ? now.truncatedTo(ChronoUnit.MINUTES) : day.atTime(23, 59))
                    .filter(moment -> !moment.isAfter(now)).map(LocalDateTime::toString).flatMap(AsOf::read);
        } catch (DateTimeException noSuchTime) {
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
        Span label = new Span(words.of("asof.pick"));
        label.setId("as_of_label");
        TextField moment = new TextField();
        moment.setId("as_of_moment");
        moment.setAriaLabelledBy("as_of_label");
        moment.setPlaceholder(words.of("asof.format"));
        Button show = new Button(words.of("asof.show"), click -> {
            Optional<AsOf> typed = typed(moment.getValue(), LocalDateTime.now(Study.CLOCK));
            moment.setErrorMessage(words.of("asof.bad"));
            moment.setInvalid(typed.isEmpty());
            typed.ifPresent(chosen);
        });
        show.setId("as_of_show");
        show.addThemeVariants(ButtonVariant.SMALL);
        Div picker = new Div(label, moment, show);
        picker.addClassName("asof-picker");
        return picker;
    }
}
