package org.sivig.ecrf.monitoring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.account.Signer;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.verification.Verifications;
import org.sivig.ecrf.verification.VerifiedPatient;
import org.sivig.ecrf.verification.VerifiedShare;
import org.sivig.ecrf.account.Register;
import org.sivig.ecrf.account.Registers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The monitoring visits of the sites that the user watches over: what is to do at a site, what is new since the last visit, and
 * the reports. A report that is signed off never changes again, nor do the figures in it.
 * <p>
 * Every method throws {@link AccessDeniedException} for who enters data or sees no patients, and
 * {@link PatientNotFoundException} when the user does not see the site.
 */
@Service
public class MonitoringVisits {

    /** The longest report. */
    public static final int LENGTH = 8000;

    /** What stands in a casebook from its beginning, and nobody answers. */
    private static final String FIXED = Study.FORMS.stream().flatMap(form -> form.items().stream()).filter(Item::isFixed)
            .map(item -> "'" + item.name() + "'").distinct().collect(Collectors.joining(", "));

    private final PatientList patients;
    private final Verifications verifications;
    private final AccessPolicy policy;
    private final Signer signer;
    private final JdbcClient database;
    private final Registers registers;
    private final Clock clock;

    MonitoringVisits(PatientList patients, Verifications verifications, AccessPolicy policy, Signer signer,
            JdbcClient database, Clock clock, Registers registers) {
        this.registers = registers;
        this.patients = patients;
        this.verifications = verifications;
        this.policy = policy;
        this.signer = signer;
        this.database = database;
        this.clock = clock;
    }

    // --- what is to do ----------------------------------------------------------------------------------------------

    /** The sites that the user watches over, by code. */
    @Transactional(readOnly = true)
    public List<Site> sites() {
        policy.requireSeesMonitoring();
        return patients.sites();
    }

    /** Where each of these sites stands now, by code; a fixed number of statements, however many there are. */
    @Transactional(readOnly = true)
    public SortedMap<String, SiteFigures> all() {
        List<String> codes = sites().stream().map(Site::getCode).toList();
        Map<String, List<VerifiedShare>> shares = verifications.shares().stream()
                .collect(Collectors.groupingBy(VerifiedShare::site));
        Counts patients = new Counts(codes, "select p.site, '' as k, count(*) as n from patient p where p.site in (:sites) and "
                + CasebookState.COUNTS + " group by p.site");
        Counts findings = findings(codes);
        Counts queries = queries(codes);
        SortedMap<String, SiteFigures> figures = new TreeMap<>();
        codes.forEach(code -> figures.put(code, figures(code, patients.of(code, ""),
                shares.getOrDefault(code, List.of()).stream().mapToLong(VerifiedShare::verifiable).sum(),
                shares.getOrDefault(code, List.of()).stream().mapToLong(VerifiedShare::verified).sum(), findings, queries)));
        return figures;
    }

    /** Where a site stands now. */
    @Transactional(readOnly = true)
    public SiteFigures figures(String site) {
        require(site);
        List<VerifiedPatient> verified = verifications.patients(site);
        return figures(site, verified.size(), verified.stream().mapToLong(VerifiedPatient::due).sum(),
                verified.stream().mapToLong(VerifiedPatient::verified).sum(), findings(List.of(site)), queries(List.of(site)));
    }

    private static SiteFigures figures(String site, long patients, long due, long verified, Counts findings, Counts queries) {
        return new SiteFigures((int) patients, due, verified, findings.of(site, Severity.ERROR.name()),
                findings.of(site, Severity.WARNING.name()), queries.of(site, QueryState.OPEN.name()),
                queries.of(site, QueryState.ANSWERED.name()));
    }

    private Counts findings(List<String> sites) {
        return new Counts(sites, "select p.site, f.severity as k, count(*) as n from finding f join patient p on p.id = f.patient_id"
                + " where p.site in (:sites) and f.state = '" + FindingState.OPEN + "' group by p.site, f.severity");
    }

    private Counts queries(List<String> sites) {
        return new Counts(sites, "select p.site, q.state as k, count(*) as n from query q join patient p on p.id = q.patient_id"
                + " where p.site in (:sites) group by p.site, q.state");
    }

    /** Numbers by site and key. */
    private class Counts {

