package org.sivig.ecrf.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work that one node does at a time, as rows of the database: whoever takes a turn holds it for two minutes and says that it goes on. A
 * node that dies leaves it to the others. All times are those of the database.
 */
@Component
public class Turns {

    /** The daily look at all patients. */
    public static final String FINDINGS = "findings";
    /** The first start of a demo. */
    public static final String DEMO = "demo";
    /** What a first start makes: the first administrator. */
    public static final String START = "start";

    /** One that is held. */
    public interface Turn {

        /** Something of the work is done, and more is to come. */
        void goesOn();
    }

    private final DataSource source;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final String node = UUID.randomUUID().toString();

    Turns(DataSource source, JdbcClient database, PlatformTransactionManager transactions) {
        this.source = source;
        this.database = database;
        transaction = new TransactionTemplate(transactions);
    }

    /** It is due at once, and once more where it is being done: who does it may have begun before what it is asked for. */
    @Transactional
    public void ask(String name) {
        database.sql("update turn set asked = asked + 1, due_at = current_timestamp where name = ?").param(name).update();
    }

    /** Whether it is being done somewhere; where a node has died, for two minutes more. */
    public boolean isTaken(String name) {
        return database.sql("select count(*) from turn where name = ? and held_until >= current_timestamp")
                .param(name).query(Long.class).single() > 0;
    }

    /**
     * Does it if it is due and no other node is at it; it is due again after a day. If it fails it is due still.
     *
     * @return whether it was done
     */
    public boolean take(String name, Consumer<Turn> work) {
        Long asked = transaction.execute(status -> database.sql("""
                update turn set node = ?, held_until = current_timestamp + interval '2' minute
                where name = ? and due_at <= current_timestamp and (held_until is null or held_until < current_timestamp)""")
                .params(node, name).update() == 0 ? null
                : database.sql("select asked from turn where name = ?").param(name).query(Long.class).single());
        if (asked == null) {
            return false;
        }
        boolean done = false;
        try {
            work.accept(() -> database.sql("update turn set held_until = current_timestamp + interval '2' minute where name = ? and node = ?")
                    .params(name, node).update());
            done = true;
        } finally {
            database.sql("""
                    update turn set held_until = null,
                        due_at = case when ? and asked = ? then current_timestamp + interval '1' day else due_at end
                    where name = ? and node = ?""").params(done, asked, name, node).update();
        }
        return true;
    }

    /**
     * Does what is done once at a start, unless another node is at it. The row is held on a connection of its own, so that it is free
     * as soon as a node dies.
     *
     * @return whether it was done here
     */
    public boolean alone(String name, Runnable work) {
        try (Connection own = source.getConnection()) {
            own.setAutoCommit(false);
            try (PreparedStatement held = own.prepareStatement("select name from turn where name = ? for update skip locked")) {
                held.setString(1, name);
                if (!held.executeQuery().next()) {
                    return false;
                }
                work.run();
                return true;
            } finally {
                own.rollback();
                own.setAutoCommit(true);
            }
        } catch (SQLException away) {
            throw new UncategorizedSQLException("Holding " + name, null, away);
        }
    }
}
