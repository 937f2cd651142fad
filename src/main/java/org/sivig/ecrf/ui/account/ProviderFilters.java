package org.sivig.ecrf.ui.account;

import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.IdentityProviders;
import org.sivig.ecrf.account.ProviderQuestion;
import org.sivig.ecrf.account.ProviderRefused;
import org.sivig.ecrf.account.ProviderSignIn;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.SignedIn;
import org.sivig.ecrf.account.Vouched;
import org.sivig.ecrf.ui.Languages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing in with a provider of OpenID Connect. What Spring Security makes of it is kept nowhere: whoever is known gets the
 * one token that all ways of signing in give, and nobody else gets anything.
 */
@Configuration
class ProviderFilters {

    private static final String ASKED = ProviderFilters.class.getName() + ".asked";
    private static final String SINCE = "since";

    private final IdentityProviders providers;
    private final ProviderSignIn signIn;
    private final SignIns signIns;
    private final OidcSessionRegistry sessions;
    private final VaadinDefaultRequestCache pages;
    private final Clock clock;
    private final I18NProvider words;

    ProviderFilters(IdentityProviders providers, ProviderSignIn signIn, SignIns signIns, OidcSessionRegistry sessions,
            VaadinDefaultRequestCache pages, Clock clock, I18NProvider words) {
        this.providers = providers;
        this.signIn = signIn;
        this.signIns = signIns;
        this.sessions = sessions;
        this.pages = pages;
        this.clock = clock;
        this.words = words;
    }

    /** Believes clocks that are a little away, and nothing else more than the standard does. */
    @Bean
    static JwtDecoderFactory<ClientRegistration> idTokens() {
        OidcIdTokenDecoderFactory made = new OidcIdTokenDecoderFactory();
        made.setJwtValidatorFactory(registration -> {
            OidcIdTokenValidator standard = new OidcIdTokenValidator(registration);
            standard.setClockSkew(ProviderSignIn.CLOCKS);
            return new DelegatingOAuth2TokenValidator<>(List.of(new JwtTimestampValidator(ProviderSignIn.CLOCKS), standard));
        });
        return made;
    }

