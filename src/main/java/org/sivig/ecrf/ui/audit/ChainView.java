package org.sivig.ecrf.ui.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.AuditChains;
import org.sivig.ecrf.audit.AuditHeads;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.sivig.ecrf.audit.Mismatch;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.audit.Verification;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** Verifies the audit chains and the data they tell of, gives their heads as a file to keep elsewhere, and compares with such a file. */
@Route("admin/audit")
@RolesAllowed({"ADMINISTRATOR", "DATA_MANAGER"})
class ChainView extends Main implements TitledPage {

    private static final int LARGEST_FILE = 4_000_000;
    private static final int MOST_MISMATCHES = 500;

    private final AuditChains chains;
    private final Div result = new Div();

    ChainView(AuditChains chains, AccessPolicy policy) {
        this.chains = chains;
        setId("main");
        addClassNames("content", "chains");
        Button verify = new Button(getTranslation("chains.verify"), click -> attempt(null));
        verify.setId("verify");
        verify.addThemeVariants(ButtonVariant.PRIMARY);
        verify.setDisableOnClick(true);
        verify.addClickListener(click -> verify.setEnabled(true));
        Div tools = new Div(verify, compare());
        tools.addClassName("chains-tools");
        if (policy.administers()) {
            tools.add(new RouterLink(getTranslation("self-check.title"), SelfCheckView.class));
        }
        result.getElement().setAttribute("aria-live", "polite");
        add(new H1(title()), new Paragraph(getTranslation("chains.help")), tools, result);
    }

    @Override
    public String title() {
        return getTranslation("chains.title");
    }

    private Upload compare() {
        Upload upload = new Upload(UploadHandler.inMemory((file, bytes) -> {
            try {
                attempt(AuditHeads.read(new String(bytes, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException unreadable) {
                refused(getTranslation("chains.unreadable"));
            }
        }));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(LARGEST_FILE);
        upload.setDropAllowed(false);
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        Button choose = new Button(getTranslation("chains.compare"));
        upload.setUploadButton(choose);
        upload.setId("compare");
        return upload;
    }

    private void attempt(@Nullable AuditHeads earlier) {
        new Attempt(new Words(this)).run("Verifying the chains", () -> verify(earlier), this::refused);
    }

    private void refused(String why) {
        result.removeAll();
        result.add(note("err", why));
    }

    private void verify(@Nullable AuditHeads earlier) {
        Verification found = chains.verify(earlier);
        result.removeAll();
        String counted = getTranslation("chains.counted", found.heads().heads().size(), found.records());
        if (found.holds()) {
            result.add(note("ok", counted + " " + getTranslation(earlier == null ? "chains.hold" : "chains.hold.since",
                    earlier == null ? "" : RecordText.moment(earlier.at()))));
            result.add(download(found.heads()));
        } else {
            result.add(note("err", counted + " " + getTranslation("chains.broken", found.breaks().size()) + " "
                    + getTranslation("chains.differ", found.mismatches().size())));
            tell("chains.behind", found.behind());
            tell("chains.gone", found.gone());
        }
        found.backwards().forEach(each -> {
            Div note = note("warn", named(each.patientNumber()) + " " + getTranslation("chains.state." + each.kind(), each.seq()));
            note.setId(null);
            result.add(note);
        });
        if (!found.mismatches().isEmpty()) {
            result.add(new H2(getTranslation("chains.mismatches")), mismatches(found.mismatches()));
        }
        result.add(new H2(getTranslation("chains.result")), table(found));
    }

    private void tell(String key, List<String> names) {
        if (!names.isEmpty()) {
            Div note = note("err", getTranslation(key, names.size(), names.stream().map(this::named).collect(Collectors.joining(", "))));
            note.setId(key.replace('.', '_'));
            result.add(note);
        }
    }

    /** A patient by number, and what belongs to none in words. */
    private String named(String chain) {
        return switch (chain) {
            case Break.REGISTERS, Break.ACCOUNTS -> getTranslation("chains.of." + chain);
            default -> chain;
        };
    }

    private static Div note(String kind, String text) {
        Div note = new Div(new Span(text));
        note.addClassNames("note", kind);
        note.setId("chains_note");
        return note;
    }

    private Anchor download(AuditHeads heads) {
        Anchor link = new Anchor(event -> {
            event.setFileName("sivig-audit-heads-%s.csv".formatted(LocalDate.ofInstant(heads.at(), Study.ZONE)));
            event.setContentType("text/csv; charset=utf-8");
            event.getOutputStream().write(heads.write().getBytes(StandardCharsets.UTF_8));
        }, getTranslation("chains.download"));
        link.setId("heads");
        return link;
    }

    /** Where the tables hold something else, as far as a page has room for it. */
    private NativeTable mismatches(List<Mismatch> found) {
        NativeTable table = started("patient", "what", "table", "place");
        table.setId("mismatches");
        found.stream().limit(MOST_MISMATCHES).forEach(each -> {
            NativeTableRow row = table.getBody().addRow();
            row.addDataCell().setText(named(each.patient()));
            Span kind = new Span("✗ " + getTranslation("chains.mismatch." + each.kind()));
            kind.addClassName("chains-broken");
            row.addDataCell().add(kind);
            row.addDataCell().setText(each.table());
            row.addDataCell().setText(each.place());
        });
        return table;
    }

    private NativeTable started(String... columns) {
        NativeTable table = new NativeTable();
        table.addClassNames("card", "chains-table");
        NativeTableRow heads = table.getHead().addRow();
        for (String column : columns) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(getTranslation("chains.column." + column));
            head.getElement().setAttribute("scope", "col");
        }
        return table;
    }

    /** A line for each patient and for what belongs to none, those whose chain is broken first. */
    private NativeTable table(Verification found) {
        Map<String, Break> breaks = new HashMap<>();
        found.breaks().forEach(each -> breaks.put(each.patientNumber(), each));
        NativeTable table = started("patient", "state", "records", "last", "hash");
        Map<String, AuditHeads.Head> known = new HashMap<>();
        found.heads().heads().forEach(head -> known.put(head.patient(), head));
        found.breaks().forEach(each -> row(table, each.patientNumber(), each, known.get(each.patientNumber())));
        found.heads().heads().stream().filter(head -> !breaks.containsKey(head.patient()))
                .forEach(head -> row(table, head.patient(), null, head));
        return table;
    }

    private void row(NativeTable table, String patient, @Nullable Break at, AuditHeads.@Nullable Head head) {
        NativeTableRow row = table.getBody().addRow();
        row.addDataCell().setText(named(patient));
        Span state = new Span(at == null ? "✓ " + getTranslation("chains.state.HOLDS")
                : "✗ " + getTranslation("chains.state." + at.kind(), at.seq()));
        state.addClassName(at == null ? "chains-whole" : "chains-broken");
        row.addDataCell().add(state);
        row.addDataCell().setText(head == null ? "" : "" + head.seq());
        row.addDataCell().setText(head == null ? "" : RecordText.moment(head.at()));
        row.addDataCell().setText(head == null ? "" : head.hash().substring(0, 16) + "…");
    }
}