        private final Map<String, Long> counts = new HashMap<>();

        /** @param sql selects {@code site}, {@code k} and {@code n} of {@code :sites} */
        Counts(List<String> sites, String sql) {
            if (!sites.isEmpty()) {
                database.sql(sql).param("sites", sites).query(row -> {
                    counts.put(row.getString("site") + " " + row.getString("k"), row.getLong("n"));
                });
            }
        }

        long of(String site, String key) {
            return counts.getOrDefault(site + " " + key, 0L);
        }
    }

    /** What has happened at a site since the last visit that was signed off. */
    @Transactional(readOnly = true)
    public SiteNews news(String site) {
        require(site);
        Instant last = of(site).stream().map(MonitoringVisit::signed).filter(signed -> signed != null)
                .map(MonitoringVisit.Signed::at).max(Instant::compareTo).orElse(null);
        OffsetDateTime since = (last == null ? Instant.EPOCH : last).atOffset(ZoneOffset.UTC);
        return new SiteNews(last, count("patient where site = ? and created_at > ?", site, since),
                count("audit_record where site = ? and at > ? and act is null and item not in (" + FIXED + ")", site, since),
                count("audit_record where site = ? and at > ? and act = '" + Act.VERIFICATION_DROPPED + "'", site, since),
                count("audit_record where site = ? and at > ? and act = '" + Act.QUERY_ANSWERED + "'", site, since));
    }

    private long count(String of, Object... parameters) {
        return database.sql("select count(*) from " + of).params(parameters).query(Long.class).single();
    }

    // --- visits -----------------------------------------------------------------------------------------------------

    /** The visits of a site, the last first. */
    @Transactional(readOnly = true)
    public List<MonitoringVisit> of(String site) {
        require(site);
        return database.sql("select * from monitoring_visit where site = ? order by id desc").param(site)
                .query((row, i) -> visit(row)).list();
    }

    /** The visits of all sites that the user watches over, the last first. */
    @Transactional(readOnly = true)
    public List<MonitoringVisit> ofAll() {
        List<String> codes = sites().stream().map(Site::getCode).toList();
        return codes.isEmpty() ? List.of() : database.sql("select * from monitoring_visit where site in (:sites) order by id desc")
                .param("sites", codes).query((row, i) -> visit(row)).list();
    }

    /** A visit; empty when there is none of this id that the user sees. */
    @Transactional(readOnly = true)
    public Optional<MonitoringVisit> find(long id) {
        policy.requireSeesMonitoring();
        return read(id, "").filter(visit -> policy.sees(visit.site()));
    }

    /**
     * Begins a visit. While another one of the site is not signed off, this is that.
     *
     * @throws AccessDeniedException    when the user does not monitor the site
     * @throws IllegalArgumentException when the day is still to come
     */
    @Transactional
    public MonitoringVisit begin(String site, LocalDate day) {
        require(site);
        policy.requireVerifies(site);
        requirePast(day);
        database.sql("select code from site where code = ? for update").param(site).query(String.class).single();
        Optional<MonitoringVisit> open = of(site).stream().filter(visit -> visit.signed() == null).findFirst();
        if (open.isEmpty()) {
            KeyHolder key = new GeneratedKeyHolder();
            database.sql("insert into monitoring_visit (site, visit_day, opened_by, opened_at, report, version)"
                    + " values (?, ?, ?, ?, '', 0)").params(site, day, policy.viewer().username(),
                            clock.instant().atOffset(ZoneOffset.UTC)).update(key, "id");
            registers.added(Register.MONITORING_VISITS, key);
        }
        return of(site).getFirst();
    }

    /**
     * Writes the report, and on which day the visit was.
     *
     * @param version the one that the user saw
     * @throws AccessDeniedException    when the user does not monitor the site
     * @throws IllegalArgumentException when it is longer than {@link #LENGTH}, or the day is still to come
     */
    @Transactional
    public VisitResult write(long id, LocalDate day, String text, int version) {
        MonitoringVisit visit = hold(id);
        String lines = TypedText.lines(text);
        if (lines.length() > LENGTH) {
            throw new IllegalArgumentException("A report of " + LENGTH + " characters at most");
        }
        requirePast(day);
        if (visit.signed() != null) {
            return new VisitResult.SignedBefore(visit);
        }
        if (visit.text().equals(lines) && visit.day().equals(day)) {
            return new VisitResult.Done(visit);
        }
        if (visit.version() != version) {
            return new VisitResult.Changed(visit);
        }
        database.sql("update monitoring_visit set visit_day = ?, report = ?, version = version + 1 where id = ?").params(day, lines, id).update();
        registers.changed(Register.MONITORING_VISITS, id);
        return new VisitResult.Done(read(id, "").orElseThrow());
    }

