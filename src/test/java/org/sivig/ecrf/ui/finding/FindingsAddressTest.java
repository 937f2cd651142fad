package org.sivig.ecrf.ui.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.casebook.FindingFilter;
import org.sivig.ecrf.casebook.FindingSort;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.crf.Severity;

class FindingsAddressTest {

    private static FindingsAddress read(String query) {
        return FindingsAddress.of(QueryParameters.fromString(query), Set.of("01", "02"));
    }

    static Stream<FindingsAddress> addresses() {
        FindingFilter all = FindingFilter.all();
        return Stream.of(FindingsAddress.start(), FindingsAddress.start().with(all),
                new FindingsAddress(all.withNumber("SIV-01").withSites(Set.of("01", "02"))
                        .withForms(Set.of("visit", "ivig_course")).withChecks(Set.of("E60", "X03"))
                        .withSeverities(Set.of(Severity.ERROR, Severity.INFO))
                        .withStates(Set.of(FindingState.OPEN, FindingState.NOTED))
                        .withFired(new Range<>(LocalDate.of(2026, 3, 1), null)), FindingSort.SEVERITY, true));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void isReadAsItWasWritten(FindingsAddress address) {
        assertThat(FindingsAddress.of(address.parameters(), Set.of("01", "02"))).isEqualTo(address);
        assertThat(read(address.parameters().getQueryString())).isEqualTo(address);
    }

    @Test
    void whatIsOpenNeedsNoWordAndEverythingDoes() {
        assertThat(FindingsAddress.start().parameters().getQueryString()).isEmpty();
        assertThat(read("")).isEqualTo(FindingsAddress.start());
        assertThat(read("state=any").filter()).isEqualTo(FindingFilter.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"site=99", "form=nothing", "check=Z99", "severity=grave", "state=nonsense",
            "fired_from=hier", "fired_from=2026-03-02&fired_to=2026-03-01", "sort=colour", "sort=-", "number=", "other=1"})
    void whatCannotBeReadIsIgnored(String query) {
        assertThat(read(query)).isEqualTo(FindingsAddress.start());
    }

    @Test
    void whatCanBeReadBesideItIsKept() {
        assertThat(read("check=Z99&check=E60&state=nonsense&state=justified&sort=-fired"))
                .isEqualTo(new FindingsAddress(FindingFilter.all().withChecks(Set.of("E60"))
                        .withStates(Set.of(FindingState.JUSTIFIED)), FindingSort.FIRED, true));
    }
}
