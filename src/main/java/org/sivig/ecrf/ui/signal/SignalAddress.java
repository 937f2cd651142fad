package org.sivig.ecrf.ui.signal;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.signal.Signal;
import org.sivig.ecrf.signal.SignalNumber;

/**
 * What the page of signals shows, as it stands in the address.
 *
 * @param item the name of the measurement; null where the signal is of none
 * @param site whose patients are shown; null for none
 */
record SignalAddress(Signal signal, @Nullable String item, @Nullable String site) implements Serializable {

    private static final String SIGNAL = "signal";
    private static final String ITEM = "item";
    private static final String SITE = "site";

    SignalAddress {
        item = !signal.isOfNumber() ? null : Objects.requireNonNullElse(item, SignalNumber.ALL.getFirst().item().name());
    }

    /**
     * What was read, and what of the address could not be.
     *
     * @param unread as {@code name=value}
     */
    record Reading(SignalAddress address, List<String> unread) {
    }

    /** @param start what is shown where the address names no signal */
    static Reading read(Map<String, List<String>> parameters, SignalAddress start, Collection<String> sites) {
        List<String> unread = new ArrayList<>();
        Signal signal = null;
        String item = null;
        String site = null;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            for (String text : parameter.getValue()) {
                boolean understood = switch (parameter.getKey()) {
                    case SIGNAL -> Arrays.stream(Signal.values()).anyMatch(each -> each.name().equals(text));
                    case ITEM -> SignalNumber.find(text).isPresent();
                    case SITE -> sites.contains(text);
                    default -> false;
                };
                if (!understood) {
                    unread.add(parameter.getKey() + "=" + text);
                } else if (parameter.getKey().equals(SIGNAL)) {
                    signal = Signal.valueOf(text);
                } else if (parameter.getKey().equals(ITEM)) {
                    item = text;
                } else if (parameter.getKey().equals(SITE)) {
                    site = text;
                }
            }
        }
        return new Reading(signal == null ? new SignalAddress(start.signal(), item == null ? start.item() : item, site)
                : new SignalAddress(signal, item, site), unread);
    }

    @Nullable SignalNumber number() {
        return item == null ? null : SignalNumber.find(item).orElseThrow();
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put(SIGNAL, List.of(signal.name()));
        parameters.put(ITEM, item == null ? List.of() : List.of(item));
        parameters.put(SITE, site == null ? List.of() : List.of(site));
        parameters.values().removeIf(List::isEmpty);
        return new QueryParameters(parameters);
    }

    /** As a link has it. */
    String href() {
        return SignalsView.ROUTE + "?" + parameters().getQueryString();
    }
}
