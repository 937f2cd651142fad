package org.sivig.ecrf.benchmark;

import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import java.util.ArrayList;
import java.util.List;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.springframework.security.core.Authentication;

/**
 * What a user who is signed in and has a page open costs: by how much the heap has grown after garbage collection when
 * so many users have opened it, each in a session of their own, divided by their number.
 */
final class Memory {

    private static final String TABLE = "Memory of a user with an open page";
    private static final int USERS = 40;

    private final SecuredBrowserlessApplicationContext<Authentication> application;
    private final Report report;

    Memory(SecuredBrowserlessApplicationContext<Authentication> application, Report report) {
        this.application = application;
        this.report = report;
    }

    void measure() {
        page("the list of patients", LargeStudy.dataManager(), "patients", false);
        page("the findings of all patients", LargeStudy.dataManager(), "findings", false);
        page("the audit records", LargeStudy.dataManager(), "audit", false);
        page("the overview of a casebook", LargeStudy.investigator(), "", true);
        for (Section section : Study.SECTIONS) {
            page("section %s, %s".formatted(section.place(), section.path()), LargeStudy.investigator(),
                    "/" + section.path(), true);
        }
    }

    private void page(String what, Viewer viewer, String path, boolean ofPatient) {
        List<Window> windows = new ArrayList<>();
        windows.add(open(viewer, path, ofPatient, 0));
        long before = used();
        for (int i = 1; i <= USERS; i++) {
            windows.add(open(viewer, path, ofPatient, i));
        }
        double each = (used() - before) / (double) USERS;
        windows.forEach(Window::close);
        report.value(TABLE, what, Math.round(each / 1e4) / 100.0, "MB", 2.0);
    }

    private Window open(Viewer viewer, String path, boolean ofPatient, int i) {
        Window window = new Window(application, viewer);
        window.open(ofPatient ? "patients/" + LargeStudy.patient(i) + path : path);
        return window;
    }

    /** What is in use after garbage collection: after several, because one leaves to the next what it has just found. */
    static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
