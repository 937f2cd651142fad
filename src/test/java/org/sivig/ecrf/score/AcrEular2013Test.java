package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sivig.ecrf.score.AcrEular2013.Criterion.AUTOAB;
import static org.sivig.ecrf.score.AcrEular2013.Criterion.PROX;
import static org.sivig.ecrf.score.AcrEular2013.Criterion.PUFFY;
import static org.sivig.ecrf.score.AcrEular2013.Criterion.RAYNAUD;
import static org.sivig.ecrf.score.AcrEular2013.Criterion.SCLERO;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.score.AcrEular2013.Criterion;

class AcrEular2013Test {

    @Test
    void pointsThatAreShownAsCountedAddUpToTheScore() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 2000; i++) {
            Map<Criterion, Boolean> criteria = new EnumMap<>(Criterion.class);
            for (Criterion criterion : Criterion.values()) {
                switch (random.nextInt(3)) {
                    case 0 -> criteria.put(criterion, true);
                    case 1 -> criteria.put(criterion, false);
                    default -> { }
                }
            }
            assertThat(Stream.of(Criterion.values()).mapToInt(criterion -> AcrEular2013.counted(criterion, criteria)).sum())
                    .as("%s", criteria).isEqualTo(AcrEular2013.low(criteria));
        }
    }

    @Test
    void thickeningProximalToTheMcpCountsInsteadOfTheOthersOrNotAtAll() {
        Map<Criterion, Boolean> few = Map.of(PROX, true, RAYNAUD, true, AUTOAB, true, PUFFY, true);
        assertThat(AcrEular2013.counted(PROX, few)).isEqualTo(9);
        assertThat(AcrEular2013.counted(RAYNAUD, few)).isZero();
        Map<Criterion, Boolean> many = Map.of(PROX, true, RAYNAUD, true, AUTOAB, true, SCLERO, true);
        assertThat(AcrEular2013.counted(PROX, many)).isZero();
        assertThat(AcrEular2013.counted(RAYNAUD, many)).isEqualTo(3);
    }
}
