package dev.headrace.engine;

import dev.headrace.engine.config.ConnectorInstance;
import dev.headrace.engine.config.HttpOptions;
import dev.headrace.engine.config.RunConfig;
import dev.headrace.engine.discovery.DiscoveredConnector;
import dev.headrace.engine.discovery.Discovery;
import dev.headrace.engine.http.ExchangeBounds;
import dev.headrace.engine.http.UpstreamSettings;
import dev.headrace.engine.http.Way;
import dev.headrace.engine.run.OnBlock;
import dev.headrace.engine.run.OpenConnector;
import dev.headrace.engine.run.UnopenedConnector;
import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances of a configuration, opened by their providers. One that breaks does not keep the others from running; one that
 * finds its configuration wrong does, since nobody wants half of what was meant.
 *
 * @param opened ready to run
 * @param failed those whose provider broke
 */
record Openings(List<OpenConnector> opened, List<UnopenedConnector> failed) {
    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    private record Context(String instance, Logger log) implements ConnectorContext {}

    /** @throws ConfigException with the problems that all providers found */
    static Openings open(RunConfig config, Discovery discovery) {
        List<OpenConnector> opened = new ArrayList<>();
        List<UnopenedConnector> failed = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (ConnectorInstance instance : config.connectors().values()) {
            // The check of the configuration has found it.
            DiscoveredConnector connector =
                    Objects.requireNonNull(discovery.connectors().get(instance.connector()), instance.connector());
            try {
                opened.add(connector.call(provider -> open(provider, instance, connector, config)));
            } catch (ConfigException wrong) {
                wrong.problems().forEach(problem -> problems.add(hidden(problem, config)));
            } catch (Throwable broken) {
                String text = config.redaction().hide(broken.toString());
                LOG.error("'{}' cannot be opened: {}", instance.name(), text);
                failed.add(new UnopenedConnector(instance.name(), instance.connector(), "cannot be opened: " + text));
            }
        }
        if (!problems.isEmpty()) {
            new Openings(opened, failed).close();
            throw new ConfigException(problems);
        }
        return new Openings(opened, failed);
    }

    /** What is allowed, can be told only with the connectors open, and is still worth a look; one line each. */
    List<String> notes(RunConfig config) {
        Set<String> declared = opened.stream()
                .flatMap(one -> one.limits().stream())
                .map(Limit::name)
                .collect(Collectors.toUnmodifiableSet());
        return config.unusedLimits(declared).stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    /** A connector may quote the value that it finds wrong. */
    private static ConfigProblem hidden(ConfigProblem problem, RunConfig config) {
        return new ConfigProblem(
                problem.path(), problem.origin(), config.redaction().hide(problem.message()));
    }

    private static OpenConnector open(
            ConnectorProvider provider, ConnectorInstance instance, DiscoveredConnector found, RunConfig config) {
        List<ConfigProblem> problems = new ArrayList<>();
        List<Limit> limits = asked(() -> List.copyOf(provider.limits(instance.config())), problems);
        Auth auth = asked(() -> provider.auth(instance.config()), problems);
        Way way = asked(() -> way(instance), problems);
        Connector connector = asked(() -> provider.open(instance.config(), context(instance)), problems);
        if (!problems.isEmpty()) {
            close(instance.name(), connector);
            throw new ConfigException(problems);
        }
        Objects.requireNonNull(limits, "limits returned null instead of a list");
        Objects.requireNonNull(auth, "auth returned null instead of a credential");
        Objects.requireNonNull(way, "asked returns null with a problem only");
        Objects.requireNonNull(connector, "open returned null instead of a connector");
        UpstreamSettings upstream = UpstreamSettings.of(
                        instance.name(), instance.connector(), baseUrl(instance.config(), found))
                .auth(auth)
                .limits(names(instance, limits))
                .bounds(bounds(instance.http(), config))
                .way(way);
        return new OpenConnector(
                connector,
                instance.concurrency(),
                OnBlock.valueOf(instance.onBlock().toUpperCase(Locale.ROOT)),
                instance.standing(),
                upstream,
                limits,
                provider.getClass().getPackageName(),
                found.loader());
    }

    /** What only this operator knows of is broader than what the connector's author knows. */
    private static List<String> names(ConnectorInstance instance, List<Limit> declared) {
        return Stream.concat(instance.under().stream(), declared.stream().map(Limit::name))
                .distinct()
                .toList();
    }

    /** One thing that a provider makes of a configuration; the others are asked for even if it finds something wrong. */
    private static <T> @Nullable T asked(Supplier<@Nullable T> one, List<ConfigProblem> problems) {
        try {
            return one.get();
        } catch (ConfigException wrong) {
            wrong.problems().stream()
                    .filter(problem -> !problems.contains(problem))
                    .forEach(problems::add);
            return null;
        }
    }

    private static ConnectorContext context(ConnectorInstance instance) {
        return new Context(instance.name(), LoggerFactory.getLogger("headrace." + instance.name()));
    }

    private static @Nullable URI baseUrl(ConnectorConfig config, DiscoveredConnector found) {
        boolean known = found.configSpec().option("base-url").isPresent();
        return known && config.has("base-url") ? config.uri("base-url") : null;
    }

    /** @throws ConfigException if certificates, keys or proxy cannot be used, saying why */
    private static Way way(ConnectorInstance instance) {
        try {
            return Way.of(instance.http().way());
        } catch (IllegalArgumentException unusable) {
            String path = "connectors." + instance.name() + ".http";
            String message = unusable.getMessage() + ".";
            throw new ConfigException(
                    new ConfigProblem(path, instance.http().way().origin(), message));
        }
    }

    private static ExchangeBounds bounds(HttpOptions http, RunConfig config) {
        return new ExchangeBounds(
                http.attemptTimeout(),
                config.engine().requestTimeout(),
                http.attempts(),
                http.throttles(),
                (int) Math.min(Integer.MAX_VALUE, http.maxBodyBytes()),
                http.maxRatio());
    }

    /** Closes what was opened; a failure is only logged. */
    void close() {
        opened.forEach(open -> close(open.name(), open.connector()));
    }

    private static void close(String name, @Nullable Connector connector) {
        try {
            if (connector != null) {
                connector.close();
            }
        } catch (Exception failure) {
            LOG.warn("closing '{}' failed", name, failure);
        }
    }
}
