package org.sivig.ecrf;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import java.time.Clock;
import org.sivig.ecrf.audit.AuditCommand;
import org.sivig.ecrf.audit.IdentityKeyCommand;
import org.sivig.ecrf.audit.Redaction;
import org.sivig.ecrf.audit.SelfCheckCommand;
import org.sivig.ecrf.release.PackageCommand;
import org.sivig.ecrf.study.Study;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the SIVIG eCRF. */
@SpringBootApplication
@Viewport("width=device-width, initial-scale=1")
public class EcrfApplication implements AppShellConfigurator {

    /** The one clock, for whatever is put together by Spring. */
    @Bean
    Clock clock() {
        return Study.CLOCK;
    }

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("SIVIG eCRF");
        settings.addFavIcon("icon", "favicon.svg", "any");
    }

    public static void main(String[] args) {
        if (AuditCommand.isAsked(args)) {
            System.exit(AuditCommand.run(args));
        }
        if (IdentityKeyCommand.isAsked(args)) {
            System.exit(IdentityKeyCommand.run(System.out, args));
        }
        if (Redaction.isAsked(args)) {
            System.exit(Redaction.run(System.out, args));
        }
        if (SelfCheckCommand.isAsked(args)) {
            System.exit(SelfCheckCommand.run(System.out, args));
        }
        if (PackageCommand.isAsked(args)) {
            System.exit(PackageCommand.run(EcrfApplication.class, args));
        }
        SpringApplication.run(EcrfApplication.class, args);
    }
}
