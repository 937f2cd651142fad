package org.sivig.provider;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.context.ContextLoaderListener;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A provider of OpenID Connect, in a process of its own: Spring’s authorization server with people of whom it tells what the
 * tests need, all with the password « right ». Asked with {@code prompt=login} it asks again; it ends a session elsewhere when
 * it is told to at {@code /end-elsewhere}.
 */
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT = "sivig";
    public static final String SECRET = "known-to-two";
    /** The claim that tells who it is. */
    public static final String CLAIM = "SubjectNameID";
    public static final String PASSWORD = "right";
    private static final String FRESH = "fresh";

    private final Process process;
    private final String issuer;

    private TestProvider(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** Starts one at a port, for the application at this address. */
    public static TestProvider start(int port, String application) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), TestProvider.class.getName(),
                Integer.toString(port), application).redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(Files.createDirectories(Path.of("target", "server-logs")), "provider", ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        TestProvider provider = new TestProvider(process, "http://localhost:" + port);
        try (HttpClient http = HttpClient.newHttpClient()) {
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (!provider.answers(http)) {
                if (process.waitFor(Duration.ofMillis(100)) || System.nanoTime() > deadline) {
                    throw new IllegalStateException("The provider did not start");
                }
            }
        }
        return provider;
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String issuer() {
        return issuer;
    }

    /** Tells the application that the last session of somebody has ended; gives what it answered. */
    public int endElsewhere(String who, String to) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Integer.parseInt(http.send(HttpRequest.newBuilder(URI.create(issuer + "/end-elsewhere?who=" + who + "&to=" + to)).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    // --- in its own process -----------------------------------------------------------------------------------------

    public static void main(String[] arguments) throws IOException, LifecycleException {
        int port = Integer.parseInt(arguments[0]);
        System.setProperty("provider.issuer", "http://localhost:" + port);
        System.setProperty("provider.application", arguments[1]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("provider").toString());
        tomcat.setPort(port);
        tomcat.getConnector();
        Context context = tomcat.addContext("", null);
        context.setSessionCookieName("PROVIDER"); // cookies know no port
        AnnotationConfigWebApplicationContext beans = new AnnotationConfigWebApplicationContext();
        beans.register(Beans.class);
        context.addServletContainerInitializer((classes, servlets) -> {
            servlets.addListener(new ContextLoaderListener(beans));
            servlets.addListener(new HttpSessionEventPublisher());
            servlets.addFilter("security", new DelegatingFilterProxy("springSecurityFilterChain", beans))
                    .addMappingForUrlPatterns(null, false, "/*");
            servlets.addServlet("default", new DefaultServlet()).addMapping("/");
        }, null);
        tomcat.start();
        tomcat.getServer().await();
    }

    @Configuration
    @EnableWebSecurity
    static class Beans {

        private static final Map<String, Map.Entry<String, String>> LAST = new ConcurrentHashMap<>();
        private final JWKSource<SecurityContext> keys = keys();
        private final String issuer = System.getProperty("provider.issuer");
        private final String application = System.getProperty("provider.application");

        private static JWKSource<SecurityContext> keys() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair pair = generator.generateKeyPair();
                return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .privateKey((RSAPrivateKey) pair.getPrivate()).keyID("one").build()));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Bean
        JWKSource<SecurityContext> source() {
            return keys;
        }

        @Bean
        JwtDecoder decoder() {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().issuer(issuer).build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1").clientId(CLIENT).clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(application + "/login/oauth2/code/hospital").postLogoutRedirectUri(application + "/").scope("openid")
                    .clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build()).build());
        }

        /** Each is called after what is told of them. */
        @Bean
        UserDetailsService people() {
            return name -> User.withUsername(name).password("{noop}" + PASSWORD).roles("USER").build();
        }

        @Bean
        SessionRegistry sessions() {
            return new SessionRegistryImpl();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> told() {
            return token -> {
                if (!token.getTokenType().getValue().equals("id_token")) {
                    return;
                }
                String name = token.getPrincipal().getName();
                token.getClaims().claims(claims -> {
                    if (!name.equals("nameless")) {
                        claims.put(CLAIM, "8" + name);
                    }
                    claims.put("acr", name.equals("unsure") ? "eidas0" : "eidas1");
                    LAST.put(name, Map.entry(String.valueOf(claims.get("sub")), String.valueOf(claims.get("sid"))));
                });
                if (name.equals("late")) {
                    token.getClaims().issuedAt(Instant.now().minus(Duration.ofHours(2))).expiresAt(Instant.now().minus(Duration.ofHours(1)));
                }
            };
        }

        @Bean
        @Order(1)
        SecurityFilterChain standard(HttpSecurity http) throws Exception {
            http.oauth2AuthorizationServer(server -> {
                http.securityMatcher(server.getEndpointsMatcher());
                server.oidc(Customizer.withDefaults());
            });
            http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
            http.exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"),
                    new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
            http.addFilterBefore(askingAgain(), SecurityContextHolderFilter.class);
            return http.build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain signingIn(HttpSecurity http) throws Exception {
            http.addFilterBefore(endElsewhere(), SecurityContextHolderFilter.class);
            http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
            http.sessionManagement(session -> session.maximumSessions(-1).sessionRegistry(sessions()));
            return http.formLogin(form -> form.successHandler((request, response, who) -> {
                request.getSession().setAttribute(FRESH, true);
                new SavedRequestAwareAuthenticationSuccessHandler().onAuthenticationSuccess(request, response, who);
            })).build();
        }

        private static Filter askingAgain() {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    var session = request.getSession(false);
                    if ("login".equals(request.getParameter("prompt")) && session != null) {
                        if (session.getAttribute(FRESH) == null) {
                            session.invalidate();
                        } else {
                            session.removeAttribute(FRESH);
                        }
                    } else if (session != null && request.getRequestURI().equals("/oauth2/authorize")) {
                        session.removeAttribute(FRESH);
                    }
                    chain.doFilter(request, response);
                }
            };
        }

        private Filter endElsewhere() {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    if (!request.getRequestURI().equals("/end-elsewhere")) {
                        chain.doFilter(request, response);
                        return;
                    }
                    var last = LAST.get(request.getParameter("who"));
                    String token = new NimbusJwtEncoder(keys).encode(JwtEncoderParameters.from(
                            JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build(),
                            JwtClaimsSet.builder().issuer(issuer).audience(List.of(CLIENT)).issuedAt(Instant.now())
                                    .expiresAt(Instant.now().plusSeconds(120)).id(UUID.randomUUID().toString()).subject(last.getKey())
                                    .claim("sid", last.getValue())
                                    .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())).build())).getTokenValue();
                    try (HttpClient http = HttpClient.newHttpClient()) {
                        response.getWriter().print(http.send(HttpRequest.newBuilder(URI.create(request.getParameter("to")))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token)).build(),
                                HttpResponse.BodyHandlers.discarding()).statusCode());
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }
    }
}
