package org.sivig.ecrf.ui.system;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.node.LastDone;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.system.BackupRecord;
import org.sivig.ecrf.system.NodeNumbers;
import org.sivig.ecrf.system.NodeNumbers.Now;
import org.sivig.ecrf.system.NodeNumbers.Times;
import org.sivig.ecrf.system.StudyNumbers;
import org.sivig.ecrf.system.SystemNumbers;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** How the application is doing: what its database says, and what this server has counted. */
@Route("admin/system")
@RolesAllowed("ADMINISTRATOR")
class SystemView extends Main implements TitledPage {

    private static final BigDecimal MEGA = BigDecimal.valueOf(1_000_000);
    private static final int SHOWN_OF_A_SUM = 16;

    private final transient SystemNumbers numbers;
    private final Words words = new Words(this);
    private final Div shown = new Div();

    SystemView(SystemNumbers numbers) {
        this.numbers = numbers;
        setId("main");
        addClassNames("content", "system");
        Paragraph help = new Paragraph(words.of("admin.system.help"));
        help.addClassName("hint");
        Button refresh = new Button(words.of("admin.system.refresh"), click -> show());
        refresh.setId("refresh");
        Div tools = new Div(refresh);
        tools.addClassName("admin-tools");
        add(new H1(title()), help, tools, shown);
        show();
    }

    @Override
    public String title() {
        return getTranslation("admin.system.title");
    }

    private void show() {
        shown.removeAll();
        SystemNumbers.Report report = numbers.report();
        if (report.isOld()) {
            note("err", "old", words.of("admin.system.old"));
        }
        StudyNumbers study = report.study();
        if (study != null) {
            warn(study);
            shown.add(new H2(words.of("admin.system.study")), hint(words.of("admin.system.study.help", Words.dayAndTime(study.at()))), of(study));
            if (!study.backups().isEmpty()) {
                shown.add(new H2(words.of("admin.system.backups")), hint(words.of("admin.system.backups.help")), of(study.backups()));
            }
        }
        NodeNumbers node = report.node();
        shown.add(new H2(words.of("admin.system.node")), hint(words.of("admin.system.node.help",
                Words.dayAndTime(Study.CLOCK.instant().minus(node.up())), report.version())), of(node),
                new H2(words.of("admin.system.saves")), hint(words.of("admin.system.saves.retried", node.retried())),
                times("saves", node.saves(), result -> words.of("admin.system.result." + result)),
                new H2(words.of("admin.system.pages")), times("pages", node.pages(), page ->
                        page.equals(NodeNumbers.NO_PAGE) ? words.of("admin.system.pages.none") : page));
    }

    // --- what somebody has to do something about ----------------------------------------------------------------------

    private void warn(StudyNumbers study) {
        study.clocks().wrong().forEach((which, ahead) -> note("err", "clock_" + id(which), words.of("admin.system.clock.wrong." + which, seconds(ahead))));
        if (study.clocks().isTimeAway()) {
            note("warn", "time_away", words.of("admin.system.time.away"));
        }
        LastDone verified = study.verified();
        if (verified != null && !verified.holds()) {
            note("err", "broken", words.of("admin.system.verified.broken", Words.dayAndTime(verified.at())));
        } else if (study.isUnverified()) {
            note("warn", "unverified", words.of("admin.system.verified.old"));
        }
        for (BackupRecord.Act act : BackupRecord.Act.values()) {
            if (study.isOverdue(act)) {
                note("warn", "no_" + id(act), words.of("admin.system.backup.old." + act));
            }
        }
    }

    private void note(String kind, String id, String text) {
        Div note = new Div(new Span(text));
        note.addClassNames("note", kind);
        note.setId("system_" + id);
        shown.add(note);
    }

    private static String id(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }

    private static Paragraph hint(String text) {
        Paragraph hint = new Paragraph(text);
        hint.addClassName("hint");
        return hint;
    }

    // --- tables -------------------------------------------------------------------------------------------------------

    private NativeTable of(StudyNumbers study) {
        NativeTable table = table("study");
        line(table, words.of("admin.system.clock"), words.of("admin.system.clock.is", seconds(study.clocks().ahead())));
        Duration ofTime = study.clocks().aheadOfTime();
        Duration ofDatabase = study.clocks().databaseAhead();
        line(table, words.of("admin.system.time"), ofTime == null || ofDatabase == null
                ? words.of(study.clocks().isTimeAway() ? "admin.system.time.silent" : "admin.system.time.none")
                : words.of("admin.system.time.is", seconds(ofTime), seconds(ofDatabase)));
        line(table, words.of("admin.system.verified"), verified(study.verified()));
        for (BackupRecord.Act act : BackupRecord.Act.values()) {
            BackupRecord last = study.last(act);
            line(table, words.of("admin.system.backup." + act), last == null ? words.of("admin.system.backup.never")
                    : words.of("admin.system.backup.is", Words.dayAndTime(last.at())));
        }
        line(table, words.of("admin.system.findings"), counted(study.findings(), severity -> words.of("severity." + severity)));
        line(table, words.of("admin.system.queries"), counted(study.queries(), age -> words.of("dashboard.age." + age)));
        line(table, words.of("admin.system.signed-in"), number(study.signedIn()));
        return table;
    }