    /**
     * Signs a report off as the user, who proves that it is they; the figures of the site are kept with it.
     *
     * @param version the one that the user saw
     * @throws AccessDeniedException when the user does not monitor the site
     */
    @Transactional
    public VisitResult sign(long id, int version, SignatureProof proof) {
        MonitoringVisit visit = hold(id);
        if (visit.signed() != null) {
            return new VisitResult.SignedBefore(visit);
        }
        if (visit.version() != version) {
            return new VisitResult.Changed(visit);
        }
        if (!signer.isViewer(proof)) {
            return new VisitResult.WrongPassword(signer.pausedUntil());
        }
        Viewer by = policy.viewer();
        Instant at = clock.instant();
        SiteFigures of = figures(visit.site());
        database.sql("update monitoring_visit set patients = ?, due = ?, verified = ?, errors = ?, warnings = ?, queries_open = ?,"
                + " queries_answered = ?, signed_by = ?, signed_name = ?, signed_at = ?, hash = ? where id = ?")
                .params(of.patients(), of.due(), of.verified(), of.errors(), of.warnings(), of.open(), of.answered(),
                        by.username(), by.displayName(), at.atOffset(ZoneOffset.UTC),
                        hash(visit, of, by.username(), by.displayName(), at), id).update();
        registers.changed(Register.MONITORING_VISITS, id);
        return new VisitResult.Done(read(id, "").orElseThrow());
    }

    // ----------------------------------------------------------------------------------------------------------------

    private void require(String site) {
        policy.requireSeesMonitoring();
        if (!policy.sees(site)) {
            throw new PatientNotFoundException();
        }
    }

    private void requirePast(LocalDate day) {
        if (day.isAfter(LocalDate.now(clock))) {
            throw new IllegalArgumentException("A visit is not reported before its day");
        }
    }

    private MonitoringVisit hold(long id) {
        policy.requireSeesMonitoring();
        MonitoringVisit visit = read(id, " for update").filter(found -> policy.sees(found.site()))
                .orElseThrow(PatientNotFoundException::new);
        policy.requireVerifies(visit.site());
        return visit;
    }

    private Optional<MonitoringVisit> read(long id, String how) {
        return database.sql("select * from monitoring_visit where id = ?" + how).param(id).query((row, i) -> visit(row)).optional();
    }

    private static MonitoringVisit visit(ResultSet row) throws SQLException {
        MonitoringVisit draft = new MonitoringVisit(row.getLong("id"), row.getString("site"),
                row.getObject("visit_day", LocalDate.class), row.getString("opened_by"), at(row, "opened_at"),
                row.getString("report"), row.getInt("version"), null, null);
        if (row.getString("signed_by") == null) {
            return draft;
        }
        SiteFigures figures = new SiteFigures(row.getInt("patients"), row.getLong("due"), row.getLong("verified"),
                row.getLong("errors"), row.getLong("warnings"), row.getLong("queries_open"), row.getLong("queries_answered"));
        String by = row.getString("signed_by");
        String name = row.getString("signed_name");
        Instant at = at(row, "signed_at");
        String hash = row.getString("hash");
        return new MonitoringVisit(draft.id(), draft.site(), draft.day(), draft.openedBy(), draft.openedAt(), draft.text(),
                draft.version(), figures, new MonitoringVisit.Signed(by, name, at, hash,
                        hash(draft, figures, by, name, at).equals(hash)));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String hash(MonitoringVisit visit, SiteFigures figures, String by, String name, Instant at) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(String.join("\u001f", "" + visit.id(),
                    visit.site(), "" + visit.day(), visit.openedBy(), "" + visit.openedAt(), visit.text(), "" + figures, by, name,
                    "" + at).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
