package org.sivig.ecrf.ui.release;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadEvent;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.casebook.PatientColumns;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.paper.CasebookPdf;
import org.sivig.ecrf.release.PackageRecord;
import org.sivig.ecrf.release.PackageRequest;
import org.sivig.ecrf.release.PackageState;
import org.sivig.ecrf.release.Packages;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.DownloadButton;
import org.sivig.ecrf.ui.Following;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.WholeFile;
import org.sivig.ecrf.ui.Words;

/** Asks for a package of the data that the user sees, tells how far it is, hands it out, and lists the former ones. */
@Route(ExportView.ROUTE)
@PermitAll
class ExportView extends Main implements TitledPage {

    static final String ROUTE = "export";

    private static final int ASKED_EVERY_MS = 500;

    private final transient Packages packages;
    private final Words words;
    private final Checkbox freeTexts = new Checkbox(getTranslation("packages.free-texts"));
    private final Checkbox auditTrail = new Checkbox(getTranslation("packages.audit"));
    private final Button start = new Button(getTranslation("packages.start"), click -> Proven.then(this::start));
    private final Button cancel = new Button(getTranslation("packages.cancel"), click -> cancel());
    private final Paragraph told = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Div download = new Div();
    private final Grid<PackageRecord> past = new Grid<>();
    private final transient Following following = new Following(ASKED_EVERY_MS, this::show);
    private @Nullable Long offered;
    /** Another package than the one that was asked for is being made. */
    private boolean isAnother;
    private volatile boolean leaving;
    private volatile boolean broken;
    private final transient CasebookPdf pdf;
    private final Select<Site> site = new Select<>();
    private final Checkbox records = new Checkbox(getTranslation("casebooks.records"));
    private final Paragraph written = new Paragraph();
    /** How many casebooks are written, of how many; null while none are. */
    private volatile int @Nullable [] writing;
    private volatile String said = "";

