package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyTest {

    @ParameterizedTest
    @CsvSource({"prior_treatment, '', first_date, pre_first_date", "prior_treatment, mtx, start, pre_mtx_start",
            "prior_treatment, mtx_e2, start, pre_mtx_e2_start", "prior_treatment, oth7, spec, pre_oth7_spec",
            "ivig_course, 1, start, ivig1_start", "ivig_course, 4, start, ivig4_start",
            "concomitant_treatment, '3,mtx_e2', given, c3_mtx_e2_given", "visit, m18, mrss, mrss_m18",
            "diagnosis, '', ana, ana"})
    void anItemIsFoundAgainByItsPlace(String form, String rowKey, String item, String exportName) {
        var instance = Objects.requireNonNull(Study.instance(form, rowKey, item));
        assertThat(instance.row().key()).isEqualTo(rowKey);
        assertThat(instance.form().name()).isEqualTo(form);
        assertThat(instance.exportName()).isEqualTo(exportName);
    }

    @ParameterizedTest
    @CsvSource({"prior_treatment, xx, start", "ivig_course, 10, start", "ivig_course, '', start", "visit, m4, mrss",
            "concomitant_treatment, 1, given", "diagnosis, 2, ana", "diagnosis, '', mrss", "nothing, '', ana"})
    void thereIsNothingAtAnotherPlace(String form, String rowKey, String item) {
        assertThat(Study.instance(form, rowKey, item)).isNull();
    }
}
