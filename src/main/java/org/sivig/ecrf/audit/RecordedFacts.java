package org.sivig.ecrf.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryStep;

/** Goes through the records of one patient, the first of them first, and keeps what there has to be after the last. */
final class RecordedFacts {

    private static final Map<String, Item<?, ?>> ITEMS = Study.FORMS.stream().flatMap(form -> form.items().stream())
            .collect(Collectors.toMap(item -> item.form() + "." + item.name(), Function.identity()));
    private static final Map<Item<?, ?>, String> TABLES = Study.FORMS.stream().flatMap(form -> form.items().stream()
            .map(item -> Map.entry(item, form.table()))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    /** What is computed of a patient of whom nothing is known: the record of their making does not tell it. */
    private static final Map<String, String> COMPUTED_OF_NOTHING = computedOfNothing();
    private static final Map<String, String> FORM_TABLES = Study.FORMS.stream().collect(Collectors.toMap(Form::name, Form::table, (one, same) -> one));
    private static final Map<Act.Place, String> SECTIONS = Study.allSections()
            .collect(Collectors.toMap(Act.Place::of, Section::path));

    private static Map<String, String> computedOfNothing() {
        Patient patient = new Patient("", "", Instant.EPOCH, "");
        Casebook nothing = Study.blank(LocalDate.EPOCH);
        Map<String, String> computed = new HashMap<>();
        Figures.KEPT.stream().filter(figure -> figure.rowType() == Patient.class).forEach(figure -> {
            @SuppressWarnings("unchecked")
            Figure.Value value = ((Figure<Patient>) figure).value().apply(patient, nothing);
            if (value != null) {
                computed.put(figure.name(), figure.text(value.shown()));
            }
        });
        return computed;
    }

    private record Kept(@Nullable String value, @Nullable String missing) {
        static final Kept BLANK = new Kept(null, null);

        String text() {
            return missing != null ? missing : Objects.requireNonNullElse(value, "");
        }
    }

    private static final class Query {
        private final Chain.Link raised;
        private final Kept then;
        private String owner;
        private QueryStep last;
        private int messages;

        Query(Chain.Link raised, QueryStep step, Kept then) {
            this.raised = raised;
            this.then = then;
            owner = raised.role();
            last = step;
        }
    }

    private final @Nullable IdentityCipher cipher;
    private final Facts facts = new Facts();
    private final FindingFacts findings;
    private final Map<String, Kept> answers = new HashMap<>();
    private final Map<Long, Query> queries = new HashMap<>();
    private final Map<String, Object[]> samples = new TreeMap<>();
    private CasebookState state = CasebookState.IN_PROGRESS;
    private @Nullable CasebookState before;
    private @Nullable String stateBy;
    private int signatures;

    private RecordedFacts(@Nullable IdentityCipher cipher, FindingFacts findings) {
        this.cipher = cipher;
        this.findings = findings;
        COMPUTED_OF_NOTHING.forEach((figure, value) -> facts.putComputed("patient", "", figure, value));
    }

    /**
     * @param records  of one patient, at least the one that tells of their making
     * @param findings takes up what is told of findings
     * @param cipher   null when identity cannot be read, and is left out
     */
    static Facts of(List<Chain.Link> records, FindingFacts findings, @Nullable IdentityCipher cipher) {
        RecordedFacts told = new RecordedFacts(cipher, findings);
        records.forEach(told::add);
        Chain.Link first = records.getFirst();
        Chain.Link changed = records.stream().filter(link -> link.act() == null).reduce(first, (one, later) -> later);
        told.facts.put("patient", "", first.at(), first.site(), first.username(), told.state.name(),
                told.before == null ? null : told.before.name(), told.stateBy,
                told.facts.count("verification"));
        told.facts.put("patient", "changed", changed.at(), changed.username());
        return told.facts;
    }

    private void add(Chain.Link link) {
        if (link.act() == null) {
            answer(link);
        } else {
            act(Act.valueOf(link.act()), link);
        }
    }

    private void answer(Chain.Link link) {
        Item<?, ?> item = ITEMS.get(link.form() + "." + link.item());
        boolean sealed = item != null && item.isIdentity();
        if (sealed && cipher == null) {
            return;
        }
        Kept kept = new Kept(sealed && link.newValue() != null ? cipher.unseal(link.newValue()) : link.newValue(),
                link.newMissing());
        answers.put(at(link), kept);
        String table = item == null ? link.form() : TABLES.get(item);
        String place = StoredFacts.place(link.rowKey(), link.item());
        if (kept.equals(Kept.BLANK)) {
            facts.remove(table, place);
        } else {
            facts.put(table, place, null, kept.value(), kept.missing());
        }
    }

    private static String at(Chain.Link link) {
        return String.join(" ", link.form(), link.rowKey(), link.item());
    }

    private Kept now(Chain.Link link) {
        Item<?, ?> item = ITEMS.get(link.form() + "." + link.item());
        return item != null && item.isIdentity() ? Kept.BLANK : answers.getOrDefault(at(link), Kept.BLANK);
    }

    private void act(Act act, Chain.Link link) {
        switch (act) {
            case REDACTED -> {
                // what is left of the other record is told by it
            }
            case COMPUTED -> facts.putComputed(link.form().isEmpty() ? "patient" : FORM_TABLES.get(link.form()), link.rowKey(),
                    Objects.requireNonNull(link.subject()), link.newValue());
            case FINDING_FIRED, FINDING_JUSTIFIED, FINDING_REOPENED, FINDING_RESOLVED -> findings.add(act, link);
            case VERIFIED -> facts.put("verification", at(link), link.at(), link.username());
            case VERIFICATION_WITHDRAWN, VERIFICATION_DROPPED -> facts.remove("verification", at(link));
            case FORM_COMPLETED -> facts.put("patient", "completed " + section(link), link.at(), link.username());
            case FORM_REOPENED -> facts.remove("patient", "completed " + section(link));
            case CASEBOOK_COMPLETED -> become(CasebookState.COMPLETE, link);
            case CASEBOOK_REOPENED -> become(CasebookState.IN_PROGRESS, link);
            case CASEBOOK_SIGNED -> {
                become(CasebookState.SIGNED, link);
                signatures++;
                sign(link, link.username(), link.role(), link.newValue(), null, null);
            }
            case CASEBOOK_UNSIGNED -> {
                become(CasebookState.COMPLETE, link);
                sign(link, null, null, link.oldValue(), link.username(), link.reason());
            }
            case CASEBOOK_FROZEN, CASEBOOK_REMOVED -> {
                before = state;
                become(act == Act.CASEBOOK_FROZEN ? CasebookState.FROZEN : CasebookState.REMOVED, link);
            }
            case CASEBOOK_UNFROZEN, CASEBOOK_RESTORED -> {
                become(Objects.requireNonNullElse(before, CasebookState.IN_PROGRESS), link);
                before = null;
            }
            case CASEBOOK_LOCKED -> become(CasebookState.LOCKED, link);
            case CASEBOOK_UNLOCKED -> become(CasebookState.FROZEN, link);
            case SAMPLE_DRAWN -> sample(link, new Object[] {now(link).text(), null, null, null, null});
            case SAMPLE_READ -> {
                Object[] drawn = drawn(link);
                sample(link, new Object[] {drawn[0], link.newValue(), link.username(), drawn[3], drawn[4]});
            }
            case SAMPLE_CLASSED -> {
                Object[] drawn = drawn(link);
                sample(link, new Object[] {drawn[0], drawn[1], drawn[2], link.newValue(), link.username()});
            }
            case QUERY_RAISED, QUERY_PROPOSED, QUERY_NOTED, QUERY_RELEASED, QUERY_ANSWERED, QUERY_SENT_BACK, QUERY_CLOSED,
                    QUERY_REOPENED, QUERY_CANCELLED -> query(Objects.requireNonNull(act.step()), link);
        }
    }

    private static String section(Chain.Link link) {
        Act.Place place = new Act.Place(link.form(), link.rowKey(), link.item());
        return SECTIONS.getOrDefault(place, at(link));
    }

    private void become(CasebookState next, Chain.Link link) {
        state = next;
        stateBy = link.username();
    }

    // --- signatures: who signed is kept from the first record, who withdrew it from the second ----------------------

    private @Nullable String signer;
    private @Nullable String signerRole;
    private @Nullable Instant signedAt;

    private void sign(Chain.Link link, @Nullable String by, @Nullable String role, @Nullable String hash,
            @Nullable String revokedBy, @Nullable String why) {
        if (by != null) {
            signer = by;
            signerRole = role;
            signedAt = link.at();
        }
        facts.put("signature", "" + signatures, signedAt, signer, signerRole, link.subject(), hash, revokedBy, why);
    }

    // --- samples -----------------------------------------------------------------------------------------------------

    private static String sampled(Chain.Link link) {
        return link.subject() + " " + at(link);
    }

    private Object[] drawn(Chain.Link link) {
        return samples.getOrDefault(sampled(link), new Object[5]);
    }

    private void sample(Chain.Link link, Object[] content) {
        samples.put(sampled(link), content);
        facts.put("sample_item", sampled(link), null, content);
    }

    // --- queries -----------------------------------------------------------------------------------------------------

    private void query(QueryStep step, Chain.Link link) {
        long number = Objects.requireNonNullElse(link.query(), 0L);
        Kept now = now(link);
        Query query = queries.computeIfAbsent(number, each -> new Query(link, step, now));
        String from = query.messages == 0 ? null : query.last.to().name();
        query.messages++;
        query.last = step;
        query.owner = step == QueryStep.RELEASE ? link.role() : query.owner;
        Kept settled = step.to().isSettled() ? now : Kept.BLANK;
        Chain.Link raised = query.raised;
        facts.put("query", "" + number, raised.at(), at(raised), raised.act().equals(Act.of(QueryStep.NOTE).name()),
                step.to().name(), query.owner, raised.reason(), query.then.value(), query.then.missing(), raised.username(),
                raised.role(), link.subject(), settled.value(), settled.missing(), raised.batch(), query.messages);
        facts.put("query_message", StoredFacts.message(number, query.messages), link.at(), step.name(), link.username(),
                link.role(), from, step.to().name(), link.subject(), link.reason(), now.value(), now.missing());
    }
}
