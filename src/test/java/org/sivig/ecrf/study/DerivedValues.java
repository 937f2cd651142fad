package org.sivig.ecrf.study;

import static java.util.stream.Collectors.toMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Age;
import org.sivig.ecrf.score.ChangeFromBaseline;
import org.sivig.ecrf.score.ChangeFromBaseline.Measurement;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.score.EscsgFloor;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.ExpectedInfusions;
import org.sivig.ecrf.score.LungProgression;
import org.sivig.ecrf.score.Mdrd;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.score.StopVisit;
import org.sivig.ecrf.score.UnitSuggestion;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;

/**
 * The derived values of answers given by export name, as the contract's JSON files write them. It asks the functions
 * themselves, since not every form they need is declared.
 */
final class DerivedValues {

    private static final Map<String, NamedCsvRecord> NUMBERS = ContractTest.csv("items").stream()
            .filter(row -> row.getField("form").equals("visit")
                    && List.of("integer", "decimal").contains(row.getField("type")))
            .collect(toMap(row -> row.getField("item"), Function.identity(), (a, b) -> a, LinkedHashMap::new));
    private static final List<String> VISITS =
            ContractTest.csv("visits").stream().map(row -> row.getField("visit")).toList();
    private static final List<String> FOLLOW_UPS = VISITS.subList(1, VISITS.size());
    private static final Map<String, UnitSuggestion> TRAPS = Map.of("hb", UnitSuggestion.HAEMOGLOBIN,
            "plt", UnitSuggestion.PLATELETS, "creat", UnitSuggestion.CREATININE,
            "pvr", UnitSuggestion.PULMONARY_RESISTANCE);

    private final Map<String, ?> answers;
    private final Map<String, @Nullable Object> shown = new HashMap<>();
    private final Map<String, @Nullable Double> raw = new HashMap<>();

    private DerivedValues(Map<String, ?> answers) {
        this.answers = answers;
    }

    /** All that the answers of one patient give. */
    static DerivedValues of(Map<String, ?> answers) {
        DerivedValues derived = new DerivedValues(answers);
        derived.course();
        VISITS.forEach(derived::visit);
        FOLLOW_UPS.forEach(derived::followUp);
        return derived;
    }

    /** What a vector of the filtration rate gives: creatinine, age and sex as plain numbers. */
    static DerivedValues ofMdrd(Map<String, ?> inputs) {
        DerivedValues derived = new DerivedValues(inputs);
        Integer age = derived.integer("age");
        derived.put("mdrd_calc", Mdrd.of(derived.decimal("creat"), age == null ? null : new Quantity(age, 0, false),
                derived.female()));
        return derived;
    }

    /** What a vector of a unit gives: the suggestion for the one value that is suspect. */
    static DerivedValues ofUnit(Map<String, ?> inputs) {
        DerivedValues derived = new DerivedValues(inputs);
        derived.shown.put("suggestion", null);
        for (String visit : VISITS) {
            TRAPS.forEach((item, trap) -> {
                NamedCsvRecord row = NUMBERS.get(item);
                BigDecimal meant = trap.of(derived.decimal(item + "_" + visit), new BigDecimal(row.getField("hard_min")),
                        new BigDecimal(row.getField("hard_max")), decimals(row));
                if (meant != null) {
                    derived.shown.put("suggestion", meant);
                }
            });
            String assay = derived.text("bnp_type_" + visit);
            if (UnitSuggestion.isNtProBnp(derived.decimal("bnp_" + visit), assay == null ? null : assay.equals("2"))) {
                derived.shown.put("suggestion", "NT-proBNP");
            }
        }
        return derived;
    }

    /** By name, as exported; null is missing. */
    Map<String, @Nullable Object> shown() {
        return shown;
    }

    /** By name, before rounding. */
    Map<String, @Nullable Double> raw() {
        return raw;
    }

