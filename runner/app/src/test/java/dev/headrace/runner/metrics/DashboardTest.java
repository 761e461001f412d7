package dev.headrace.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.Service;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.serve.ServeEvents;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The dashboard asks for metrics that there are, by labels that they have. */
class DashboardTest {
    private static final Path DASHBOARD = Path.of("../../docs/grafana/headrace.json");
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:headrace|jvm|process|system)_[a-z_]+)\\b(?:\\{([^}]*)\\})?");
    private static final Pattern SELECTED = Pattern.compile("([a-z_]+)\\s*(?:=~|!=|!~|=)");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z_]+)}}");

    @TempDir
    private Path directory;

    /** An expression with the label names that its legend shows. */
    private record Query(String expression, String legend) {}

    private static List<Query> queries() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        target.get("expr").asString(),
                        target.get("legendFormat").asString()));
            }
        }
        for (JsonNode variable : dashboard.get("templating").get("list")) {
            if (variable.has("definition")) {
                Matcher asked = Pattern.compile("label_values\\((.*), (.*)\\)")
                        .matcher(variable.get("definition").asString());
                assertThat(asked.matches()).isTrue();
                queries.add(new Query(asked.group(1), "{{" + asked.group(2) + "}}"));
            }
        }
        return queries;
    }

    /** All that is told when everything has happened once. */
    private Exposition everything() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/good", Reply.json("[{\"id\":1}]"))
                        .route("/bad", Reply.status(503))
                        .start();
                Metrics metrics = Metrics.start()) {
            Path file = Files.writeString(directory.resolve("headrace.conf"), """
                    limits.shop { permits = 1000, per = 1m }
                    connectors.good { connector = rest, base-url = "%1$s", under = [shop], streams.s { path = "/good" } }
                    connectors.bad {
                      connector = rest, base-url = "%1$s", http { attempts = 2 }, streams.s { path = "/bad" }
                    }
                    engine.attempts = 1
                    """.formatted(upstream.uri()));
            ServeEvents events = metrics.serving();
            try (Engine engine = Engine.load(file, Map.of(), DashboardTest.class.getClassLoader())) {
                engine.observe(metrics);
                try (Service service = engine.serve(fatal -> {})) {
                    for (String instance : engine.instances()) {
                        Instant due = Instant.parse("2026-11-23T03:00:00Z");
                        Run run = service.collect(instance);
                        events.started(instance, due, 2, run);
                        events.refused(instance, 1);
                        RunReport report = run.report().toCompletableFuture().get(120, TimeUnit.SECONDS);
                        events.ended(instance, report, Optional.of(due.plus(Duration.ofHours(1))));
                    }
                }
            }
            // The garbage collector's pauses are known after the first.
            System.gc();
            return Exposition.of(awaitPause(metrics));
        }
    }

    private static String awaitPause(Metrics metrics) {
        String text = metrics.text();
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!text.contains("jvm_gc_pause_seconds_sum")) {
            assertThat(System.nanoTime()).as("a pause is told").isLessThan(giveUp);
            Thread.onSpinWait();
            text = metrics.text();
        }
        return text;
    }

    @Test
    void everyMetricOfTheDashboardIsToldWithTheLabelsThatItAsksFor() throws Exception {
        Exposition told = everything();
        List<Query> queries = queries();
        assertThat(queries).hasSizeGreaterThan(30);
        for (Query query : queries) {
            Matcher metric = METRIC.matcher(query.expression());
            boolean any = false;
            while (metric.find()) {
                any = true;
                String name = metric.group(1);
                assertThat(told.has(name)).as("%s in %s", name, query).isTrue();
                assertThat(told.labelsOf(name))
                        .as("labels of %s in %s", name, query)
                        .containsAll(labels(metric, query));
            }
            assertThat(any).as("%s", query).isTrue();
        }
        assertThat(told.value("headrace_serve_missed_total", "connector", "good"))
                .contains(2.0);
        assertThat(told.value("headrace_retries_total", "connector", "bad")).contains(1.0);
        assertThat(told.value("headrace_runs_total", "connector", "bad", "status", "failed"))
                .contains(1.0);
    }

    private static List<String> labels(Matcher metric, Query query) {
        Set<String> labels = new TreeSet<>();
        collect(SELECTED, metric.group(2) == null ? "" : metric.group(2), labels);
        Matcher grouped = GROUPED.matcher(query.expression());
        if (grouped.find()) {
            labels.addAll(List.of(grouped.group(1).split(", ")));
        }
        collect(LEGEND, query.legend(), labels);
        return List.copyOf(labels);
    }

    private static void collect(Pattern pattern, String text, Set<String> labels) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
    }

    @Test
    void everyMetricIsDocumented() throws IOException {
        String page = Files.readString(Path.of("../../docs/serving.md"));
        for (Metric metric : Metric.values()) {
            String name = metric.id().replace('.', '_');
            // Of neighbours with the same beginning only the rest is written out.
            String rest = name.replaceFirst("^headrace_budget", "");
            assertThat(page.contains("`" + name) || page.contains("`" + rest))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void everyMetricIsOnTheDashboard() throws IOException {
        String all = queries().toString();
        for (Metric metric : Metric.values()) {
            assertThat(all).contains(metric.id().replace('.', '_'));
        }
    }
}
