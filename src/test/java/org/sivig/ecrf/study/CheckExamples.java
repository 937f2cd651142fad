package org.sivig.ecrf.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Finding;

/** Answers for which each edit check fires: an example of everything that can be found. */
public final class CheckExamples {

    /** The answers separated by semicolons, a missing reason after a question mark, and where the finding shows, by check. */
    private static final String EXAMPLES = """
            X01 | acr_prox=0; acr_capillaro=0; acr_puffy=0; acr_sclero=0; acr_raynaud=1; acr_scar=0; acr_autoab=0; acr_pah_ild=0; acr_valid=1 | acr_valid
            X02 | acr_raynaud=1; acr_autoab=1; acr_scar=1; acr_valid=0 | acr_valid
            X03 | acr_raynaud=1; rp_hx=0 | acr_raynaud
            X04 | acr_raynaud=0; raynaud_year=1999 | acr_raynaud
            X05 | acr_telang=1; telang_hx=0 | acr_telang
            X06 | acr_telang=0; telang_hx=1 | acr_telang
            X07 | acr_ulcer=1; du_hx=0 | acr_ulcer
            X08 | du_hx=1; acr_ulcer=0; acr_scar=0 | du_hx
            X09 | acr_pah_ild=1; ild_hx=0; ph_none=1 | acr_pah_ild
            X10 | acr_pah_ild=0; ph_grp1=1 | acr_pah_ild
            X11 | acr_pah_ild=1; ild_hx=0; ph_grp2=1 | acr_pah_ild
            X12 | acr_autoab=1; ana=1; ab_none=1; fluo_homog=1 | acr_autoab
            X13 | acr_autoab=0; ana=1; ab_topo1=1 | acr_autoab
            X14 | acr_autoab=1; ana=0 | acr_autoab
            X15 | acr_capillaro=1; capillaro=0 | acr_capillaro
            X16 | acr_capillaro=0; capillaro=1 | acr_capillaro
            X17 | acr_ulcer=1; acr_scar=1 | acr_ulcer
            X18 | excl_replacement=1 | excl_replacement
            X19 | acr_mimic=1; acr_valid=1 | acr_mimic
            X20 | ivig_2004_2014=1; ivig1_start=2015-01-02 | ivig_2004_2014
            X21 | ivig_2004_2014=0; ivig1_start=2010 | ivig_2004_2014
            X22 | ivig1_start=2003-05; ivig1_ongo=1 | ivig1_start
            X23 | acr_prox=0; acr_puffy=0; acr_sclero=0; acr_ulcer=0; acr_scar=0; acr_telang=?ND; acr_capillaro=1; acr_pah_ild=0; acr_raynaud=1; acr_autoab=1; acr_valid=1 | acr_valid
            E01 | birth_date=1960-05-10; dx_date=1960-04 | dx_date
            E02 | birth_date=1991-06-15; ivig1_start=2008 | ivig1_start
            E03 | last_news_date=2099-01 | last_news_date
            E04a | last_name3=LEG; first_name3=ANN; birth_date=1958-02-28; sex=F | last_name3
            E04b | last_name3=LEG; first_name3=ANN; birth_date=1958-02-28; sex=F | last_name3
            E05 | first_name3=LI | first_name3
            E10 | birth_date=1960-05-10; raynaud_year=1959 | raynaud_year
            E11 | raynaud_year=2005; first_nonrp_year=2004 | raynaud_year
            E12 | first_nonrp_year=2006; dx_date=2005-03 | first_nonrp_year
            E13 | raynaud_year=2004; rp_hx=1; rp_hx_date=2003-04 | rp_hx_date
            E14 | dx_date=2010-04; ivig1_start=2010-03-15 | dx_date
            E15 | first_nonrp_year=2004; ild_hx=1; ild_hx_date=2003-12 | ild_hx_date
            E16 | ivig1_start=2010-03-15; src_hx=1; src_hx_date=2010-04 | src_hx_date
            E18 | mus_weak=1 | mus_date
            E21 | ana=1; fluo_centro=1; ab_topo1=1 | fluo
            E22 | ana=1; ab_topo1=1; ab_rnap3=1 | ab
            E23a | ssc_type=1; acr_prox=1 | ssc_type
            E23b | ssc_type=1; mrss_m6=3 | ssc_type
            E24 | ssc_type=2; mrss_m3=21 | mrss_m3
            E25 | ssc_type=3; mrss_m0=0 | ssc_type
            E26 | ssc_type=2; acr_prox=0; acr_sclero=0; acr_puffy=0; mrss_m0=0 | ssc_type
            E26b | ssc_type=3; acr_prox=0; acr_sclero=0; acr_puffy=0; mrss_m0=12 | mrss_m0
            E27 | overlap=0; ana=1; ab_ku=1 | overlap
            E28 | ild_hx=1; fvc_m0=69.9 | ild_hx
            E30 | pre_any=1; pre_aza_given=1; pre_aza_start=2006-05; pre_aza_end=2006-04 | pre_aza_end
            E32 | ivig1_start=2010-03-15; pre_any=1; pre_mtx_given=1; pre_mtx_start=2010-04 | pre_mtx_start
            E33 | pre_any=1; pre_first_date=2004-05-12; pre_mtx_given=1; pre_mtx_start=2004-03 | pre_first_date
            E34 | pre_any=1; pre_mtx_given=1; pre_mtx_start=2008-01; pre_mtx_ongo=1; c1_mtx_given=0 | pre_mtx_start
            E35 | ivig2_done=1; ivig2_start=2012-05; c2_oth1_spec=Imatinib; c2_oth1_start=2010; c2_oth1_end=2012-04 | c2_oth1_start
            E36 | pre_any=0; ivig1_ind_l23=1 | ivig1_ind_l23
            E37 | ivig1_ind_l23=1; ivig1_ind_l1=1 | ivig1_ind_l1
            E38 | ivig1_ind_l23=0; ivig1_ind_l1=0; ivig1_ind_ci=0; ivig1_ind_oth=0 | ivig1_ind_oth
            E39 | ivig1_start=2010-03-15; ivig1_end=2010-02 | ivig1_end
            E40 | ivig1_start=2008-03-10; ivig1_end=2008-08-11; ivig1_dur_mo=8 | ivig1_dur_mo
            E41 | ivig1_freq=1; ivig1_start=2010-03-15; ivig1_end=2010-03-23 | ivig1_freq
            E42 | ivig1_freq=2; ivig1_n=24; ivig1_start=2008-01-15; ivig1_end=2008-06-16 | ivig1_n
            E43 | ivig1_end=2010-09 | ivig1_stop
            E44 | ivig1_dose=3; ivig1_dose_gkg=1 | ivig1_dose_gkg
            E45 | ivig2_done=1; ivig2_end=2009-12-01; ivig3_done=1; ivig3_start=2009-12-01 | ivig3_start
            E46 | ivig1_end=2009-12; ivig2_done=1; ivig2_start=2010-02-03 | ivig2_start
            E47 | ivig1_stop_failure=1; ivig2_done=1; ivig2_ind_relapse=1 | ivig2_ind_relapse
            E48 | ivig1_stop_ae=1; minor_rx=0; severe_rx=0 | ivig1_stop
            E49 | ivig1_stop_success=1; ivig1_stop_failure=1 | ivig1_stop
            E50 | ivig1_start=2010-03-15; visit_date_m0=2010-04 | visit_date_m0
            E50b | ivig1_start=2010-03-15; visit_date_m0=2010-03-16 | visit_date_m0
            E51 | ivig1_start=2010-03-15; visit_date_m0=2009-11 | visit_date_m0
            E52 | visit_date_m0=2010-03-10; visit_date_m6=2010-03-10 | visit_date_m6
            E53 | ivig1_start=2010-03-15; visit_date_m12=2011-07 | visit_date_m12
            E54 | visit_date_m3=2010-07-20; visit_date2_m3=2010-06-15 | visit_date2_m3
            E55 | death=1; death_date=2010-05; visit_date_m9=2010-12-24 | visit_date_m9
            E56 | event_txt_m12=Décédée le 3 mai | event_txt_m12
            E56b | visit_done_m12=0; visit_missing_reason_m12=3 | visit_missing_reason_m12
            E57 | mrss_m9=4 | visit_date_m9
            E58 | last_news_date=2010-05; visit_date_m6=2010-06-02 | visit_date_m6
            E58b | last_news_date=2010-05; ivig1_end=2010-06 | ivig1_end
            E59 | death=1; death_date=2010-05; last_news_date=2010-06 | last_news_date
            E60 | creat_m3=8.5 | creat_m3
            E61 | birth_date=1960-05-10; sex=F; visit_date_m0=2010-01; creat_m0=70; mdrd_m0=110.5 | mdrd_m0
            E62 | hb_m0=13.5; hb_m6=8.4 | hb_m6
            E63a | mpap_m0=61; spap_m0=40 | mpap_m0
            E63b | mpap_m0=60; spap_m0=40 | mpap_m0
            E64 | mpap_m0=25; ph_none=1 | mpap_m0
            E64b | spap_m0=50; ph_none=1 | spap_m0
            E64c | mpap_m0=24; ph_grp3=1 | mpap_m0
            E65 | ci_m12=3.1 | mpap_m12
            E66 | ggo_m0=0; ggo_chg_m12=2 | ggo_chg_m12
            E67 | lvef_m0=45; hrt_none=1 | lvef_m0
            E68 | pre_any=0; c1_ocs_given=0; cs_dose_m0=12.5 | cs_dose_m0
            E69 | eustar_m0=2.25 | eustar_m0
            E70 | eustar_m0=0.5; mrss_m0=15 | eustar_m0
            E71 | mpap_m3=37; pvr_m3=16; ci_m3=3.5 | pvr_m3
            E72 | ivig1_ongo=1; death=1 | ivig1_ongo
            E80 | severe_rx=1 | srx
            E81 | minor_rx=1; mrx_evo_first=1; mrx_evo_rate=1 | mrx_evo
            E82 | overlap=1 | overlap_spec
            E90 | hb_m3=25.1 | hb_m3
            E91 | crp_m3=150.5 | crp_m3
            """;