    ExportView(Packages packages, CasebookPdf pdf, PatientList patients, AccessPolicy policy, DisplayNames people) {
        this.packages = packages;
        this.pdf = pdf;
        words = new Words(this, people::of);
        setId("main");
        addClassNames("content", "packages");
        if (!policy.exports()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        Paragraph help = new Paragraph(getTranslation("packages.help"));
        help.addClassName("hint");
        long removed = patients.count(PatientColumns.removed());
        Paragraph holds = new Paragraph(getTranslation("packages.holds", scope(packages.scope().name()))
                + (removed == 0 ? "" : " " + getTranslation("packages.removed", removed)));
        holds.setId("export_scope");
        freeTexts.setId("export_free_text");
        freeTexts.setHelperText(getTranslation("packages.free-texts.help"));
        auditTrail.setId("export_audit");
        auditTrail.setHelperText(getTranslation("packages.audit.help"));
        start.setId("export_start");
        start.addThemeVariants(ButtonVariant.PRIMARY);
        cancel.setId("export_cancel");
        told.setId("export_progress");
        told.getElement().setAttribute("role", "status");
        bar.getElement().setAttribute("aria-label", getTranslation("packages.progress"));
        download.getElement().addEventListener("click", click -> following.begin());
        Div acts = new Div(start, cancel, download);
        acts.addClassName("packages-acts");
        add(new H1(title()), help, holds, new Div(freeTexts), new Div(auditTrail), acts, told, bar);
        casebooks(patients);
        add(new H2(getTranslation("packages.past")), list());
        show();
    }

    @Override
    public String title() {
        return getTranslation("packages.title");
    }

    // --- the casebooks of a site -------------------------------------------------------------------------------------

    private void casebooks(PatientList patients) {
        Paragraph help = new Paragraph(getTranslation("casebooks.help"));
        help.addClassName("hint");
        site.setId("casebooks_site");
        site.setLabel(getTranslation("casebooks.site"));
        site.setItems(patients.sites());
        site.setItemLabelGenerator(each -> each.getCode() + " – " + each.getName());
        site.setEmptySelectionAllowed(false);
        site.setWidth("22rem");
        site.getListDataView().getItems().findFirst().ifPresent(site::setValue);
        records.setId("casebooks_records");
        written.setId("casebooks_progress");
        written.getElement().setAttribute("role", "status");
        DownloadButton zip = new DownloadButton("casebooks_zip", getTranslation("casebooks.zip"), this::casebooks);
        zip.getElement().addEventListener("click", click -> following.begin());
        Div acts = new Div(site, records, zip);
        acts.addClassName("packages-acts");
        add(new H2(getTranslation("casebooks.title")), help, acts, written);
    }

    private void casebooks(DownloadEvent event) throws IOException {
        String code = Objects.requireNonNull(site.getValue()).getCode();
        boolean withRecords = records.getValue();
        event.setFileName("sivig-" + code + (withRecords ? "-audit" : "") + ".zip");
        event.setContentType("application/zip");
        writing = new int[] {0, 0};
        try {
            WholeFile.send(out -> pdf.writeSite(code, withRecords, words.locale(),
                    (done, of) -> writing = new int[] {done, of}, out), event.getOutputStream());
            said = "casebooks.written";
        } catch (PatientNotFoundException nobody) {
            said = "casebooks.none";
            throw nobody;
        } catch (IOException | RuntimeException broken) {
            said = "casebooks.broken";
            throw broken;
        } finally {
            writing = null;
        }
    }

    private void tellCasebooks() {
        int[] done = writing;
        written.setText(done == null ? said.isEmpty() ? "" : getTranslation(said)
                : getTranslation("casebooks.writing", done[0], done[1]));
    }

    // --- the package -------------------------------------------------------------------------------------------------

    private void start() {
        PackageRequest wanted = new PackageRequest(freeTexts.getValue(), auditTrail.getValue());
        Long asked = new Attempt(words).get("Asking for a package", () -> packages.start(wanted), told::setText);
        if (asked != null) {
            broken = false;
            isAnother = packages.last().filter(status -> !status.request().equals(wanted)).isPresent();
            show();
        }
    }

    private void cancel() {
        packages.last().ifPresent(status -> packages.cancel(status.id()));
        start.focus();
        show();
    }

    /** Shows how things stand, and goes on asking while they change. */
    private void show() {
        Optional<Packages.Status> last = packages.last();
        boolean going = last.isPresent() && !last.get().state().isOver();
        cancel.setVisible(going);
        bar.setVisible(going);
        bar.setIndeterminate(last.isEmpty() || last.get().of() == 0);
        last.filter(status -> status.of() > 0).ifPresent(status -> bar.setValue((double) status.patients() / status.of()));
        told.setText(last.map(this::said).orElse(offered == null ? "" : getTranslation("packages.taken")));
        offer(last.filter(status -> status.state() == PackageState.MADE).orElse(null));
        past.setItems(packages.past());
        tellCasebooks();
        if (going || leaving || writing != null) {
            following.begin();
        } else {
            following.stop();
        }
    }

    /** How far it is, and what it holds beyond the rest where it can still be had. */
    private String said(Packages.Status status) {
        String far = far(status);
        String with = with(status.request());
        boolean isToBe = status.state() == PackageState.MADE || !status.state().isOver();
        String held = isToBe && !with.isEmpty() ? getTranslation("packages.said.with", far, with) : far;
        return isAnother && !status.state().isOver() ? getTranslation("packages.another", held) : held;
    }

    private String far(Packages.Status status) {
        return broken && !leaving ? getTranslation("packages.broken")
                : status.cancelled() && !status.state().isOver() ? getTranslation("packages.cancelling") : switch (status.state()) {
            case WAITING -> getTranslation("packages.waiting", status.before());
            case WRITING -> status.of() > 0 && status.patients() == status.of() ? getTranslation("packages.packing")
                    : getTranslation("packages.writing", status.patients(), status.of());
            case MADE -> getTranslation("packages.made", Objects.requireNonNull(status.fileName()));
            case CANCELLED -> getTranslation("packages.cancelled");
            case EMPTY -> getTranslation("packages.empty");
            case FAILED, LOST -> getTranslation("packages.failed", Objects.requireNonNullElse(status.incident(), ""));
        };
    }

    private void offer(Packages.@Nullable Status made) {
        if (made == null) {
            download.removeAll();
        } else if (!Objects.equals(offered, made.id()) || download.getComponentCount() == 0) {
            offered = made.id();
            download.removeAll();
            download.add(new DownloadButton("export_download", getTranslation("packages.download"),
                    event -> download(event, made)));
        }
    }

    private void download(DownloadEvent event, Packages.Status made) throws IOException {
        event.setFileName(Objects.requireNonNull(made.fileName()));
        event.setContentType("application/zip");
        leaving = true;
        broken = true;
        try {
            broken = !packages.take(made.id(), event.getOutputStream());
        } finally {
            leaving = false;
        }
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        following.stop();
    }

    private Grid<PackageRecord> list() {
        past.setId("packages");
        past.setAllRowsVisible(true);
        past.setSelectionMode(Grid.SelectionMode.NONE);
        past.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.WRAP_CELL_CONTENT);
        past.setAriaLabel(getTranslation("packages.past"));
        past.setEmptyStateText(getTranslation("packages.none"));
        column("at", "8.5rem", made -> Words.dayAndTime(made.started()));
        column("by", "10rem", made -> words.person(made.username()));
        column("scope", "9rem", made -> scope(made.scope()) + with(made.request()));
        column("state", "6rem", made -> getTranslation("packages.state." + made.state()));
        column("cut", "8.5rem", made -> made.cut() == null ? "" : Words.dayAndTime(made.cut()));
        column("rows", "8rem", made -> made.rows() == null ? "" : getTranslation("packages.counted", made.patients(), made.rows()));
        past.addComponentColumn(made -> {
            Span hash = new Span(Objects.requireNonNullElse(made.sha256(), ""));
            hash.addClassName("packages-hash");
            return hash;
        }).setKey("hash").setHeader(getTranslation("packages.column.hash")).setWidth("12rem").setFlexGrow(1);
        return past;
    }

    private void column(String key, String width, Function<PackageRecord, String> value) {
        past.addColumn(value::apply).setKey(key).setHeader(getTranslation("packages.column." + key)).setWidth(width)
                .setFlexGrow(0);
    }

    /** The name of a scope as people say it. */
    private String scope(String name) {
        return name.equals("all") ? getTranslation("packages.scope.all")
                : getTranslation("packages.scope.sites", name.replaceFirst("^sites?-", "").replace("-", ", "));
    }

    private String with(PackageRequest request) {
        return (request.freeTexts() ? " + " + getTranslation("packages.with.free-texts") : "")
                + (request.auditTrail() ? " + " + getTranslation("packages.with.audit") : "");
    }
}
