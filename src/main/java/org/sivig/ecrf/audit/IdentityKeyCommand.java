package org.sivig.ecrf.audit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.sivig.ecrf.account.IdentityResealing;
import org.sivig.ecrf.account.IdentityVault;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes the identity key from the command line, in two steps, so that nobody has to stop: {@code --identity-key=add} adds a
 * key to the file, which is then given to every node and read by it at its next start; {@code --identity-key=use} seals with
 * it from then on, and seals anew what is stored.
 */
public final class IdentityKeyCommand {

    static final int DONE = 0;
    static final int FAILED = 2;

    private static final String COMMAND = "--identity-key=";

    private IdentityKeyCommand() {
    }

    /** Whether the application was started for this only. */
    public static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.equals(COMMAND + "add") || each.equals(COMMAND + "use"));
    }

    /**
     * Does it, and tells what comes next.
     *
     * @return the exit code: 0 when it is done, 2 when it went wrong
     */
    public static int run(PrintStream out, String... arguments) {
        try (var context = AuditCommand.database(arguments)) {
            Path file = Path.of(context.getEnvironment().getRequiredProperty("sivig.identity.key-file"));
            if (Arrays.asList(arguments).contains(COMMAND + "add")) {
                IdentityVault.addKey(file);
                out.println("A key was added to " + file + ". Keep a copy of the file, give it to every node and start each again;"
                        + " then go on with --identity-key=use");
            } else {
                IdentityVault.useNewestKey(file);
                int sealed = new IdentityResealing(context.getBean(JdbcClient.class), IdentityVault.at(file)).sealAll();
                out.println(sealed + " texts were sealed with the newest key. Keep a copy of " + file + ", give it to every node and"
                        + " start each again. The keys before it stay in it: earlier audit records are read with them");
            }
            return DONE;
        } catch (StartRefusedException refused) {
            out.println(refused.getMessage());
            return FAILED;
        } catch (RuntimeException failed) {
            System.err.println("The key could not be changed: " + NestedExceptionUtils.getMostSpecificCause(failed).getMessage());
            return FAILED;
        }
    }
}
