package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sivig.ecrf.casebook.FindingColumns.ALL;
import static org.sivig.ecrf.casebook.FindingColumns.CHECK;
import static org.sivig.ecrf.casebook.FindingColumns.STATE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;

/** The list of findings in an address; what holds for all lists is tested with these. */
class FindingColumnsTest {

    @Test
    void whatIsOpenNeedsNoWordAndEverythingDoes() {
        assertThat(ALL.write(ALL.start())).isEmpty();
        assertThat(ALL.read(Map.of())).isEqualTo(ALL.start());
        assertThat(ALL.read(Map.of("state", List.of("any"))).filter()).isEqualTo(Filter.all());
        assertThat(ALL.unread(Map.of("state", List.of("any")))).isEmpty();
        assertThat(ALL.unread(Map.of("state", List.of("open")))).as("usual, and said").isEmpty();
        assertThat(ALL.write(ALL.start().with(Filter.all()))).isEqualTo(Map.of("state", List.of("any")));
    }

    @ParameterizedTest
    @CsvSource({"severity, grave", "state, nonsense", "fired_from, hier", "fired_to, 2026-02-30", "sort, colour", "sort, -",
            "sort, message", "number, ''", "number, Dupont", "other, 1"})
    void whatCannotBeReadIsIgnoredAndSaid(String name, String text) {
        assertThat(ALL.read(Map.of(name, List.of(text)))).isEqualTo(ALL.start());
        assertThat(ALL.unread(Map.of(name, List.of(text)))).isEqualTo(text.isEmpty() ? List.of() : List.of(name + "=" + text));
    }

    @Test
    void anEndBeforeItsStartIsIgnoredAndSaid() {
        Map<String, List<String>> backwards = Map.of("fired_from", List.of("2026-03-02"), "fired_to", List.of("2026-03-01"));
        assertThat(ALL.read(backwards)).isEqualTo(ALL.start());
        assertThat(ALL.unread(backwards)).containsExactly("fired_from=2026-03-02", "fired_to=2026-03-01");
    }

    @Test
    void whatCanBeReadBesideItIsKept() {
        Map<String, List<String>> address = Map.of("check", List.of("E60"), "state", List.of("nonsense", "justified"),
                "sort", List.of("-fired"));
        assertThat(ALL.unread(address)).containsExactly("state=nonsense");
        assertThat(ALL.read(address)).isEqualTo(new Listing<>(Filter.<FindingRow>all()
                        .with(CHECK, Set.of("E60")).with(STATE, Set.of(FindingState.JUSTIFIED)), "fired", true));
    }
}
