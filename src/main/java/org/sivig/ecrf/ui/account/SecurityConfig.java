package org.sivig.ecrf.ui.account;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.PasswordAttempts;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.failure.Failure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Sign-in with a form; everything but the health check and static files needs it. */
@Configuration
class SecurityConfig {

    /** Whoever signs in comes to the page that was asked for, whose address is as it was. */
    SecurityConfig(VaadinDefaultRequestCache asked) {
        HttpSessionRequestCache ofSession = new HttpSessionRequestCache();
        ofSession.setMatchingRequestParameterName(null);
        asked.setDelegateRequestCache(ofSession);
    }

    /**
     * What a page sends that is being closed: nobody reads the answer, so it must not begin a session, nor show a page.
     */
    @Bean
    @Order(0)
    SecurityFilterChain chainOfLeftAnswers(HttpSecurity http) throws Exception {
        CsrfTokenRepository ofSession = new HttpSessionCsrfTokenRepository();
        return http.securityMatcher("/left/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.csrfTokenRepository(new CsrfTokenRepository() {
                    @Override
                    public CsrfToken generateToken(HttpServletRequest request) {
                        return ofSession.generateToken(request);
                    }

                    @Override
                    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request,
                            HttpServletResponse response) {
                        // A session that has no token does not get one here.
                    }

                    @Override
                    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
                        return ofSession.loadToken(request);
                    }
                }))
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .exceptionHandling(refused -> refused
                        .authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED))
                        // An error that is sent is shown as a page, to which nobody comes without signing in.
                        .accessDeniedHandler((request, response, denied) -> response.setStatus((isNobody()
                                ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN).value())))
                .build();
    }

    private static boolean isNobody() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null || who instanceof AnonymousAuthenticationToken;
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(requests -> requests
                .requestMatchers("/actuator/health", "/styles.css", "/styles/**", "/ecrf/**", "/favicon.svg").permitAll());
        http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin
                .loginView("/login")
                .anyRequest(AuthorizedUrl::authenticated));
        // With the page named here too: form login that is configured before Vaadin's brings a page of its own.
        return http.formLogin(form -> form.loginPage("/login").failureHandler(SecurityConfig::notSignedIn)).build();
    }

    /** A password that could not be looked at is told from a wrong one. */
    private static void notSignedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        String shown = LoginView.WRONG;
        if (why instanceof InternalAuthenticationServiceException) {
            Failure failure = Failure.of(why, "Signing in");
            shown = failure.kind() + "=" + failure.incident();
        }
        response.sendRedirect(request.getContextPath() + "/login?" + shown);
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
