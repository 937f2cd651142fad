package org.sivig.ecrf.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.ExportLog;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Makes a package of everything from the command line, for the night: {@code --export=FOLDER}, with {@code --free-texts}
 * and {@code --audit-trail} for more. No page is served, and nothing runs that belongs to one.
 */
public final class PackageCommand {

    static final int MADE = 0;
    /** It could not be made, and nothing was left. */
    static final int FAILED = 2;

    /** Who makes it, on record. */
    static final Viewer OPERATOR = new Viewer("operator", "", "operator", Role.DATA_MANAGER, Set.of());

    /** What sets up the pages, and can do so only where they are served. */
    private static final String PAGES = "com.vaadin.flow.spring.SpringBootAutoConfiguration,"
            + "com.vaadin.flow.spring.SpringSecurityAutoConfiguration";

    private static final String COMMAND = "--export=";

    private PackageCommand() {
    }

    /** Whether the application was started for this only. */
    public static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.startsWith(COMMAND));
    }

    /**
     * Makes it and tells where it is.
     *
     * @param application what is started, without its pages
     * @return the exit code: 0 when it was made, 2 when it could not be
     */
    public static int run(Class<?> application, String... arguments) {
        SpringApplication started = new SpringApplication(application);
        started.setWebApplicationType(WebApplicationType.NONE);
        started.setBannerMode(Banner.Mode.OFF);
        started.setLogStartupInfo(false);
        started.setLazyInitialization(true);
        started.setDefaultProperties(Map.of("logging.level.root", "warn", "spring.autoconfigure.exclude", PAGES));
        try (var context = started.run(arguments)) {
            SecurityContextHolder.getContext().setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(OPERATOR, null, OPERATOR.getAuthorities()));
            Path folder = Files.createDirectories(Path.of(Arrays.stream(arguments).filter(each -> each.startsWith(COMMAND))
                    .findFirst().orElseThrow().substring(COMMAND.length())));
            PackageRequest request = new PackageRequest(has("--free-texts", arguments), has("--audit-trail", arguments));
            Path made = make(context.getBean(Packer.class), context.getBean(PackageLog.class),
                    context.getBean(ExportLog.class), request, folder);
            System.out.println("Package written to " + made);
            return MADE;
        } catch (NobodyInScopeException empty) {
            System.err.println("There is no patient: no package was made");
            return FAILED;
        } catch (RuntimeException | IOException failed) {
            System.err.println("The package could not be made: " + NestedExceptionUtils.getMostSpecificCause(failed).getMessage());
            return FAILED;
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Makes it; what it leaves in the folder is the package alone, or nothing. */
    static Path make(Packer packer, PackageLog log, ExportLog exports, PackageRequest request, Path folder)
            throws IOException {
        Scope scope = new Scope(OPERATOR.role(), Optional.empty());
        long id = log.begin(OPERATOR.username(), scope, request);
        PackageState end = PackageState.FAILED;
        try {
            log.writing(id);
            Packer.Packed packed = packer.pack(scope, request, folder, (patients, of) -> { });
            long number = exports.record("package", packed.name() + " " + packed.sha256(), packed.rows());
            boolean whole = false;
            try {
                Path made = Files.move(packed.file(), folder.resolve(packed.name()), StandardCopyOption.REPLACE_EXISTING);
                whole = true;
                log.made(id, packed);
                end = PackageState.MADE;
                return made;
            } finally {
                Files.deleteIfExists(packed.file());
                exports.ended(number, whole);
            }
        } catch (NobodyInScopeException empty) {
            end = PackageState.EMPTY;
            throw empty;
        } finally {
            log.ended(id, end);
        }
    }

    private static boolean has(String option, String... arguments) {
        return Arrays.asList(arguments).contains(option);
    }
}
