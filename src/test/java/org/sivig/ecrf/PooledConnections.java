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

    /** Ends each connection that the pool has now, and makes it open others when it is asked for one. */
    public static void replace(DataSource connections) throws SQLException {
        HikariDataSource pool = connections.unwrap(HikariDataSource.class);
        List<Connection> all = new ArrayList<>();
        try {
            while (all.size() < pool.getMaximumPoolSize()) {
                all.add(pool.getConnection());
            }
            for (Connection each : all) {
                each.unwrap(Connection.class).close();
                pool.evictConnection(each);
            }
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }
}