    private NativeTable of(List<BackupRecord> backups) {
        NativeTable table = table("backups", "when", "act", "result", "sum", "remark", "by");
        backups.forEach(each -> line(table, Words.dayAndTime(each.at()), words.of("admin.system.backup." + each.act()),
                words.of("admin.system.backup.holds." + each.holds()), each.sha256().length() > SHOWN_OF_A_SUM ? each.sha256().substring(0, SHOWN_OF_A_SUM) + "…" : each.sha256(),
                each.remark(), each.recordedBy()));
        return table;
    }

    private String verified(@Nullable LastDone done) {
        return done == null ? words.of("admin.system.verified.never")
                : !done.holds() ? words.of("admin.system.verified.broken", Words.dayAndTime(done.at()))
                : words.of("admin.system.verified.is", Words.dayAndTime(done.at()),
                        done.mark().substring(0, Math.min(SHOWN_OF_A_SUM, done.mark().length())));
    }

    private NativeTable of(NodeNumbers node) {
        NativeTable table = table("node");
        line(table, words.of("admin.system.open-pages"), now(node, Now.OPEN_PAGES));
        line(table, words.of("admin.system.sessions"), now(node, Now.SESSIONS));
        line(table, words.of("admin.system.connections"), words.of("admin.system.connections.are", now(node, Now.CONNECTIONS_BUSY),
                now(node, Now.CONNECTIONS_MOST), now(node, Now.CONNECTIONS_AWAITED)));
        line(table, words.of("admin.system.saves-awaited"), now(node, Now.SAVES_AWAITED));
        line(table, words.of("admin.system.memory"), words.of("admin.system.memory.is", mega(node, Now.MEMORY_USED), mega(node, Now.MEMORY_MOST)));
        line(table, words.of("admin.system.disk"), words.of("admin.system.disk.is", mega(node, Now.DISK_FREE)));
        line(table, words.of("admin.system.failures"), counted(node.failures(), kind -> words.of("admin.system.failure." + kind)));
        return table;
    }

    private NativeTable times(String name, Map<String, Times> times, Function<String, String> what) {
        NativeTable table = table(name, "what", "count", "mean", "longest");
        times.forEach((key, each) -> line(table, what.apply(key), number(each.count()), said(each.mean()),
                each.longest().isZero() ? "–" : said(each.longest())));
        return table;
    }

    private NativeTable table(String name, String... columns) {
        NativeTable table = new NativeTable();
        table.setId("system_" + name);
        table.addClassNames("card", "chains-table");
        table.getElement().setAttribute("aria-label", words.of("admin.system." + name));
        NativeTableRow heads = columns.length == 0 ? null : table.getHead().addRow();
        for (String column : columns) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(words.of("admin.system.column." + column));
            head.getElement().setAttribute("scope", "col");
        }
        return table;
    }

    private static void line(NativeTable table, String head, String... cells) {
        NativeTableRow row = table.getBody().addRow();
        NativeTableHeaderCell name = row.addHeaderCell();
        name.setText(head);
        name.getElement().setAttribute("scope", "row");
        for (String cell : cells) {
            row.addDataCell().setText(cell);
        }
    }

    // --- as people read it --------------------------------------------------------------------------------------------

    private <K> String counted(Map<K, Long> counts, Function<K, String> name) {
        return counts.entrySet().stream().map(each -> words.of("admin.system.counted", name.apply(each.getKey()), number(each.getValue())))
                .collect(Collectors.joining(" · "));
    }

    private String number(long number) {
        return words.number(BigDecimal.valueOf(number));
    }

    private String now(NodeNumbers node, Now what) {
        Long value = node.gauges().get(what);
        return value == null ? "–" : number(value);
    }

    private String mega(NodeNumbers node, Now what) {
        Long value = node.gauges().get(what);
        return value == null ? "–" : words.number(BigDecimal.valueOf(value).divideToIntegralValue(MEGA));
    }

    private String seconds(Duration ahead) {
        return words.signed(BigDecimal.valueOf(ahead.toMillis()).movePointLeft(3).stripTrailingZeros());
    }

    private String said(Duration time) {
        return time.toMillis() < 1000 ? words.of("admin.system.ms", number(time.toMillis()))
                : words.of("admin.system.s", words.number(new BigDecimal(time.toMillis()).movePointLeft(3).round(new MathContext(2))));
    }
}
