package org.sivig.ecrf.audit;

import java.io.PrintStream;
import java.util.Arrays;
import org.sivig.ecrf.audit.SelfCheckReport.Line;
import org.sivig.ecrf.study.StudyWords;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Looks an installed instance over from the command line and prints a report to sign: {@code --self-check}, or
 * {@code --self-check=https://host} to look at what it answers there too. Changes nothing.
 */
public final class SelfCheckCommand {

    /** Nothing is wrong. */
    static final int GOOD = 0;
    /** Something is, or could not be found out. */
    static final int BAD = 1;

    private static final String COMMAND = "--self-check";

    private SelfCheckCommand() {
    }

    /** Whether the application was started for this only. */
    public static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.equals(COMMAND) || each.startsWith(COMMAND + "="));
    }

    /** @return the exit code: 0 when nothing is wrong */
    public static int run(PrintStream out, String... arguments) {
        SelfCheck check = new SelfCheck();
        try (var context = AuditCommand.database(arguments)) {
            check.installation(context.getEnvironment(), context.getBean(JdbcClient.class), context.getBean(PlatformTransactionManager.class),
                    context.getBeanProvider(JavaMailSender.class).getIfAvailable());
        } catch (RuntimeException away) {
            check.away(String.valueOf(NestedExceptionUtils.getMostSpecificCause(away).getMessage()));
        }
        Arrays.stream(arguments).filter(each -> each.startsWith(COMMAND + "=")).map(each -> each.substring(COMMAND.length() + 1))
                .forEach(check::address);
        SelfCheckReport report = check.report();
        print(out, report, StudyWords.ENGLISH);
        return report.wrong() == 0 ? GOOD : BAD;
    }

    private static void print(PrintStream out, SelfCheckReport report, StudyWords words) {
        out.println(words.of("self-check.at", report.at().toString()));
        for (Line line : report.lines()) {
            out.printf("  %-5s %s: %s%n", words.of(line.wrong() ? "self-check.wrong" : "self-check.ok"), line.what(words.texts()),
                    line.found(words.texts()));
        }
        out.println(words.of("self-check.counted", report.wrong()));
        out.println();
        out.println(words.of("self-check.sign"));
    }
}
