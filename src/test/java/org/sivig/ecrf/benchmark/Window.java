package org.sivig.ecrf.benchmark;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.BrowserlessUserContext;
import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.server.communication.UidlWriter;
import java.util.Optional;
import org.sivig.ecrf.account.Viewer;
import org.springframework.security.core.Authentication;

/** A browser window of a user who is signed in, on the server's side: all that a request does, but no network. */
final class Window implements AutoCloseable {

    private final BrowserlessUserContext user;
    private final BrowserlessUIContext window;

    Window(SecuredBrowserlessApplicationContext<Authentication> application, Viewer viewer) {
        user = application.newUser(LargeStudy.authentication(viewer));
        window = user.newWindow();
        respond();
    }

    /**
     * Opens a page, as a link does: reads what it shows, builds it and writes the response.
     *
     * @return the response
     */
    String open(String address) {
        navigate(address);
        return respond();
    }

    /** Opens a page with a grid, of which the browser asks for the first rows. */
    String openGrid(String address) {
        UI ui = navigate(address);
        Grid<?> grid = grid(ui).orElseThrow();
        grid.getDataCommunicator().setViewportRange(0, grid.getPageSize());
        return respond();
    }

    private UI navigate(String address) {
        window.activate();
        Location location = new Location(address);
        UI ui = window.getUI();
        ui.navigate(location.getPath(), location.getQueryParameters());
        if (!ui.getInternals().getActiveViewLocation().getPath().equals(location.getPath())) {
            throw new IllegalStateException("Not opened: " + address);
        }
        return ui;
    }

    /** Writes the response, which the server then keeps for the case that the browser asks for it again. */
    private String respond() {
        UI ui = window.getUI();
        String response = new UidlWriter().createUidl(ui, false).toString();
        ui.getInternals().setLastRequestResponse(response);
        return response;
    }

    private static Optional<Grid<?>> grid(Component within) {
        return within instanceof Grid<?> grid ? Optional.of(grid)
                : within.getChildren().map(Window::grid).flatMap(Optional::stream).findFirst();
    }

    @Override
    public void close() {
        window.close();
        user.close();
    }
}
