package org.sivig.ecrf.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.ui.Words;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Tells the user of a failure that nothing else dealt with.
 */
@Component
class Errors implements VaadinServiceInitListener {

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(error -> {
            if (DisconnectedClientHelper.isClientDisconnectedException(error.getThrowable())) {
                return; // whoever asked has gone: nothing failed, and nobody is there to be told
            }
            UI ui = UI.getCurrent();
            Failure failure = Failure.of(error.getThrowable(), ui == null ? "A request" : "A request of " + page(ui));
            if (ui != null) {
                Notification.show(ui.getTranslation("error.incident", new Words(ui).failure(failure)), 15_000,
                        Notification.Position.BOTTOM_START);
            }
        }));
    }

    private static String page(UI ui) {
        return ui.getActiveRouterTargetsChain().stream().findFirst().map(view -> view.getClass().getSimpleName())
                .orElse("no page");
    }
}
