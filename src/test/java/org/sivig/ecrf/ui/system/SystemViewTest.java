package org.sivig.ecrf.ui.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.node.Clocks;
import org.sivig.ecrf.node.LastDone;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.system.BackupRecord;
import org.sivig.ecrf.system.NodeNumbers;
import org.sivig.ecrf.system.StudyNumbers;
import org.sivig.ecrf.system.SystemNumbers;

@ViewTest
@ViewPackages(classes = SystemView.class)
class SystemViewTest extends SpringBrowserlessTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private static final LastDone DONE = new LastDone(NOW.minusSeconds(3600), true, "0123456789abcdef0123");

    private static final BackupRecord MADE = done(BackupRecord.Act.BACKUP, Duration.ofHours(2));
    private static final BackupRecord TRIED = done(BackupRecord.Act.TRIAL, Duration.ofDays(9));

    private static SystemView shown(@Nullable StudyNumbers study, boolean isOld) {
        NodeNumbers node = new NodeNumbers(Duration.ofHours(2), Map.of("saved", new NodeNumbers.Times(3, Duration.ofMillis(42), Duration.ofMillis(1234))),
                2, Map.of(Failure.Kind.AWAY, 5L), Map.of(NodeNumbers.NO_PAGE, new NodeNumbers.Times(1, Duration.ZERO, Duration.ZERO)), Map.of());
        SystemNumbers numbers = mock(SystemNumbers.class);
        when(numbers.report()).thenReturn(new SystemNumbers.Report("1.0", study, isOld, node));
        UI.getCurrent().setLocale(Locale.FRENCH);
        SystemView view = new SystemView(numbers);
        UI.getCurrent().add(view);
        return view;
    }

    private static BackupRecord done(BackupRecord.Act act, Duration ago) {
        return new BackupRecord(NOW.minus(ago), act, "fedcba9876543210ffff", true, "au coffre", "sivig_owner");
    }

    private static StudyNumbers study(Clocks clocks, @Nullable LastDone verified, BackupRecord... backups) {
        return new StudyNumbers(NOW, clocks, Map.of(Severity.ERROR, 12L), Map.of(QueryAge.OLDER, 4L), 7, verified, List.of(backups));
    }

    private static Stream<String> notes(Component of) {
        return of.getChildren().flatMap(each -> each.hasClassName("note") ? Stream.of(text(each))
                : notes(each));
    }

    private static String text(Component of) {
        return of.getElement().getTextRecursively().replace('\u00a0', ' ');
    }

    @Test
    void whereAllIsWellNothingIsWarnedOf() {
        SystemView view = shown(study(new Clocks(Duration.ofMillis(-12), Duration.ofMillis(5), false), DONE, MADE, TRIED), false);
        assertThat(notes(view)).isEmpty();
        assertThat(text(view)).contains("−0,012 s", "ce serveur +0,005 s, la base +0,017 s", "fedcba9876543210…", "au coffre", "sivig_owner", "27/11/2026 09:00, intacte", "0123456789abcdef…", "Erreur : 12",
                "plus de 30 jours : 4", "42 ms", "1,2 s", "2 ont été tentés de nouveau", "base absente : 5", "Page introuvable");
    }

    @Test
    void aWrongClockABrokenTrailAndABackupThatIsLateAreWarnedOf() {
        assertThat(notes(shown(study(new Clocks(Duration.ofSeconds(9), Duration.ofSeconds(1), false), new LastDone(NOW, false, ""),
                done(BackupRecord.Act.BACKUP, Duration.ofDays(3))), false)))
                .satisfiesExactly(clock -> assertThat(clock).contains("+9 s", "NTP"), other -> assertThat(other).contains("la base", "−8 s", "NTP"),
                        trail -> assertThat(trail).contains("n’est pas intacte"), backup -> assertThat(backup).contains("Aucune sauvegarde"),
                        trial -> assertThat(trial).contains("restaurée à l’essai"));
        assertThat(notes(shown(study(new Clocks(Duration.ZERO, null, true), null, MADE, TRIED), false)))
                .satisfiesExactly(time -> assertThat(time).contains("ne répond pas"), trail -> assertThat(trail).contains("n’a pas été vérifiée"));
    }

    @Test
    void whileTheDatabaseIsAwayWhatThisServerHasCountedIsShown() {
        SystemView view = shown(null, true);
        assertThat(notes(view)).singleElement().asString().contains("n’a pas pu être lue");
        assertThat(text(view)).contains("Enregistrements", "42 ms");
    }
}
