package dev.headrace.connectors.prometheus;

import dev.headrace.connectors.Account;
import dev.headrace.connectors.PerHost;
import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorInfo.Trait;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Prometheus has measured, by queries over time. */
public final class PrometheusProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("prometheus", "1.0.0", "What Prometheus has measured, by queries over time").stream(
                        "samples", PrometheusSchema.SAMPLES)
                .trait(Trait.PAGES, "spans of time, all at once; one that the server refuses as too much becomes two")
                .trait(Trait.INCREMENTAL, "from where the last run ended to the server's time")
                .trait(Trait.AUTHENTICATION, "user and password, bearer token, or none")
                .trait(Trait.PROOF, "Prometheus 2.42");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .required("queries", ConfigSpec.Type.STRING_MAP, "PromQL by name, for example { load = node_load1 }")
                .required(
                        "from", ConfigSpec.Type.STRING, "Where the first run begins, for example 2026-01-01T00:00:00Z")
                .optional("to", ConfigSpec.Type.STRING, "Where it all ends; the server's time when not given")
                .optional("step", ConfigSpec.Type.DURATION, Duration.ofMinutes(1), "The time between two points")
                .integer(
                        "points",
                        1_000,
                        1,
                        11_000,
                        "Points of a series that one request asks for at most; Prometheus gives 11,000")
                .optional("user", ConfigSpec.Type.STRING, "Who it is; goes with password")
                .secret("password", "Goes with user")
                .secret("token", "In place of user and password");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("prometheus", config)
                .concurrency(4)
                .source("Prometheus states no rate, but runs 20 queries at once for all who ask (prometheus.io,"
                        + " command line, query.max-concurrency, archived page read 2026-11-23); 4 at once, a"
                        + " fifth, is a courtesy"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        if (config.has("token")) {
            return Auth.bearer(config.secret("token"));
        }
        return Account.auth(config);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        List<ConfigProblem> problems = new ArrayList<>();
        Optional<Instant> from = instant(config, "from", problems);
        Optional<Instant> to = config.has("to") ? instant(config, "to", problems) : Optional.empty();
        if (!wholeSeconds(config.duration("step"))) {
            problems.add(config.problem("step", "must be whole seconds, at least 1s"));
        }
        problems.addAll(Account.problems(config));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        Spans spans = new Spans(config.duration("step").toSeconds(), config.integer("points"));
        return new Prometheus(config.stringMap("queries"), from.orElseThrow(), to, spans);
    }

    private static boolean wholeSeconds(Duration step) {
        return step.toSeconds() >= 1 && step.equals(Duration.ofSeconds(step.toSeconds()));
    }

    private static Optional<Instant> instant(ConnectorConfig config, String key, List<ConfigProblem> problems) {
        try {
            return Optional.of(Instant.parse(config.string(key)));
        } catch (DateTimeParseException e) {
            problems.add(
                    config.problem(key, "'%s' is no time such as 2026-01-01T00:00:00Z".formatted(config.string(key))));
            return Optional.empty();
        }
    }
}
