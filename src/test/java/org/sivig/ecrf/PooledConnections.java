package org.sivig.ecrf;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the pool does with its connections in the course of the day, done at once. */
public final class PooledConnections {

    private PooledConnections() {
    }

    /** Replaces each connection that the pool has, one after the other, so that the database is never without any. */
    public static void replace(DataSource connections) throws SQLException {
        HikariDataSource pool = connections.unwrap(HikariDataSource.class);
        List<Connection> old = new ArrayList<>();
        List<Connection> young = new ArrayList<>();
        try {
            while (old.size() < pool.getMaximumPoolSize()) {
                old.add(pool.getConnection());
            }
            for (Connection each : old) {
                each.unwrap(Connection.class).close();
                pool.evictConnection(each);
                young.add(pool.getConnection());
            }
        } finally {
            for (Connection each : young) {
                each.close();
            }
        }
    }
}
