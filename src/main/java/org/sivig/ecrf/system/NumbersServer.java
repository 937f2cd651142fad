package org.sivig.ecrf.system;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells the numbers to Prometheus, at {@code /metrics} of a port of its own, where one is set: nothing of them is reached through the
 * port of the pages, and nothing of the pages through this one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${sivig.metrics.port}' != ''")
class NumbersServer {

    @Bean(destroyMethod = "stop")
    HTTPServer numbers(PrometheusMeterRegistry meters, @Value("${sivig.metrics.port}") int port,
            @Value("${sivig.metrics.address}") String address) throws IOException {
        InetAddress here = InetAddress.getByName(address);
        try {
            return HTTPServer.builder().inetAddress(here).port(port).registry(meters.getPrometheusRegistry()).buildAndStart();
        } catch (IOException taken) {
            throw new StartRefusedException("The numbers cannot be told at " + new InetSocketAddress(here, port) + ".",
                    "Set SIVIG_METRICS_PORT and SIVIG_METRICS_ADDRESS to a free port of this computer, or leave the port empty.", taken);
        }
    }
}
