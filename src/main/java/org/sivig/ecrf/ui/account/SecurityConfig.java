package org.sivig.ecrf.ui.account;

import com.vaadin.flow.server.HandlerHelper;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.PasswordSignIn;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.ui.Assets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
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
     * What a page sends past Vaadin, also while it closes: nobody looks at the answer, so it must not begin a session, nor show a page.
     */
    @Bean
    @Order(0)
    SecurityFilterChain chainBesidePages(HttpSecurity http, SignIns signIns) throws Exception {
        CsrfTokenRepository ofSession = new HttpSessionCsrfTokenRepository();
        return http.securityMatcher("/left/**", "/active", Activity.ALIVE, Activity.IDLE, Activity.UNLOCK, Activity.UNLOCK_BY_PASSKEY)
                .addFilterAfter(new SignInFilter(signIns), SecurityContextHolderFilter.class)
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
    SecurityFilterChain securityFilterChain(HttpSecurity http, SignIns signIns, ProviderFilters providers) throws Exception {
        http.addFilterAfter(new SignInFilter(signIns), SecurityContextHolderFilter.class);
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.OF_NO_PAGE))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                // Not with the old "Pragma" beside it: Chromium keeps nothing that has one, scripts and styles neither.
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate"))
                .withObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
                    @Override
                    public <O extends HeaderWriterFilter> O postProcess(O filter) {
                        filter.setShouldWriteHeadersEagerly(true); // a page of Vaadin is sent before the filter comes back
                        return filter;
                    }
                }));
        http.authorizeHttpRequests(requests -> requests
                .requestMatchers("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/favicon.svg").permitAll()
                .requestMatchers(Assets.OPEN).permitAll());
        // Vaadin's own leaves the sign-in page out: whoever is made to send it signs in as somebody else.
        http.csrf(csrf -> csrf.ignoringRequestMatchers(request -> HandlerHelper.isFrameworkInternalRequest("/*", request)));
        http.exceptionHandling(refused -> refused.defaultAccessDeniedHandlerFor(
                (request, response, denied) -> response.sendRedirect(request.getContextPath() + "/login?" + LoginView.STALE),
                request -> request.getServletPath().equals("/login") && request.getMethod().equals("POST")));
        http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin
                .enableCsrfConfiguration(false)
                .loginView("/login")
                .logoutSuccessHandler(providers.signedOut())
                .anyRequest(AuthorizedUrl::authenticated));
        providers.into(http);
        // With the page named here too: form login that is configured before Vaadin's brings a page of its own.
        return http.formLogin(form -> form.loginPage("/login").failureHandler(SecurityConfig::notSignedIn)).build();
    }

    /** A password that does not do alone leads on; one that could not be looked at is told from a wrong one. */
    static void notSignedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof PasswordSignIn.SecondStepAsked asked) {
            SecondStepView.follow(request, asked.shown());
            response.sendRedirect(request.getContextPath() + "/" + SecondStepView.ROUTE);
            return;
        }
        String shown = LoginView.WRONG;
        if (why instanceof PasswordSignIn.Paused paused) {
            shown = LoginView.PAUSED + "=" + paused.until().truncatedTo(ChronoUnit.SECONDS);
        } else if (why instanceof PasswordSignIn.NotOpen closed) {
            shown = LoginView.CLOSED + "=" + closed.state();
        } else if (why instanceof PasswordSignIn.NotHere) {
            shown = LoginView.ELSEWHERE;
        } else if (why instanceof InternalAuthenticationServiceException) {
            Failure failure = Failure.of(why, "Signing in");
            shown = failure.kind() + "=" + failure.incident();
        }
        response.sendRedirect(request.getContextPath() + "/login?" + shown);
    }

    /** Keeps passwords by Argon2id, with what OWASP gives as the least, and takes those kept by BCrypt; what is kept otherwise is no password. */
    @Bean
    PasswordEncoder passwordEncoder() {
        DelegatingPasswordEncoder encoder = new DelegatingPasswordEncoder("argon2id", Map.of(
                "argon2id", new Argon2PasswordEncoder(16, 32, 1, 19_456, 2), "bcrypt", new BCryptPasswordEncoder()));
        encoder.setDefaultPasswordEncoderForMatches(new RefusingPasswordEncoder());
        return encoder;
    }
}
