package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.release.Unpacked;

/** The data leave the study as a package, asked for on a page by each role. */
class PackageIT {

    private static final String MADE = "Le paquet est prêt";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    private Unpacked taken(Page page) throws IOException {
        page.locator("#export_start").click();
        assertThat(page.locator("#export_progress"))
                .containsText(MADE, new LocatorAssertions.ContainsTextOptions().setTimeout(Browser.PATIENCE_FOR_A_PACKAGE));
        Download download = page.waitForDownload(() -> page.locator("#export_download").click());
        Path file = download.path();
        Assertions.assertThat(download.suggestedFilename()).matches("SIVIG_[a-z0-9-]+_\\d{8}T\\d{6}Z_[0-9a-f]{8}\\.zip");
        assertThat(page.locator("#export_progress")).containsText("Le paquet a été téléchargé");
        assertThat(page.locator("#export_download")).hasCount(0);
        return Unpacked.of(file);
    }

    @Test
    void eachRoleTakesWhatItSeesAndNothingElse() throws IOException {
        for (Map.Entry<String, List<String>> role : Map.of("inv01", List.of("01"), "statistician", List.of("01", "02", "07"))
                .entrySet()) {
            Page page = browser.signIn(server, role.getKey());
            Browser.go(page, server.url() + "/export");
            assertThat(page.locator("#export_scope")).containsText(role.getKey().equals("inv01") ? "du site 01" : "tous");
            List<String> sites = taken(page).rows("data/patients.csv").stream().map(row -> row.get("site")).distinct().toList();
            Assertions.assertThat(sites).containsAll(role.getValue());
            Assertions.assertThat(role.getKey().equals("inv01") ? sites : List.of("01")).containsExactly("01");
        }
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/export");
        assertThat(page.locator("#packages")).containsText("site 01");
        page.locator("#casebooks_site").click();
        page.locator("vaadin-select-item", new Page.LocatorOptions().setHasText("07")).click();
        page.locator("#casebooks_records").click();
        Download casebooks = page.waitForDownload(() -> page.locator("#casebooks_zip").click());
        Assertions.assertThat(casebooks.suggestedFilename()).isEqualTo("sivig-07-audit.zip");
        try (ZipFile zip = new ZipFile(casebooks.path().toFile())) {
            Assertions.assertThat(zip.stream().map(ZipEntry::getName)).isNotEmpty().allMatch(name -> name.matches("SIV-07-\\d{3}\\.pdf"));
        }
        assertThat(page.locator("#casebooks_progress")).containsText("Les dossiers ont été téléchargés");
        assertThat(page.locator("#packages .packages-hash").first()).hasText(Pattern.compile("[0-9a-f]{64}"));
    }

    @Test
    void whoPreparesOnePackageIsToldSoWhereTheyAskForAnother() {
        Page page = browser.signIn(server, "statistician");
        Browser.go(page, server.url() + "/export");
        Page other = page.context().newPage();
        other.navigate(server.url() + "/export");
        page.locator("#export_free_text input").click();
        page.locator("#export_audit input").click();
        page.locator("#export_start").click();
        assertThat(page.locator("#export_progress")).containsText("données + textes libres + piste d’audit");
        other.locator("#export_start").click();
        assertThat(other.locator("#export_progress")).containsText("Vous préparez déjà un autre paquet");
        other.locator("#export_cancel").click();
        assertThat(other.locator("#export_progress")).hasText("Annulé. Rien n’est resté.");
    }
}
