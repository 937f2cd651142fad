package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void nothingEmptyTextAndNothingTickedAreBlank() {
        assertThat(Answer.of(null)).isEqualTo(Answer.blank());
        assertThat(Answer.of("")).isEqualTo(Answer.blank());
        assertThat(Answer.of(Set.of())).isEqualTo(Answer.blank());
        assertThat(Answer.blank().isBlank()).isTrue();
    }

    @Test
    void zeroIsAValue() {
        assertThat(Answer.of(0).isBlank()).isFalse();
    }

    @Test
    void aReasonIsNotBlankAndHasNoValue() {
        Answer<String> answer = Answer.missing(MissingReason.NF);
        assertThat(answer.isBlank()).isFalse();
        assertThat(answer.value()).isNull();
        assertThat(answer.missing()).isEqualTo(MissingReason.NF);
    }

    @Test
    void aValueAndAReasonExcludeEachOther() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Answer<>("x", MissingReason.ND));
    }

    @Test
    void aReasonMayStandBesideAnEmptyValue() {
        assertThat(new Answer<>("", MissingReason.ND)).isEqualTo(Answer.missing(MissingReason.ND));
    }
}
