package org.sivig.ecrf.audit;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.Study;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;

/**
 * Refuses statements that change many rows of answers at once: they would not pass the audit trail, which sees rows as
 * they are written one by one.
 */
@Component
class UnauditedWriteGuard implements StatementInspector, HibernatePropertiesCustomizer {

    private static final String TABLES =
            Study.FORMS.stream().map(Form::table).collect(joining("|", "(", "|identity)"));
    private static final Pattern WRITE = Pattern.compile(
            "(update|delete\\s+from)\\s+" + TABLES + "\\b.*|insert\\s+into\\s+" + TABLES + "\\b.*\\bselect\\b.*",
            Pattern.DOTALL);
    private static final Pattern OF_ONE_ROW = Pattern.compile(
            "(update " + TABLES + " set|delete from " + TABLES + " where) .*\\bid=\\?", Pattern.DOTALL);

    /** @throws IllegalStateException for a statement that changes answers past the audit trail */
    @Override
    public String inspect(String sql) {
        String statement = sql.strip().toLowerCase(Locale.ROOT);
        if (WRITE.matcher(statement).matches() && !OF_ONE_ROW.matcher(statement).matches()) {
            throw new IllegalStateException("Answers are changed row by row, so that each change is audited");
        }
        return sql;
    }

    @Override
    public void customize(Map<String, Object> hibernate) {
        hibernate.put(JdbcSettings.STATEMENT_INSPECTOR, this);
    }
}
