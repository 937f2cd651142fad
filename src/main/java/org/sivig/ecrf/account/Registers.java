package org.sivig.ecrf.account;

import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of each row of a {@link Register}, in a chain of its own: whoever changes one adds the hash of what it holds
 * then, in the transaction that does it, so that a row that was changed beside the application is found. It listens to what
 * Hibernate writes; what SQL writes has to be told.
 */
@Component
public class Registers implements PostInsertEventListener, PostUpdateEventListener, PostCollectionRecreateEventListener,
        PostCollectionUpdateEventListener {

    /** How a row differs from what is on record. */
    public enum Difference {
        CHANGED, MISSING, UNRECORDED
    }

    /**
     * What became of a verification.
     *
     * @param records     how many were read
     * @param broken      the number of the first record that is not as it was written, 0 when there is none
     * @param differences by the table and the key of a row
     */
    public record Verified(long records, long broken, Map<Row, Difference> differences) {

        public boolean holds() {
            return broken == 0 && differences.isEmpty();
        }
    }

    /** A row. */
    public record Row(Register register, String key) {
    }

    private record Entry(long seq, Instant at, String username, String role, Row row, String state) {

        String hashAfter(String previous) {
            return RecordHash.of(previous, seq, at, username, role, row.register().table(), row.key(), state);
        }
    }

    /** Who saw to a row that was there before there was a record of it. */
    private static final String SYSTEM = "SYSTEM";

    private static final String BESIDE = "select user_id, site as held from user_site union all"
            + " select user_id, provider || ' ' || subject from account_identity";

    private final EntityManagerFactory factory;
    private final JdbcTemplate database;
    private final Clock clock;
    private final BeforeCommit<Row> rows = new BeforeCommit<>((session, written) -> session.doWork(
            connection -> append(connection, new LinkedHashSet<>(written), null)));

    Registers(EntityManagerFactory factory, JdbcTemplate database, Clock clock) {
        this.factory = factory;
        this.database = database;
        this.clock = clock;
    }

    @PostConstruct
    void listen() {
        var listeners = factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
        listeners.appendListeners(EventType.POST_INSERT, this);
        listeners.appendListeners(EventType.POST_UPDATE, this);
        listeners.appendListeners(EventType.POST_COLLECTION_RECREATE, this);
        listeners.appendListeners(EventType.POST_COLLECTION_UPDATE, this);
    }

    /** The same of a row that was inserted, by the key that the database gave it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long added(Register register, KeyHolder key) {
        long id = Objects.requireNonNull(key.getKey()).longValue();
        changed(register, id);
        return id;
    }

    /** Writes a row by SQL and puts on record what it holds then. */
    @Transactional
    public void change(Register register, Object key, Runnable write) {
        write.run();
        changed(register, key);
    }

    /** Puts on record what a row holds now that was written by SQL, in the transaction that wrote it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(Register register, Object key) {
        database.execute((ConnectionCallback<@Nullable Void>) connection -> {
            append(connection, Set.of(new Row(register, key.toString())), null);
            return null;
        });
    }

    /** Rows from before there was this chain are put on record as they are found. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void takeUpWhatIsThere() {
        database.execute((ConnectionCallback<@Nullable Void>) connection -> {
            lock(connection); // of two nodes that start at once the second finds nothing to do
            Set<Row> found = new LinkedHashSet<>();
            for (Register register : Register.values()) {
                try (PreparedStatement select = connection.prepareStatement("select " + register.key() + " from " + register.table()
                        + " t where not exists (select 1 from register_record r where r.tab = ? and r.row_key = cast(t."
                        + register.key() + " as varchar(40))) order by 1")) {
                    select.setString(1, register.table());
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Row(register, rows.getString(1)));
                        }
                    }
                }
            }
            append(connection, found, SYSTEM);
            return null;
        });
    }

    // --- what Hibernate writes ----------------------------------------------------------------------------------------

    @Override
    public void onPostInsert(PostInsertEvent event) {
        entity(event);
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        entity(event);
    }

    @Override
    public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
        collection(event);
    }

    @Override
    public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
        collection(event);
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void entity(AbstractPostDatabaseOperationEvent event) {
        Register.of(event.getPersister().getIdentifierTableName()).ifPresent(
                register -> note((EventSource) event.getSession(), register, event.getId()));
    }

    private void collection(AbstractCollectionEvent event) {
        if (event.getAffectedOwnerOrNull() instanceof UserAccount) {
            note(event.getSession(), Register.ACCOUNTS, event.getAffectedOwnerIdOrNull());
        }
    }

    private void note(EventSource session, Register register, @Nullable Object key) {
        rows.note(session, new Row(register, Objects.requireNonNull(key).toString()));
    }

    // --- the chain ----------------------------------------------------------------------------------------------------

    private record Head(long seq, String hash) {
    }

    private static Head lock(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select seq, hash from register_head where id = 1 for update");
                ResultSet head = select.executeQuery()) {
            head.next();
            return new Head(head.getLong(1), head.getString(2));
        }
    }

    private void append(Connection connection, Set<Row> rows, @Nullable String by) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        Viewer viewer = who != null && who.getPrincipal() instanceof Viewer it ? it : null;
        String username = by != null ? by : viewer == null ? "" : viewer.username();
        String role = by != null || viewer == null ? "" : viewer.role().name();
        Head head = lock(connection);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (PreparedStatement insert = connection.prepareStatement("insert into register_record (seq, at, username, role, tab, row_key,"
                + " state, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement update = connection.prepareStatement("update register_head set seq = ?, hash = ? where id = 1")) {
            for (Row row : rows) {
                Entry entry = new Entry(head.seq() + 1, now, username, role, row, state(connection, row));
                String hash = entry.hashAfter(head.hash());
                insert.setLong(1, entry.seq());
                insert.setObject(2, now.atOffset(ZoneOffset.UTC));
                String[] texts = {username, role, row.register().table(), row.key(), entry.state(), head.hash(), hash};
                for (int i = 0; i < texts.length; i++) {
                    insert.setString(3 + i, texts[i]);
                }
                insert.addBatch();
                head = new Head(entry.seq(), hash);
            }
            insert.executeBatch();
            update.setLong(1, head.seq());
            update.setString(2, head.hash());
            update.executeUpdate();
        }
    }

    /** The hash of what a row holds, which does not change with a column that is added and empty or an empty text. */
    private static String state(Connection connection, Row row) throws SQLException {
        Register register = row.register();
        try (PreparedStatement select = connection.prepareStatement("select * from " + register.table() + " t where cast(t."
                + register.key() + " as varchar(40)) = ?")) {
            select.setString(1, row.key());
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? hash(register, found, register == Register.ACCOUNTS ? beside(connection, row.key()) : "") : "";
            }
        }
    }

    /** The sites and the provided identities of the account. */
    private static String beside(Connection connection, String account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select held from (" + BESIDE
                + ") beside where user_id = ? order by held")) {
            select.setLong(1, Long.parseLong(account));
            List<String> held = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getString(1));
                }
            }
            return String.join(" ", held);
        }
    }

    private static String hash(Register register, ResultSet row, String beside) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, String> held = new TreeMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String text = columns.getColumnType(i) == Types.TIMESTAMP_WITH_TIMEZONE || columns.getColumnTypeName(i).equals("timestamptz")
                    ? time(row.getObject(i, OffsetDateTime.class)) : row.getString(i);
            String column = columns.getColumnName(i).toLowerCase(Locale.ROOT);
            if (text != null && !text.isEmpty() && register.holds(column)) {
                held.put(column, text);
            }
        }
        List<Object> fields = new ArrayList<>();
        held.forEach((column, text) -> {
            fields.add(column);
            fields.add(text);
        });
        fields.add(beside);
        return RecordHash.of(fields.toArray());
    }

    private static @Nullable String time(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant().toString();
    }

    // --- verifying ----------------------------------------------------------------------------------------------------

    /** Reads every record again, and holds the rows of every register against the last of theirs. */
    public static Verified verify(JdbcClient database) {
        String before = RecordHash.ROOT;
        long next = 1;
        long broken = 0;
        Map<Row, String> told = new LinkedHashMap<>();
        record Seen(Entry entry, String previous, String hash) {
        }
        for (Seen seen : database.sql("select * from register_record order by seq").query((row, number) -> new Seen(new Entry(
                row.getLong("seq"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("username"), row.getString("role"),
                new Row(Register.of(row.getString("tab")).orElseThrow(), row.getString("row_key")), row.getString("state")),
                row.getString("previous_hash"), row.getString("hash"))).list()) {
            if (broken == 0 && (seen.entry().seq() != next || !seen.previous().equals(before)
                    || !seen.hash().equals(seen.entry().hashAfter(before)))) {
                broken = next;
            }
            told.put(seen.entry().row(), seen.entry().state());
            before = seen.hash();
            next++;
        }
        if (broken == 0 && database.sql("select count(*) from register_head where id = 1 and seq = ? and hash = ?")
                .params(next - 1, before).query(Integer.class).single() == 0) {
            broken = next;
        }
        Map<Row, Difference> differences = new LinkedHashMap<>();
        compare(database, told, differences);
        return new Verified(next - 1, broken, differences);
    }

    private static void compare(JdbcClient database, Map<Row, String> told, Map<Row, Difference> differences) {
        Map<String, String> beside = new LinkedHashMap<>();
        database.sql(BESIDE + " order by user_id, held").query(row -> {
            beside.merge(row.getString(1), row.getString(2), (some, another) -> some + " " + another);
        });
        Set<Row> there = new HashSet<>();
        for (Register register : Register.values()) {
            database.sql("select * from " + register.table() + " order by " + register.key()).query(found -> {
                Row row = new Row(register, found.getString(register.key()));
                there.add(row);
                String state = told.get(row);
                if (state == null) {
                    differences.put(row, Difference.UNRECORDED);
                } else if (!state.equals(hash(register, found, register == Register.ACCOUNTS ? beside.getOrDefault(row.key(), "") : ""))) {
                    differences.put(row, Difference.CHANGED);
                }
            });
        }
        told.keySet().stream().filter(row -> !there.contains(row)).forEach(row -> differences.put(row, Difference.MISSING));
    }
}
