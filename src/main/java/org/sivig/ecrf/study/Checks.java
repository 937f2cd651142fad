package org.sivig.ecrf.study;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.EditChecks;

/** The edit checks of the study. */
public final class Checks {

    /** Each of them, in the order of the data contract. */
    public static final List<EditCheck> ALL = List.of(
            EligibilityChecks.X01, EligibilityChecks.X02, EligibilityChecks.X03, EligibilityChecks.X04,
            EligibilityChecks.X05, EligibilityChecks.X06, EligibilityChecks.X07, EligibilityChecks.X08,
            EligibilityChecks.X09, EligibilityChecks.X10, EligibilityChecks.X11, EligibilityChecks.X12,
            EligibilityChecks.X13, EligibilityChecks.X14, EligibilityChecks.X15, EligibilityChecks.X16,
            EligibilityChecks.X17, EligibilityChecks.X18, EligibilityChecks.X19, EligibilityChecks.X20,
            EligibilityChecks.X21, IvigCourseChecks.X22, EligibilityChecks.X23, AnyItemChecks.E01, IvigCourseChecks.E02,
            AnyItemChecks.E03, IdentificationChecks.E04A, IdentificationChecks.E04B, IdentificationChecks.E05,
            DiagnosisChecks.E10, DiagnosisChecks.E11, DiagnosisChecks.E12, OrganHistoryChecks.E13, DiagnosisChecks.E14,
            OrganHistoryChecks.E15, OrganHistoryChecks.E16, OrganHistoryChecks.E18, DiagnosisChecks.E21,
            DiagnosisChecks.E22, DiagnosisChecks.E23A, DiagnosisChecks.E23B, VisitChecks.E24, DiagnosisChecks.E25,
            DiagnosisChecks.E26, VisitChecks.E26B, DiagnosisChecks.E27, OrganHistoryChecks.E28, TreatmentChecks.E30,
            TreatmentChecks.E32, TreatmentChecks.E33, TreatmentChecks.E34, TreatmentChecks.E35, IvigCourseChecks.E36,
            IvigCourseChecks.E37, IvigCourseChecks.E38, IvigCourseChecks.E39, IvigCourseChecks.E40,
            IvigCourseChecks.E41, IvigCourseChecks.E42, IvigCourseChecks.E43, IvigCourseChecks.E44,
            IvigCourseChecks.E45, IvigCourseChecks.E46, IvigCourseChecks.E47, IvigCourseChecks.E48,
            IvigCourseChecks.E49, VisitChecks.E50, VisitChecks.E50B, VisitChecks.E51, VisitChecks.E52, VisitChecks.E53,
            VisitChecks.E54, VisitChecks.E55, VisitChecks.E56, VisitChecks.E56B, VisitChecks.E57, VisitChecks.E58,
            IvigCourseChecks.E58B, VisitChecks.E59, VisitChecks.E60, VisitChecks.E61, VisitChecks.E62, VisitChecks.E63A,
            VisitChecks.E63B, VisitChecks.E64, VisitChecks.E64B, VisitChecks.E64C, VisitChecks.E65, VisitChecks.E66,
            VisitChecks.E67, VisitChecks.E68, VisitChecks.E69, VisitChecks.E70, VisitChecks.E71, IvigCourseChecks.E72,
            ToleranceChecks.E80, ToleranceChecks.E81, AnyItemChecks.E82, AnyItemChecks.E90, AnyItemChecks.E91);

    public static final EditChecks RUN = new EditChecks(ALL);

    private static final Map<String, EditCheck> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EditCheck::id, Function.identity()));

    private Checks() {
    }

    /** @throws IllegalArgumentException when there is no such check */
    public static EditCheck find(String id) {
        EditCheck check = BY_ID.get(id);
        if (check == null) {
            throw new IllegalArgumentException("No edit check " + id);
        }
        return check;
    }
}
