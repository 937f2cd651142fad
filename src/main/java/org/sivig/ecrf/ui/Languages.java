package org.sivig.ecrf.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The languages of the interface: French unless the user chose English, remembered in a cookie. */
@Component
public class Languages implements VaadinServiceInitListener {

    static final List<Locale> ALL = List.of(Locale.FRENCH, Locale.ENGLISH);
    static final String COOKIE = "language";

    private final I18NProvider words;

    Languages(I18NProvider words) {
        this.words = words;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(
                session -> session.getSession().setLocale(chosen(session.getRequest())));
        event.getSource().addUIInitListener(init -> {
            Locale locale = chosen(VaadinRequest.getCurrent());
            UI ui = init.getUI();
            ui.setLocale(locale);
            ui.getPage().executeJs("document.documentElement.lang = $0", locale.getLanguage());
            String lost = words.getTranslation("connection.lost", locale);
            ui.getReconnectDialogConfiguration().setDialogText(lost);
            ui.getReconnectDialogConfiguration().setDialogTextGaveUp(lost);
            ui.getPage().executeJs("""
                    const line = window.Vaadin.connectionIndicator;
                    if (line) {
                      line.setAttribute('role', 'status');
                      line.onlineText = $0;
                      line.offlineText = $1;
                    }""", words.getTranslation("connection.back", locale), lost);
        });
        event.getSource().setSystemMessagesProvider(info -> {
            Locale locale = ALL.contains(info.getLocale()) ? info.getLocale() : Locale.FRENCH;
            CustomizedSystemMessages messages = new CustomizedSystemMessages();
            messages.setSessionExpiredNotificationEnabled(true);
            messages.setSessionExpiredCaption(words.getTranslation("session.expired", locale));
            messages.setSessionExpiredMessage(words.getTranslation("session.expired.help", locale));
            messages.setInternalErrorCaption(words.getTranslation("error.internal", locale));
            messages.setInternalErrorMessage(words.getTranslation("session.expired.help", locale));
            // Without cookies nobody signs in: a request without any comes from somebody who has lost the session.
            messages.setCookiesDisabledCaption(words.getTranslation("session.expired", locale));
            messages.setCookiesDisabledMessage(words.getTranslation("session.expired.help", locale));
            return messages;
        });
    }

    private static Locale chosen(@Nullable VaadinRequest request) {
        return of(request == null ? null : request.getCookies());
    }

    /** The one in which somebody reads whose browser has sent these cookies; null where it has sent none. */
    public static Locale of(Cookie @Nullable [] cookies) {
        Stream<String> language = Arrays.stream(cookies == null ? new Cookie[0] : cookies).filter(c -> c.getName().equals(COOKIE)).map(Cookie::getValue);
        return language.anyMatch("en"::equals) ? Locale.ENGLISH : Locale.FRENCH;
    }
}
