package org.sivig.ecrf.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.AccountState;
import org.sivig.ecrf.account.Factor;
import org.sivig.ecrf.account.ProviderRefused;
import org.sivig.ecrf.study.StudyWords;

/** What the log of accounts keeps in codes is shown in words. */
class LogCodesTest {

    static Stream<Enum<?>> codes() {
        return Stream.<Stream<Enum<?>>>of(Stream.of(ProviderRefused.Why.values()), Stream.of(Factor.values()),
                AccountState.CLOSED.stream().map(state -> (Enum<?>) state),
                Stream.of(AccountRefusedException.Why.WRONG_CODE, AccountRefusedException.Why.CODE_USED, AccountRefusedException.Why.CLOCK_WRONG))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void eachHasAWordInBothLanguages(Enum<?> code) {
        assertThat(StudyWords.ALL).allMatch(words -> words.has("admin.log.code." + code));
    }
}