    private void course() {
        PartialDate first = date("ivig1_start");
        put("age_ivig1", Age.at(date("birth_date"), first));
        put("dis_dur_dx", Durations.years(date("dx_date"), first));
        put("dis_dur_nonrp", Durations.yearsSince(integer("first_nonrp_year"), first));
        put("rp_dur", Durations.yearsOfRaynaud(integer("raynaud_year"), date("rp_hx_date"), first));
        for (String course : List.of("ivig1", "ivig2")) {
            Quantity months = Durations.months(date(course + "_start"), date(course + "_end"));
            put(course + "_dur_calc", months);
            put(course + "_n_expected", ExpectedInfusions.of("2".equals(text(course + "_freq")), months));
        }
        SequencedMap<String, PartialDate> dates = new LinkedHashMap<>();
        for (String visit : FOLLOW_UPS) {
            PartialDate date = date("visit_date_" + visit);
            if (date != null) {
                dates.put(visit, date);
            }
        }
        StopVisit<String> stop = StopVisit.of(date("ivig1_end"), dates);
        shown.put("stop_visit", stop == null ? null : stop.visit());
        shown.put("stop_visit_approx", stop == null ? null : stop.approximate());
        shown.put("skin_evaluable", code(Evaluable.ofSkin(is("ssc_type", SscType.DIFFUSE.code()), integer("mrss_m0"))));
        Boolean noLungDisease = is("ild_hx", Ild.NONE.code());
        shown.put("lung_evaluable", code(Evaluable.ofLung(noLungDisease == null ? null : !noLungDisease)));
        NUMBERS.keySet().forEach(item -> atStop(item, dates));
    }

    private void atStop(String item, SequencedMap<String, PartialDate> dates) {
        SequencedMap<String, PartialDate> having = new LinkedHashMap<>(dates);
        having.keySet().removeIf(visit -> decimal(item + "_" + visit) == null || text(item + "_op_" + visit) != null);
        StopVisit<String> stop = StopVisit.of(date("ivig1_end"), having);
        shown.put(item + "_stop", stop == null ? null : decimal(item + "_" + stop.visit()));
        shown.put(item + "_stop_visit", stop == null ? null : stop.visit());
        shown.put(item + "_stop_approx", stop == null ? null : stop.approximate());
        shown.put(item + "_stop_visit_approx", stop == null ? null : stop.approximate());
    }

    private @Nullable Boolean is(String name, String code) {
        String text = text(name);
        return text == null ? null : text.equals(code);
    }

    private void visit(String visit) {
        put("mdrd_calc_" + visit, Mdrd.of(decimal("creat_" + visit),
                Age.at(date("birth_date"), date("visit_date_" + visit)), female()));
        Quantity floor = EscsgFloor.of(integer("mrss_" + visit), decimal("dlco_" + visit));
        shown.put("escsg_lb_" + visit, floor == null ? null : floor.shown());
    }

    private void followUp(String visit) {
        NUMBERS.forEach((item, row) -> {
            ChangeFromBaseline change =
                    ChangeFromBaseline.of(measurement(item, "m0"), measurement(item, visit), decimals(row));
            shown.put(item + "_delta_" + visit, change == null ? null : change.delta().shown());
            shown.put(item + "_pct_" + visit,
                    change == null || change.percent() == null ? null : change.percent().shown());
        });
        shown.put("skin_response_" + visit, code(SkinResponse.of(integer("mrss_m0"), integer("mrss_" + visit))));
        shown.put("lung_progression_" + visit, code(LungProgression.of(decimal("fvc_m0"), decimal("fvc_" + visit),
                decimal("dlco_m0"), decimal("dlco_" + visit))));
    }

    private void put(String name, @Nullable Quantity quantity) {
        shown.put(name, quantity == null ? null : quantity.shown());
        shown.put(name + "_approx", quantity == null ? null : quantity.approximate());
        raw.put(name, quantity == null ? null : quantity.raw());
    }

    private Measurement measurement(String item, String visit) {
        return new Measurement(decimal(item + "_" + visit), text(item + "_op_" + visit) != null,
                text(item + "_type_" + visit));
    }

    private @Nullable Boolean female() {
        String sex = text("sex");
        return sex == null ? null : sex.equals(Sex.FEMALE.code());
    }

    private @Nullable PartialDate date(String name) {
        String text = text(name);
        return text == null ? null : PartialDate.parse(text);
    }

    private @Nullable Integer integer(String name) {
        BigDecimal number = decimal(name);
        return number == null ? null : number.intValueExact();
    }

    private @Nullable BigDecimal decimal(String name) {
        String text = text(name);
        return text == null ? null : new BigDecimal(text);
    }

    private @Nullable String text(String name) {
        Object answer = answers.get(name);
        return answer == null ? null : answer.toString();
    }

    private static int decimals(NamedCsvRecord row) {
        String decimals = row.getField("decimals");
        return decimals.isEmpty() ? 0 : Integer.parseInt(decimals);
    }

    private static @Nullable String code(@Nullable Enum<?> result) {
        return result == null ? null : VectorsTest.lower(result);
    }
}
