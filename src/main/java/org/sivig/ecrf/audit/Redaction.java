package org.sivig.ecrf.audit;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sivig.ecrf.study.Study;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a text that should never have been written, the name of somebody for instance, out of everything that is kept of a
 * patient beside the answers: of the audit records, the queries, the justifications and the second readings. A mark stands
 * in its place, and a record tells who asked for it, when and why. From the command line only, as the owner of the tables:
 * the application itself cannot rewrite what is on record.
 *
 * <p>{@code --redact=NUMBER --text-file=FILE --by=USER --reason=WHY}; the file holds the text, so that it stands in no
 * history of commands.
 */
public final class Redaction {

    /** What stands where the text stood. */
    public static final String MARK = "⟦…⟧";

    static final int DONE = 0;
    /** Nothing was changed: what to do first was told. */
    static final int REFUSED = 1;
    static final int FAILED = 2;

    private static final String COMMAND = "--redact";

    /** Where an item is a text; answers to others are no texts. */
    private static final String OF_TEXTS = Study.FORMS.stream().flatMap(form -> form.items().stream())
            .filter(item -> item.type().isText()).map(item -> "'" + item.form() + "." + item.name() + "'")
            .collect(joining(", ", " and form || '.' || item in (", ")"));

    /** Columns in which texts of people stand, with how the rows of a patient are found. */
    private record Texts(String table, String key, String rows, List<String> columns) {
    }

    private static final String OF_PATIENT = "patient_id = ?";
    private static final List<Texts> ALL = List.of(
            new Texts("audit_record", "id", OF_PATIENT, List.of("reason")),
            new Texts("audit_record", "id", OF_PATIENT + OF_TEXTS, List.of("old_value", "new_value")),
            new Texts("query", "number", OF_PATIENT, List.of("text")),
            new Texts("query", "number", OF_PATIENT + OF_TEXTS, List.of("then_value", "settled_value")),
            new Texts("query_message", "id", ofQueries(OF_PATIENT), List.of("text")),
            new Texts("query_message", "id", ofQueries(OF_PATIENT + OF_TEXTS), List.of("now_value")),
            new Texts("finding", "id", OF_PATIENT, List.of("justification_text", "arguments")),
            new Texts("sample_item", "id", OF_PATIENT + OF_TEXTS, List.of("stored_text", "read_text")),
            new Texts("signature", "id", OF_PATIENT, List.of("revoked_reason")));

    private static String ofQueries(String rows) {
        return "query_number in (select number from query where " + rows + ")";
    }

    private final JdbcTemplate database;
    private final Clock clock;

