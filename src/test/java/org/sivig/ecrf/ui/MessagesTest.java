package org.sivig.ecrf.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.crf.Finding;
import org.sivig.ecrf.study.CheckExamples;
import org.sivig.ecrf.study.Checks;

/** What findings say in the reader's language. */
class MessagesTest {

    private static final Words FRENCH = new Words(Locale.FRENCH);
    private static final Words ENGLISH = new Words(Locale.ENGLISH);

    @TestFactory
    Stream<DynamicTest> everyMessageIsFilledIn() {
        return Checks.ALL.stream().flatMap(check -> Stream.of(FRENCH, ENGLISH).map(words ->
                dynamicTest(check.id(), () -> assertThat(message(words, check.id())).doesNotContain("{", "}", "…", "!"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "X01 | Score ACR/EULAR calculé 3–7 < 9 alors que « Diagnostic validé » = oui.",
        "E01 | Date du diagnostic de sclérodermie systémique : 04/1960, antérieur à la naissance.",
        "E02 | Âge à la première perfusion = 16–17 ans : confirmer.",
        "E04a | Doublon possible avec SIV-01-002, même centre.",
        "E30 | Date de fin (Azathioprine) : fin 04/2006 antérieure au début.",
        "E33 | Date du premier traitement ≠ début le plus ancien du tableau (03/2004).",
        "E35 | Date de début (Cure 2, Autre traitement 1) : traitement « concomitant » sans chevauchement avec les IgIV.",
        "E40 | Durée totale 8 mois ≠ durée entre les dates (5,1 mois).",
        "E53 | M12 à J473–503 : hors fenêtre (320 à 456).",
        "E55 | Date de la visite (M9) : 24/12/2010, après le décès.",
        "E60 | Créatinine (M3) = 8,5 : unité ? Proposition : 75,1.",
        "E62 | Variation brutale de Hb (M6) : 13,5 → 8,4.",
        "E70 | EUSTAR 0,5 inférieur au minimum déductible (1,0).",
        "E90 | Hb (M3) = 25,1 : hors des limites possibles [2 ; 25]."})
    void aFrenchMessageIsWrittenAsFrenchPeopleWrite(String check, String message) {
        assertThat(message(FRENCH, check).replace('\u00A0', ' ')).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "E30 | End date (Azathioprine): end 04/2006 precedes the start.",
        "E42 | 24 infusions over 5.0 months of monthly treatment, 6 expected: courses or days?",
        "E61 | MDRD entered 110.5, recomputed 77.1 ml/min/1.73m².",
        "E90 | Haemoglobin (M3) = 25.1: outside the possible range [2; 25]."})
    void anEnglishMessageIsWrittenAsEnglishPeopleWrite(String check, String message) {
        assertThat(message(ENGLISH, check)).isEqualTo(message);
    }

    private static String message(Words words, String check) {
        Finding finding = CheckExamples.of(check);
        return words.message(finding.check(), finding.at().item(), finding.at().row(), finding.arguments());
    }
}
