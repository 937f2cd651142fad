package org.sivig.ecrf.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the user of an error that nothing else dealt with, under a number by which it is found in the log. The log
 * names the error and where it arose, never its message, which could quote what was typed.
 */
@Component
class Errors implements VaadinServiceInitListener {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(error -> {
            String incident = UUID.randomUUID().toString().substring(0, 8);
            Throwable cause = error.getThrowable();
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            StackTraceElement[] trace = cause.getStackTrace();
            LOG.error("Incident {}: {} at {}", incident, cause.getClass().getName(),
                    trace.length == 0 ? "?" : trace[0]);
            UI ui = UI.getCurrent();
            if (ui != null) {
                Notification.show(ui.getTranslation("error.incident", incident), 15_000,
                        Notification.Position.BOTTOM_START);
            }
        }));
    }
}
