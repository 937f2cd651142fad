package org.sivig.ecrf.ui.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.query.QueryList;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Each number of the dashboard, over the demo patients, is that of the rows to which it leads. */
@SpringBootTest
@ActiveProfiles("demo")
@ViewPackages(classes = {DashboardView.class, Words.class})
class DashboardLinksTest extends SpringBrowserlessTest {

    private static final String TABLES =
            "table=sites&table=queries&table=entries&table=verified_by_form&table=missing_by_site&table=missing_by_item";

    @TempDir
    static Path folder;

    @Autowired
    private DataGrid data;
    @Autowired
    private QueryList queries;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("sivig.data", folder::toString);
        settings.add("spring.datasource.url", () -> "jdbc:h2:memFS:/dashboard-links");
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @CsvSource({"DATA_MANAGER, '', ''", "MONITOR, 01, 'show=blank&'", "DATA_MANAGER, '', 'site=02&site=03&'"})
    void everyNumberIsThatOfItsRows(Role role, String assigned, String address) {
        Viewer viewer = new Viewer("somebody", "", "Somebody", role, Set.of(assigned));
        SecurityContextHolder.getContext().setAuthentication(
                new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
        UI.getCurrent().setLocale(Locale.ENGLISH);
        Map<String, Long> numbers = numbers("dashboard?" + address + TABLES);
        Set<String> pages = new TreeSet<>();
        numbers.forEach((link, number) -> {
            pages.add(link.split("\\?")[0]);
            if (!link.contains("sort=completeness")) {
                assertThat(rows(link)).as(link).isEqualTo(number);
            }
        });
        assertThat(pages).contains("patients", "findings", "queries", "data/visit", "data/identification");
    }

    private Map<String, Long> numbers(String address) {
        open(address);
        Map<String, Long> numbers = new TreeMap<>();
        find(Html.class).all().forEach(table -> Jsoup.parse(table.getInnerHtml()).select("a").forEach(link ->
                put(numbers, link.attr("href"), link.text())));
        find(Anchor.class).all().stream().filter(link -> link.getId().orElse("").startsWith("figure_"))
                .filter(link -> !link.getElement().getTextRecursively().contains("%"))
                .forEach(link -> put(numbers, link.getHref(), link.getElement().getTextRecursively()));
        return numbers;
    }

    private static void put(Map<String, Long> numbers, String link, String text) {
        String number = text.replaceFirst(".*\\((\\S+) of .*", "$1").replaceAll("\\D", "");
        Long before = numbers.put(link, Long.valueOf(number));
        assertThat(before).as(link).isIn(null, Long.valueOf(number));
    }

    private void open(String address) {
        Location location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    private long rows(String link) {
        String[] parts = link.split("\\?", 2);
        String address = parts.length == 2 ? parts[1] : "";
        if (parts[0].equals("queries")) {
            return queries.count(QueryColumns.ALL.read(new Location(link).getQueryParameters().getParameters()).filter());
        }
        if (!parts[0].startsWith("data/")) {
            open(link);
            String number = find(Span.class).withClassName("patients-count").single().getText()
                    .replaceFirst("\\D.*", "");
            return number.isEmpty() ? 0 : Long.parseLong(number);
        }
        DataQuery query = DataQuery.read(Study.FORMS.stream().filter(form -> ("data/" + DataColumns.path(form)).equals(parts[0]))
                .findFirst().orElseThrow(), address).complete();
        for (String counted : Set.of("row.without", "row.blank", "patient.verified")) {
            if (address.contains(counted)) {
                return sum(query, DataColumns.find(query.form(), counted).orElseThrow());
            }
        }
        return address.contains("row.visit") || address.contains("patient.created") ? data.count(query)
                : query.columns().stream().filter(DataColumn::isAnswer)
                        .mapToLong(column -> data.count(query.with(column, new ColumnCondition.Verified()))).sum();
    }

    private long sum(DataQuery query, DataColumn column) {
        AtomicLong sum = new AtomicLong();
        data.stream(query.withColumns(List.of(column)),
                row -> sum.addAndGet((Integer) row.cells().getFirst().value()));
        return sum.get();
    }
}
