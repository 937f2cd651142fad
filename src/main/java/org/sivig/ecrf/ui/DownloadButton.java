package org.sivig.ecrf.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;

/**
 * Downloads what the page shows, for who has {@link Proven} who they are. The click comes to the server as everything else does, after what was typed before it:
 * a link would overtake it.
 */
public final class DownloadButton extends Span implements HasEnabled {

    /** @param id of the button */
    public DownloadButton(String id, String text, DownloadHandler download) {
        Anchor link = new Anchor(download, "");
        link.getElement().setAttribute("hidden", true).setAttribute("tabindex", "-1");
        Button button = new Button(text, click -> Proven.then(() -> link.getElement().executeJs("this.click()")));
        button.setId(id);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(button, link);
    }
}