    Redaction(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether the application was started for this only. */
    public static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.startsWith(COMMAND + "="));
    }

    /**
     * Does it, and tells what was done.
     *
     * @return the exit code: 0 when it is done, 1 when it was refused, 2 when it went wrong; then nothing was changed
     */
    public static int run(PrintStream out, String... arguments) {
        try (var context = AuditCommand.database(arguments)) {
            String number = value(COMMAND, arguments).orElse("");
            String file = value("--text-file", arguments).orElse("");
            String by = value("--by", arguments).orElse("");
            String why = value("--reason", arguments).orElse("").strip();
            if (file.isEmpty() || by.isEmpty() || why.isEmpty()) {
                out.println("Say what, who asked for it and why: --redact=NUMBER --text-file=FILE --by=USER --reason=WHY");
                return REFUSED;
            }
            String text = Files.readString(Path.of(file)).strip();
            Redaction redaction = new Redaction(context.getBean(JdbcTemplate.class), Study.CLOCK);
            int places = new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                    .execute(status -> redaction.redact(number, text, by, why));
            out.printf("Taken out in %d places of %s%n", places, number);
            return DONE;
        } catch (IllegalArgumentException refused) {
            out.println(refused.getMessage());
            return REFUSED;
        } catch (RuntimeException | IOException failed) {
            System.err.println("Nothing was taken out: " + NestedExceptionUtils.getMostSpecificCause(failed).getMessage());
            return FAILED;
        }
    }

    private static Optional<String> value(String option, String... arguments) {
        return Arrays.stream(arguments).filter(each -> each.startsWith(option + "="))
                .map(each -> each.substring(option.length() + 1)).filter(value -> !value.isEmpty()).findFirst();
    }

    /**
     * Takes a text out, in the transaction of the caller.
     *
     * @param by the user name of who asked for it
     * @return in how many places it stood
     * @throws IllegalArgumentException when there is no such patient or account, the text is too short, stands in an answer
     *                                  or nowhere, or the reason holds it
     */
    int redact(String number, String text, String by, String why) {
        JdbcClient client = JdbcClient.create(database);
        long patient = client.sql("select id from patient where number = ?").param(number).query(Long.class).optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no patient " + number));
        String role = client.sql("select role from user_account where username = ?").param(by).query(String.class).optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no account " + by));
        if (text.length() < MARK.length()) {
            throw new IllegalArgumentException("The text has to be " + MARK.length() + " characters long at least");
        }
        if (why.contains(text)) {
            throw new IllegalArgumentException("The reason holds the text itself");
        }
        database.queryForList("select seq from audit_head where patient_id = ? for update", patient);
        if (standsInAnAnswer(patient, text)) {
            throw new IllegalArgumentException("The text still stands in an answer: change that in the form first");
        }
        UnaryOperator<String> without = held -> held.replace(text, MARK);
        Map<Long, Chain.Link> before = records(patient);
        int places = ALL.stream().mapToInt(each -> replace(each, patient, text, without)).sum();
        if (places == 0) {
            throw new IllegalArgumentException("The text stands nowhere");
        }
        tell(patient, before, by, role, why);
        return places;
    }

    private boolean standsInAnAnswer(long patient, String text) {
        return Study.FORMS.stream().anyMatch(form -> form.items().stream()
                .filter(item -> item.type().isText() && !item.isFixed() && !item.isIdentity())
                .anyMatch(item -> database.queryForObject("select count(*) from " + form.table() + " where patient_id = ? and position(? in "
                        + StoredFacts.column(form, item) + ") > 0", Integer.class, patient, text) > 0));
    }

    private int replace(Texts where, long patient, String text, UnaryOperator<String> without) {
        int places = 0;
        for (String column : where.columns()) {
            Map<Object, String> found = new LinkedHashMap<>();
            database.query("select " + where.key() + ", " + column + " from " + where.table() + " where " + where.rows()
                    + " and position(? in " + column + ") > 0", row -> {
                        found.put(row.getObject(1), row.getString(2));
                    }, patient, text);
            found.forEach((key, held) -> database.update("update " + where.table() + " set " + column + " = ? where " + where.key()
                    + " = ?", without.apply(held), key));
            places += found.size();
        }
        return places;
    }

    private Map<Long, Chain.Link> records(long patient) {
        Map<Long, Chain.Link> records = new LinkedHashMap<>();
        database.query("select * from audit_record where patient_id = ? order by seq", row -> {
            records.put(row.getLong("seq"), ChainVerifier.Stored.read(row).link());
        }, patient);
        return records;
    }

    /** A record for each record that is not what it was. */
    private void tell(long patient, Map<Long, Chain.Link> before, String by, String role, String why) {
        database.execute((Connection connection) -> {
            Chain head = Chain.lock(connection, patient);
            Instant now = clock.instant();
            try (PreparedStatement select = connection.prepareStatement(
                    "select * from audit_record where patient_id = ? order by seq");
                    PreparedStatement insert = connection.prepareStatement(Chain.INSERT)) {
                select.setLong(1, patient);
                List<ChainVerifier.Stored> changed = changed(select, before);
                for (ChainVerifier.Stored each : changed) {
                    Chain.Link link = each.link();
                    head = head.append(new Chain.Link(patient, head.seq() + 1, now, by, role, link.site(), link.form(), link.rowKey(),
                            link.item(), each.hash(), null, link.hashAfter(each.previous()), null, why, null, null,
                            Act.REDACTED.name(), Long.toString(link.seq()), null, Study.FORMS_VERSION));
                    head.bind(insert);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            head.save(connection);
            return null;
        });
    }

    private static List<ChainVerifier.Stored> changed(PreparedStatement select, Map<Long, Chain.Link> before) throws SQLException {
        List<ChainVerifier.Stored> changed = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ChainVerifier.Stored stored = ChainVerifier.Stored.read(rows);
                if (!stored.link().equals(before.get(stored.link().seq()))) {
                    changed.add(stored);
                }
            }
        }
        return changed;
    }
}
