package org.sivig.ecrf.account.ui;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import org.sivig.ecrf.account.PasswordAttempts;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** Sign-in with a form; everything but the health check and static files needs it. */
@Configuration
class SecurityConfig {

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(requests -> requests
                .requestMatchers("/actuator/health", "/styles.css", "/print.css", "/ecrf/**", "/favicon.svg").permitAll());
        return http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin
                .loginView("/login")
                .anyRequest(AuthorizedUrl::authenticated)).build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AuthenticationProvider authenticationProvider(UserAccounts accounts, PasswordEncoder encoder,
            PasswordAttempts attempts) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(username -> accounts
                .findByUsername(username).map(Viewer::of)
                .orElseThrow(() -> new UsernameNotFoundException("No such account")));
        provider.setPasswordEncoder(encoder);
        provider.setPreAuthenticationChecks(account -> {
            if (attempts.pausedUntil(account.getUsername()) != null) {
                throw new LockedException("Too many wrong passwords");
            }
        });
        return provider;
    }
}
