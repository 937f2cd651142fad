package org.sivig.ecrf;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Keeps the text of every SQL statement that is executed, a batch as one, through Hibernate or not. */
@TestConfiguration(proxyBeanMethods = false)
public class SqlCounter implements BeanPostProcessor {

    private final List<String> executed = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource real ? new DelegatingDataSource(real) {
            @Override
            public Connection getConnection() throws SQLException {
                return watched(super.getConnection());
            }
        } : bean;
    }

    public void reset() {
        executed.clear();
    }

    public List<String> executed() {
        return List.copyOf(executed);
    }

    private Connection watched(Connection real) {
        return proxy(Connection.class, real, "");
    }

    private <T> T proxy(Class<T> type, T real, String sql) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (method.getName().startsWith("execute")) {
                executed.add(sql.isEmpty() ? (String) args[0] : sql);
            }
            try {
                return switch (method.invoke(real, args)) {
                    case PreparedStatement s when args != null && args[0] instanceof String text ->
                        proxy(PreparedStatement.class, s, text);
                    case Statement s when type == Connection.class -> proxy(Statement.class, s, "");
                    case null -> null;
                    case Object other -> other;
                };
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }));
    }
}
