package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"SIV-01-003", "siv-01-003", "SIV\u201101\u2011003", "SIV\u201301\u2013003", " SIV-01-003\u00A0",
        "SIV - 01 - 003", "SIV 01 003", "SIV\u221201\u2212003", "\u200ESIV-01-003", "SIV\u00A001\u202F003"})
    void isReadHoweverItIsTypedOrPasted(String typed) {
        assertThat(PatientNumber.of(typed)).isEqualTo("SIV-01-003");
    }

    @ParameterizedTest
    @CsvSource({"01\u2011003, 01-003", "'', ''", "003, 003"})
    void aPartOfItToo(String typed, String part) {
        assertThat(PatientNumber.of(typed)).isEqualTo(part);
    }
}
