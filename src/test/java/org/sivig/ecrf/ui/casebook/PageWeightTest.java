package org.sivig.ecrf.ui.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.UidlWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.benchmark.AnyAnswer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * What the server sends for a page and for an answer does not grow unseen. The casebook is full and answered at random:
 * it has more findings than a site would leave, and its pages are as large as they become.
 */
@ViewTest
@ViewPackages(packages = {"org.sivig.ecrf.ui.casebook", "org.sivig.ecrf.ui.patient"})
class PageWeightTest extends SpringBrowserlessTest {

    /** Of a response: its bytes, not compressed, and the nodes that it attaches. */
    private record Weight(int bytes, int nodes) {

        static Weight of(String response) {
            return new Weight(response.getBytes(StandardCharsets.UTF_8).length,
                    response.split("\"type\":\"attach\"", -1).length - 1);
        }

        /** Not more than a tenth above, and what a time or a number takes more or less. */
        boolean isWithin(Weight known) {
            return bytes <= known.bytes * 1.1 + 50 && nodes <= known.nodes * 1.1;
        }
    }

    /** Whoever makes a page lighter writes it down here; whoever makes it heavier says why. */
    private static final Map<String, Weight> KNOWN = Map.ofEntries(
            Map.entry("overview", new Weight(113_442, 115)),
            Map.entry("identification", new Weight(40_518, 87)),
            Map.entry("eligibility", new Weight(114_401, 304)),
            Map.entry("diagnosis", new Weight(69_739, 162)),
            Map.entry("organ-history", new Weight(142_875, 372)),
            Map.entry("prior-treatment", new Weight(334_594, 863)),
            Map.entry("ivig-course/1", new Weight(275_345, 665)),
            Map.entry("ivig-course/2", new Weight(304_555, 755)),
            Map.entry("visit", new Weight(228_441, 535)),
            Map.entry("tolerance", new Weight(65_033, 102)),
            Map.entry("follow-up", new Weight(32_127, 74)),
            Map.entry("patients", new Weight(60_724, 83)),
            Map.entry("an answer to ref_physician", new Weight(469, 0)),
            Map.entry("an answer to pre_mtx_dose", new Weight(477, 0)),
            Map.entry("an answer to event_txt_m0", new Weight(510, 0)));

    @Autowired
    private JdbcClient database;
    @Autowired
    private Casebooks casebooks;

    private final Map<String, Weight> found = new LinkedHashMap<>();
    private String number = "";

    @BeforeEach
    void makeAFullCasebook() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        database.sql("insert into site (code, name) values ('01', 'Brest')").update();
        Viewer viewer = new Viewer("test", "", "Test", Role.INVESTIGATOR, Set.of("01"));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
        number = casebooks.create("01");
        assertThat(casebooks.save(number, new AnyAnswer(20).wholeCasebook(), null)).isInstanceOf(SaveResult.Saved.class);
        respond();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void noPageAndNoAnswerSendsATenthMoreThanIsKnown() {
        open("overview", "patients/" + number);
        for (Section section : Study.SECTIONS) {
            open(section.path(), "patients/" + number + "/" + section.path());
            answer("ref_physician", "Dr Un", "Dr Deux");
            answer("pre_mtx_dose", "15 mg/sem", "20 mg/sem");
            answer("event_txt_m0", "Rien", "Rien de plus");
        }
        open("patients", "patients");
        assertThat(found).as("bytes and nodes that are sent").hasSameSizeAs(KNOWN)
                .allSatisfy((what, weight) -> assertThat(weight.isWithin(KNOWN.get(what)))
                        .as("%s: %s, known %s", what, weight, KNOWN.get(what)).isTrue());
    }

    private void open(String what, String address) {
        UI.getCurrent().navigate(address);
        found.put(what, Weight.of(respond()));
    }

    /** Answers an item of this page, if it is one, and then once more. */
    private void answer(String item, String before, String after) {
        CasebookView page = (CasebookView) getCurrentView();
        if (page.field(item).isPresent()) {
            page.typed(number, item, before, 1, 0);
            respond();
            page.typed(number, item, after, 2, 0);
            found.put("an answer to " + item, Weight.of(respond()));
        }
    }

    private static String respond() {
        return new UidlWriter().createUidl(UI.getCurrent(), false).toString();
    }
}
