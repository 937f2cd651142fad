package org.sivig.ecrf.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.IdentityVault;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.sivig.ecrf.node.LastDone;
import org.sivig.ecrf.study.IdentityCipher;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies the audit chains and the data they tell of from the command line, with the database of the settings and nothing else of the
 * application: {@code --verify-audit}, or {@code --verify-audit=FILE} with heads that were kept, and
 * {@code --heads=FILE} for where to write those of now.
 */
public final class AuditCommand {

    /** All chains hold, go through the heads that were kept, and tell what the tables hold. */
    static final int HOLDS = 0;
    static final int BROKEN = 1;
    /** It could not be found out. */
    static final int FAILED = 2;

    private static final String COMMAND = "--verify-audit";
    private static final String OUTPUT = "--heads";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'audit-heads-'yyyyMMdd-HHmmss'.csv'").withZone(ZoneOffset.UTC);

    /** The part of the application that is needed. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class, MailSenderAutoConfiguration.class})
    static class Database {
    }

    private AuditCommand() {
    }

    /** Whether the application was started for this only. */
    public static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.equals(COMMAND) || each.startsWith(COMMAND + "="));
    }

    /**
     * Verifies, tells what it found, and writes the heads when all chains hold.
     *
     * @return the exit code: 0 when all chains hold, 1 when one is broken, 2 when it could not be found out
     */
    public static int run(String... arguments) {
        try (var context = database(arguments)) {
            TransactionTemplate transaction = reading(context.getBean(PlatformTransactionManager.class));
            JdbcClient database = context.getBean(JdbcClient.class);
            Path key = Path.of(context.getEnvironment().getRequiredProperty("sivig.identity.key-file"));
            IdentityCipher cipher = Files.exists(key) ? IdentityVault.at(key) : null;
            if (cipher == null) {
                System.out.println("There is no identity key at " + key + ": letters and birth dates are not compared");
            }
            AuditHeads earlier = earlier(arguments);
            Verification found = transaction.execute(status -> new ChainVerifier(database, cipher).verify(earlier));
            keep(database, found);
            return report(found, value(OUTPUT, arguments).map(Path::of).orElse(null), System.out);
        } catch (RuntimeException | IOException failed) {
            System.err.println("The audit chains could not be verified: " + NestedExceptionUtils.getMostSpecificCause(failed).getMessage());
            return FAILED;
        }
    }

    /** That it was verified is kept where that can be written. */
    private static void keep(JdbcClient database, Verification found) {
        try {
            LastDone.put(database, LastDone.VERIFICATION, found.holds(), found.heads().sum());
        } catch (DataAccessException readOnly) {
            System.out.println("That it was verified could not be written to the database");
        }
    }

    /** Opens the database of the settings, and nothing else of the application. */
    static ConfigurableApplicationContext database(String... arguments) {
        SpringApplication application = new SpringApplication(Database.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("logging.level.root", "warn"));
        return application.run(arguments);
    }

    /** Reads one state of the database. */
    static TransactionTemplate reading(PlatformTransactionManager transactions) {
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return reading;
    }

    private static @Nullable AuditHeads earlier(String... arguments) throws IOException {
        Optional<String> file = value(COMMAND, arguments);
        return file.isEmpty() ? null : AuditHeads.read(Files.readString(Path.of(file.get())));
    }

    private static Optional<String> value(String option, String... arguments) {
        return Arrays.stream(arguments).filter(each -> each.startsWith(option + "="))
                .map(each -> each.substring(option.length() + 1)).filter(value -> !value.isEmpty()).findFirst();
    }

    private static int report(Verification found, @Nullable Path output, PrintStream out) throws IOException {
        for (Break each : found.breaks()) {
            out.println(each.patientNumber() + ": record " + each.seq() + switch (each.kind()) {
                case CHANGED -> " is not the one that was written";
                case REMOVED -> " is missing";
                case BEHIND -> " and those after it are in the file of heads, and not here";
                case GONE -> ": the patient is in the file of heads, and not here";
                case EARLIER -> " says that it is older than the one before it";
            });
        }
        for (Mismatch each : found.mismatches()) {
            out.println(each.patient() + ": " + each.table() + " " + each.place() + switch (each.kind()) {
                case CHANGED -> " is not what the records say";
                case MISSING -> " is on record, and not there";
                case UNRECORDED -> " is there, and not on record";
            });
        }
        for (Break each : found.backwards()) {
            out.println(each.patientNumber() + ": note that record " + each.seq() + " says it is older than the one before it");
        }
        out.printf("%d chains, %d records, %d broken, %d differences from the data%n", found.heads().heads().size(), found.records(),
                found.breaks().size(), found.mismatches().size());
        if (!found.behind().isEmpty()) {
            out.println("Older than the file of heads, or cut since: " + String.join(", ", found.behind()));
        }
        if (!found.gone().isEmpty()) {
            out.println("Numbers of patients that will be given again: " + String.join(", ", found.gone()));
        }
        if (!found.holds()) {
            return BROKEN;
        }
        Path file = output == null ? Path.of(NAME.format(found.heads().at())) : output;
        Files.writeString(file, found.heads().write());
        out.println("Heads written to " + file);
        return HOLDS;
    }
}
