package org.sivig.ecrf.ui.system;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sivig.ecrf.system.NodeNumbers;
import org.springframework.stereotype.Component;

/** Counts the pages that are open, and times each that is shown by the route it was declared with: never by its address. */
@Component
class PageNumbers implements VaadinServiceInitListener {

    private record Asked(long nanos) {
    }

    private final AtomicInteger open = new AtomicInteger();
    private final MeterRegistry meters;

    PageNumbers(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder(NodeNumbers.OPEN_PAGES, open, AtomicInteger::get).description("Pages that are open in browsers").register(meters);
    }

    @Override
    public void serviceInit(ServiceInitEvent service) {
        service.getSource().addUIInitListener(init -> {
            UI ui = init.getUI();
            open.incrementAndGet();
            ui.addDetachListener(closed -> open.decrementAndGet());
            ui.addBeforeEnterListener(entered -> ComponentUtil.setData(ui, Asked.class, new Asked(System.nanoTime())));
            ui.addAfterNavigationListener(shown -> {
                Asked asked = ComponentUtil.getData(ui, Asked.class);
                if (asked != null) {
                    Timer.builder(NodeNumbers.PAGES).description("Pages shown, as long as the server took to make them").tag("page", name(shown))
                            .register(meters).record(System.nanoTime() - asked.nanos(), TimeUnit.NANOSECONDS);
                }
            });
        });
    }

    /** What stands in its declaration; a page that says that there is none has none. */
    private static String name(AfterNavigationEvent shown) {
        for (HasElement each : shown.getActiveChain()) {
            Route route = each.getClass().getAnnotation(Route.class);
            if (route != null) {
                return "/" + route.value();
            }
        }
        return NodeNumbers.NO_PAGE;
    }
}
