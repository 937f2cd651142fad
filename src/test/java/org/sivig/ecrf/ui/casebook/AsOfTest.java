package org.sivig.ecrf.ui.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsOfTest {

    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-23T10:20:30");

    @ParameterizedTest
    @CsvSource({"14/03/2026 10:30, 2026-03-14T10:30", "14/03/2026 9h05, 2026-03-14T09:05", "14.3.2026, 2026-03-14T23:59",
            "23/11/2026, 2026-11-23T10:20", "2026-03-14, 2026-03-14T23:59", "23/11/2026 10:20, 2026-11-23T10:20"})
    void aDayIsTypedWithATimeOrWithout(String typed, String text) {
        assertThat(AsOf.typed(typed, NOW)).hasValueSatisfying(moment -> assertThat(moment.text()).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource({"''", "10:30", "03/2026", "31/02/2026", "14/03/2026 25:00", "23/11/2026 10:21", "24/11/2026"})
    void whatIsNoDayOrIsStillToComeIsRefused(String typed) {
        assertThat(AsOf.typed(typed, NOW)).isEmpty();
    }
}