    private static final Map<String, Example> BY_CHECK = new LinkedHashMap<>();

    static {
        EXAMPLES.lines().map(line -> line.split(" \\| ")).forEach(parts -> {
            Map<String, String> answers = new LinkedHashMap<>();
            Map<String, String> missing = new LinkedHashMap<>();
            Arrays.stream(parts[1].split("; ")).map(answer -> answer.split("=", 2)).forEach(answer -> {
                boolean reason = answer[1].startsWith("?");
                (reason ? missing : answers).put(answer[0], reason ? answer[1].substring(1) : answer[1]);
            });
            BY_CHECK.put(parts[0], new Example(answers, missing, parts[2]));
        });
    }

    private record Example(Map<String, String> answers, Map<String, String> missing, String item) {
    }

    private CheckExamples() {
    }

    /** The finding of a check, in a casebook that has it. */
    public static Finding of(String check) {
        Example example = BY_CHECK.get(check);
        Casebook casebook = Casebooks.filled(example.answers(), example.missing()).complete();
        Duplicate duplicate = switch (check) {
            case "E04a" -> new Duplicate.SameSite("SIV-01-002", false);
            case "E04b" -> new Duplicate.OtherSite();
            default -> new Duplicate.None();
        };
        List<Finding> findings = Study.findings(casebook, duplicate);
        return findings.stream().filter(finding -> finding.check().id().equals(check)
                && finding.at().exportName().equals(example.item())).findFirst()
                .orElseThrow(() -> new AssertionError(check + " not among " + VectorsTest.places(findings)));
    }
}