    /** Where no provider is set there are no addresses for one either. */
    void into(HttpSecurity http) throws Exception {
        if (providers.offered().isEmpty()) {
            return;
        }
        http.oauth2Login(login -> login.loginPage("/login").clientRegistrationRepository(providers)
                .authorizedClientRepository(new Forgotten()).oidcSessionRegistry(sessions)
                .authorizationEndpoint(asking -> asking.authorizationRequestResolver(new Asking())
                        .authorizationRequestRepository(new Asked()))
                .tokenEndpoint(code -> code.accessTokenResponseClient(tokens()))
                .userInfoEndpoint(told -> told.oidcUserService(users()))
                .successHandler(this::vouched).failureHandler(this::refused)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2LoginAuthenticationFilter>() {
                    @Override
                    public <O extends OAuth2LoginAuthenticationFilter> O postProcess(O filter) {
                        filter.setSecurityContextRepository(new NullSecurityContextRepository());
                        filter.setSessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()); // as Arrival does it
                        return filter;
                    }
                })
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler((request, response, why) ->
                                tell(request, response, ProviderRefused.Why.AWAY, request.getParameter(ProviderQuestion.AGAIN) != null));
                        return filter;
                    }
                }));
        http.oidcLogout(logout -> logout.clientRegistrationRepository(providers).oidcSessionRegistry(sessions)
                .backChannel(Customizer.withDefaults()));
    }

    /** Whoever signs out of here signs out of the provider that vouched for them. */
    LogoutSuccessHandler signedOut() {
        return (request, response, who) -> new UidlRedirectStrategy().sendRedirect(request, response,
                Objects.requireNonNullElse(endOfSession(request, who), "/"));
    }

    private @Nullable String endOfSession(HttpServletRequest request, @Nullable Authentication who) {
        Vouched vouched = who instanceof SignedIn signedIn ? signedIn.vouched() : null;
        ClientRegistration registration = vouched == null ? null : providers.findByRegistrationId(vouched.provider());
        if (vouched == null || registration == null || !(registration.getProviderDetails().getConfigurationMetadata()
                .get("end_session_endpoint") instanceof String end)) {
            return null;
        }
        String here = UriComponentsBuilder.fromUriString(UrlUtils.buildFullRequestUrl(request)).replacePath(request.getContextPath() + "/")
                .replaceQuery(null).fragment(null).toUriString();
        UriComponentsBuilder address = UriComponentsBuilder.fromUriString(end);
        if (!vouched.idToken().isEmpty()) {
            address.queryParam("id_token_hint", "{token}");
        }
        return address.queryParam("client_id", "{client}").queryParam("post_logout_redirect_uri", "{here}")
                .encode().buildAndExpand(Map.of("token", vouched.idToken(), "client", registration.getClientId(), "here", here)).toUriString();
    }

    // --- what is asked of the provider ------------------------------------------------------------------------------

    private final class Asking implements OAuth2AuthorizationRequestResolver {

        private final DefaultOAuth2AuthorizationRequestResolver standard = new DefaultOAuth2AuthorizationRequestResolver(providers);

        Asking() {
            standard.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return more(request, standard.resolve(request));
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String provider) {
            return more(request, standard.resolve(request, provider));
        }

        private @Nullable OAuth2AuthorizationRequest more(HttpServletRequest request, @Nullable OAuth2AuthorizationRequest made) {
            if (made == null) {
                return null;
            }
            String secret = request.getParameter(ProviderQuestion.AGAIN);
            List<String> levels = providers.levels(Objects.requireNonNull(made.<String>getAttribute(OAuth2ParameterNames.REGISTRATION_ID)));
            return OAuth2AuthorizationRequest.from(made).additionalParameters(parameters -> {
                if (!levels.isEmpty()) {
                    parameters.put("acr_values", String.join(" ", levels));
                }
                if (secret != null) {
                    parameters.put("prompt", "login");
                    parameters.put("max_age", "0");
                }
            }).attributes(attributes -> {
                if (secret != null) {
                    attributes.put(ProviderQuestion.AGAIN, secret);
                    attributes.put(SINCE, clock.instant().toString());
                }
            }).build();
        }
    }

    /** Keeps with the answer what was asked. */
    private static final class Asked implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

        private final HttpSessionOAuth2AuthorizationRequestRepository ofSession = new HttpSessionOAuth2AuthorizationRequestRepository();

        @Override
        public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
            return ofSession.loadAuthorizationRequest(request);
        }

        @Override
        public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
            ofSession.saveAuthorizationRequest(asked, request, response);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request, HttpServletResponse response) {
            OAuth2AuthorizationRequest asked = ofSession.removeAuthorizationRequest(request, response);
            request.setAttribute(ASKED, asked);
            return asked;
        }
    }

    /** What a provider would let be read elsewhere in somebody's name is asked for nothing, and is not kept. */
    private static final class Forgotten implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String provider, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication who, HttpServletRequest request, HttpServletResponse response) {
            // Forgotten.
        }

        @Override
        public void removeAuthorizedClient(String provider, Authentication who, HttpServletRequest request, HttpServletResponse response) {
            // It was not kept.
        }
    }

    private RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder().requestFactory(providers.requests())
                .configureMessageConverters(converters -> converters.addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
        return client;
    }

    private OidcUserService users() {
        RestTemplate patient = new RestTemplate(providers.requests());
        patient.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService told = new DefaultOAuth2UserService();
        told.setRestOperations(patient);
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(told);
        return users;
    }

    // --- what it answers --------------------------------------------------------------------------------------------

    private void vouched(HttpServletRequest request, HttpServletResponse response, Authentication told) throws IOException {
        OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) told;
        SecurityContextHolder.clearContext();
        boolean again = isAgain(request);
        try {
            if (again) {
                showAgain(request, response, token);
                response.sendRedirect(request.getContextPath() + "/" + AgainView.ROUTE);
                return;
            }
            Arrival.signIn(signIn.signIn(token.getAuthorizedClientRegistrationId(), (OidcUser) token.getPrincipal()), request, response);
            SavedRequest page = pages.getRequest(request, response);
            pages.removeRequest(request, response);
            response.sendRedirect(page == null ? request.getContextPath() + "/" : page.getRedirectUrl());
        } catch (ProviderRefused no) {
            tell(request, response, no.why(), again);
        } catch (AuthenticationException other) {
            SecurityConfig.notSignedIn(request, response, other);
        } catch (DataAccessException | TransactionException away) {
            SecurityConfig.notSignedIn(request, response, new InternalAuthenticationServiceException("Signing in", away));
        }
    }

    private void showAgain(HttpServletRequest request, HttpServletResponse response, OAuth2AuthenticationToken token) {
        OAuth2AuthorizationRequest asked = (OAuth2AuthorizationRequest) request.getAttribute(ASKED);
        if (!(who(request) instanceof SignedIn signedIn) || signIns.state(signedIn) == SignIns.State.OVER) {
            throw new ProviderRefused(ProviderRefused.Why.NOT_ASKED);
        }
        Arrival.put(signIn.again(token.getAuthorizedClientRegistrationId(), (OidcUser) token.getPrincipal(), signedIn,
                Instant.parse(Objects.requireNonNull(asked.<String>getAttribute(SINCE))),
                Objects.requireNonNull(asked.<String>getAttribute(ProviderQuestion.AGAIN))), request, response);
    }

    private void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        if (why instanceof InternalAuthenticationServiceException) {
            SecurityConfig.notSignedIn(request, response, why);
            return;
        }
        String path = request.getServletPath();
        tell(request, response, signIn.why(path.substring(path.lastIndexOf('/') + 1), why), isAgain(request));
    }

    private static boolean isAgain(HttpServletRequest request) {
        return request.getAttribute(ASKED) instanceof OAuth2AuthorizationRequest asked && asked.getAttribute(ProviderQuestion.AGAIN) != null;
    }

    private static @Nullable Authentication who(HttpServletRequest request) {
        return new HttpSessionSecurityContextRepository().loadDeferredContext(request).get().getAuthentication();
    }

    /** A page of its own tells it, where one is shown: while another is covered, none is. */
    private void tell(HttpServletRequest request, HttpServletResponse response, ProviderRefused.Why why, boolean again)
            throws IOException {
        if (again && who(request) instanceof SignedIn signedIn && signIns.state(signedIn) == SignIns.State.LOCKED) {
            Locale locale = Languages.of(request.getCookies());
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getWriter().println(words.getTranslation("login.provider." + why, locale));
            response.getWriter().println(words.getTranslation("provider.close", locale));
            return;
        }
        response.sendRedirect(request.getContextPath() + "/" + (again ? AgainView.ROUTE : "login") + "?" + LoginView.PROVIDER + "=" + why);
    }
}
