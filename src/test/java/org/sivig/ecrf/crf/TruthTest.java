package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sivig.ecrf.crf.Truth.FALSE;
import static org.sivig.ecrf.crf.Truth.TRUE;
import static org.sivig.ecrf.crf.Truth.UNKNOWN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthTest {

    @ParameterizedTest
    @CsvSource({
        "TRUE,    TRUE,    TRUE,    TRUE",
        "TRUE,    FALSE,   FALSE,   TRUE",
        "TRUE,    UNKNOWN, UNKNOWN, TRUE",
        "FALSE,   TRUE,    FALSE,   TRUE",
        "FALSE,   FALSE,   FALSE,   FALSE",
        "FALSE,   UNKNOWN, FALSE,   UNKNOWN",
        "UNKNOWN, TRUE,    UNKNOWN, TRUE",
        "UNKNOWN, FALSE,   FALSE,   UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"})
    void andOrFollowKleene(Truth a, Truth b, Truth and, Truth or) {
        assertThat(a.and(b)).isEqualTo(and);
        assertThat(a.or(b)).isEqualTo(or);
    }

    @Test
    void notTurnsOverWhatIsKnown() {
        assertThat(TRUE.not()).isEqualTo(FALSE);
        assertThat(FALSE.not()).isEqualTo(TRUE);
        assertThat(UNKNOWN.not()).isEqualTo(UNKNOWN);
    }

    @Test
    void onlyTrueIsTrueAndTheUnknownHasNoValue() {
        assertThat(Truth.values()).filteredOn(Truth::isTrue).containsExactly(TRUE);
        assertThat(Truth.of(true).orNull()).isTrue();
        assertThat(Truth.of(false).orNull()).isFalse();
        assertThat(UNKNOWN.orNull()).isNull();
    }
}
