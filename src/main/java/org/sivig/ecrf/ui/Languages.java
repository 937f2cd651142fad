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
import org.sivig.ecrf.study.StudyWords;
import org.springframework.stereotype.Component;

/** The languages of the interface and its texts: French unless the user chose English, remembered in a cookie. */
@Component
public class Languages implements VaadinServiceInitListener, I18NProvider {

    static final List<Locale> ALL = StudyWords.ALL.stream().map(StudyWords::locale).toList();
    static final String COOKIE = "language";

    @Override
    public List<Locale> getProvidedLocales() {
        return ALL;
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... values) {
        return StudyWords.in(locale).of(key, values);
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
            String lost = getTranslation("connection.lost", locale);
            ui.getReconnectDialogConfiguration().setDialogText(lost);
            ui.getReconnectDialogConfiguration().setDialogTextGaveUp(lost);
            ui.getPage().executeJs("""
                    const line = window.Vaadin.connectionIndicator;
                    if (line) {
                      line.setAttribute('role', 'status');
                      line.onlineText = $0;
                      line.offlineText = $1;
                    }""", getTranslation("connection.back", locale), lost);
        });
        event.getSource().setSystemMessagesProvider(info -> {
            Locale locale = ALL.contains(info.getLocale()) ? info.getLocale() : Locale.FRENCH;
            CustomizedSystemMessages messages = new CustomizedSystemMessages();
            messages.setSessionExpiredNotificationEnabled(true);
            messages.setSessionExpiredCaption(getTranslation("session.expired", locale));
            messages.setSessionExpiredMessage(getTranslation("session.expired.help", locale));
            messages.setInternalErrorCaption(getTranslation("error.internal", locale));
            messages.setInternalErrorMessage(getTranslation("session.expired.help", locale));
            // Without cookies nobody signs in: a request without any comes from somebody who has lost the session.
            messages.setCookiesDisabledCaption(getTranslation("session.expired", locale));
            messages.setCookiesDisabledMessage(getTranslation("session.expired.help", locale));
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
