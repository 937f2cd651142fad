package org.sivig.ecrf.ui.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.casebook.PatientTimeline;
import org.sivig.ecrf.casebook.PatientTimeline.Chart;
import org.sivig.ecrf.casebook.PatientTimeline.Entry;
import org.sivig.ecrf.casebook.PatientTimeline.Lane;
import org.sivig.ecrf.study.Casebooks;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TimelineSvgTest {

    private static final Object[] MUCH = {"raynaud_year", 1998, "first_nonrp_year", 1998, "dx_date", "1998-06",
            "du_hx", 1, "du_hx_date", "2001", "ild_hx", 2, "ild_hx_date", "2001-02", "src_hx", 1,
            "src_hx_date", "2001-02-03", "mus_myalgia", 1, "mus_date", "2008", "pre_any", 1, "pre_mtx_given", 1,
            "pre_mtx_start", "2001", "pre_mtx_end", "2001-05", "pre_aza_given", 1, "pre_aza_start", "2001-03",
            "pre_ocs_given", 1, "pre_ocs_start", "1999", "pre_ocs_ongo", 1, "pre_csa_given", 1, "pre_csa_end", "2001",
            "pre_mmf_given", 1, "pre_mmf_start", "2005", "pre_mmf_end", "2002", "ivig1_start", "2008-03-10",
            "ivig1_end", "2008-03-12", "last_news_date", "2008-04", "visit_date_m0", "2008-03-09", "visit_date_m3",
            "2008-03-20", "visit_done_m6", 0, "c1_ocs_given", 1, "c1_ocs_start", "1999", "c1_ocs_ongo", 1,
            "c1_mtx_given", 1, "c1_mtx_start", "2001", "c1_mtx_end", "2002"};

    /** The words of these tests: the field of an entry. */
    private record Names(Map<String, String> labels) implements TimelineSvg.Texts {

        @Override
        public String lane(Lane lane) {
            return lane.name();
        }

        @Override
        public String label(Entry entry) {
            return labels.getOrDefault(entry.field().exportName(), entry.field().exportName());
        }

        @Override
        public String description(Entry entry) {
            return "all of " + label(entry);
        }

        @Override
        public @Nullable String address(Entry entry) {
            return entry.lane() == Lane.VISIT ? null : "to?item=" + entry.field().exportName() + "&x";
        }
    }

    @Test
    void noMarkAndNoLabelMeetsAnother() throws Exception {
        PatientTimeline timeline = of(MUCH);
        for (Chart chart : List.of(Objects.requireNonNull(timeline.disease()),
                Objects.requireNonNull(timeline.treatment()))) {
            List<Element> entries = entries(draw(chart, Map.of()));
            assertThat(entries).hasSize(chart.lanes().values().stream().mapToInt(List::size).sum());
            List<double[]> boxes = entries.stream().map(TimelineSvgTest::target).toList();
            for (int i = 0; i < boxes.size(); i++) {
                for (int j = i + 1; j < boxes.size(); j++) {
                    double[] a = boxes.get(i);
                    double[] b = boxes.get(j);
                    assertThat(a[1] != b[1] || a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0])
                            .as("%s and %s", entries.get(i).getTextContent(), entries.get(j).getTextContent()).isTrue();
                }
            }
        }
    }

    @Test
    void everythingStaysWithinTheDrawing() throws Exception {
        Element svg = draw(Objects.requireNonNull(of(MUCH).treatment()), Map.of());
        double height = Double.parseDouble(svg.getAttribute("viewBox").split(" ")[3]);
        NodeList rects = svg.getElementsByTagName("rect");
        assertThat(IntStream.range(0, rects.getLength()).mapToObj(i -> (Element) rects.item(i))).allSatisfy(rect -> {
            assertThat(number(rect, "width")).isNotNegative();
            assertThat(number(rect, "x") + number(rect, "width")).isBetween(0.0, TimelineSvg.WIDTH + 8.0);
        });
        assertThat(entries(svg)).allSatisfy(entry -> assertThat(target(entry)[1]).isBetween(0.0, height));
    }

    @Test
    void whatIsTypedIsTextAndNothingElse() throws Exception {
        Element svg = draw(Objects.requireNonNull(of("dx_date", "2001").disease()),
                Map.of("dx_date", "<script>\"a\" & 'b'</script>"));
        Element entry = entries(svg).getFirst();
        assertThat(entry.getAttribute("aria-label")).isEqualTo("all of <script>\"a\" & 'b'</script>");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void anEntryLeadsToItsFieldIfThereIsAPageOfIt() throws Exception {
        Element svg = draw(Objects.requireNonNull(of(MUCH).treatment()), Map.of());
        assertThat(entries(svg)).filteredOn(entry -> entry.getAttribute("class").contains("tl-visit"))
                .isNotEmpty().allMatch(entry -> entry.getTagName().equals("g"));
        assertThat(entries(svg)).filteredOn(entry -> entry.getTagName().equals("a"))
                .extracting(entry -> entry.getAttribute("href")).contains("to?item=ivig1_start&x", "to?item=c1_ocs_start&x");
    }

    @Test
    void onlyWhatIsCertainIsFilled() throws Exception {
        Element certain = only("dx_date", "2001-02-03", "last_news_date", "2004");
        assertThat(parts(certain)).containsExactly("tl-target", "tl-certain");
        Element partial = only("dx_date", "2001", "last_news_date", "2004");
        assertThat(parts(partial)).containsExactly("tl-target", "tl-open", "tl-uncertain");
        Element bar = only("ivig1_start", "2001", "ivig1_end", "2003");
        assertThat(parts(bar)).containsExactly("tl-target", "tl-open", "tl-sure");
        Element within = only("ivig1_start", "2001", "ivig1_end", "2001");
        assertThat(parts(within)).containsExactly("tl-target", "tl-open");
        Element ongoing = only("ivig1_start", "2001-01-02", "ivig1_ongo", 1);
        assertThat(parts(ongoing)).containsExactly("tl-target", "tl-open", "tl-sure", "tl-cut");
    }

    @Test
    void aLifeIsCountedInYearsAndACourseInMonths() throws Exception {
        assertThat(ticks(Objects.requireNonNull(of("raynaud_year", 1950, "dx_date", "2010").disease())))
                .contains("1950", "1960").doesNotContain("1951");
        assertThat(ticks(Objects.requireNonNull(of("ivig1_start", "2008-03-10", "ivig1_end", "2009").treatment())))
                .contains("04/2008");
    }

    private static Element only(Object... answers) throws Exception {
        return entries(draw(Objects.requireNonNull(of(answers).disease()), Map.of())).getFirst();
    }

    private static List<String> ticks(Chart chart) throws Exception {
        NodeList texts = draw(chart, Map.of()).getElementsByTagName("text");
        return IntStream.range(0, texts.getLength()).mapToObj(i -> (Element) texts.item(i))
                .filter(text -> text.getAttribute("class").equals("tl-tick")).map(Element::getTextContent).toList();
    }

    private static List<String> parts(Element entry) {
        List<String> parts = new ArrayList<>();
        for (String tag : List.of("rect", "path")) {
            NodeList found = entry.getElementsByTagName(tag);
            IntStream.range(0, found.getLength())
                    .forEach(i -> parts.add(((Element) found.item(i)).getAttribute("class")));
        }
        return parts;
    }

    private static List<Element> entries(Element svg) {
        List<Element> entries = new ArrayList<>();
        for (String tag : List.of("a", "g")) {
            NodeList found = svg.getElementsByTagName(tag);
            IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i))
                    .filter(element -> element.getAttribute("class").startsWith("tl-entry")).forEach(entries::add);
        }
        return entries;
    }

    /** Left, top and width of the place that an entry and its label take. */
    private static double[] target(Element entry) {
        Element rect = (Element) entry.getElementsByTagName("rect").item(0);
        return new double[] {number(rect, "x"), number(rect, "y"), number(rect, "width")};
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute).isEmpty() ? "0" : element.getAttribute(attribute));
    }

    private static PatientTimeline of(Object... answers) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            values.put((String) answers[i], answers[i + 1]);
        }
        return PatientTimeline.of(Casebooks.with(values));
    }

    /** The drawing, which must be well-formed. */
    private static Element draw(Chart chart, Map<String, String> labels) throws Exception {
        String svg = TimelineSvg.draw("t", "A life", chart, null, new Names(labels));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg))).getDocumentElement();
    }
}
