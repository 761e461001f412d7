package dev.headrace.runner.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.Failures;
import dev.headrace.engine.report.ConnectorProgress.Items;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.engine.report.ConnectorProgress.Wait;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.live.Progresses;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunEventsTest {
    private static final Path PAGE = Path.of("../../docs/run-events.md");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Wait WAIT = new Wait("shop", 1, Optional.of(Duration.ofMillis(1_500)), true);

    private final RunEvents events = new RunEvents("20260102T030405-7f3a", () -> NOW);

    private static List<String> kinds(List<ObjectNode> events) {
        return events.stream().map(event -> event.path("event").asString()).toList();
    }

    private static ConnectorProgress failing(String name, long total) {
        return new ConnectorProgress(
                name,
                State.RUNNING,
                0,
                1,
                0,
                new Items(1, 0, total),
                new Failures(total, List.of(Progresses.LOST, Progresses.LOST)),
                "",
                Optional.of(WAIT),
                "");
    }

    private static RunReport report(String sentence) {
        OutcomeCounts outcomes = new OutcomeCounts(3, Map.of(ItemOutcome.SUCCEEDED, 2L, ItemOutcome.FAILED, 1L), 0);
        ConnectorReport shop = new ConnectorReport(
                "shop",
                "rest",
                outcomes,
                12,
                5,
                1,
                Duration.ofSeconds(7),
                Map.of(),
                Map.of(),
                Optional.of("given up"),
                List.of());
        return new RunReport(
                NOW,
                Optional.of(NOW),
                Duration.ofSeconds(8),
                List.of(shop),
                List.of(),
                List.of(Progresses.SLEEP),
                Optional.empty(),
                List.of(),
                Optional.of("the store broke"),
                true,
                sentence,
                List.of(),
                List.of());
    }

    /** One of each kind, with everything that one can have. */
    private List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        all.add(events.started("0.1.0"));
        all.addAll(events.look(Progresses.at(Duration.ofSeconds(75))));
        all.addAll(events.look(Progresses.of(Duration.ofSeconds(76), failing("desk", 9))));
        all.add(events.ended(report("8 s")));
        all.add(events.reportWritten(Path.of("report.html")));
        return all;
    }

    @Test
    void whatHasHappenedIsToldOnceAndTheProgressEachTime() {
        Progress progress = Progresses.at(Duration.ofSeconds(75));
        assertThat(kinds(events.look(progress)))
                .containsExactly(
                        "blocked", "throttled", "item-failed", "connector-ended", "connector-ended", "progress");
        assertThat(kinds(events.look(progress))).containsExactly("progress");
    }

    @Test
    void failuresThatWereNotKeptAreCounted() {
        events.look(Progresses.of(Duration.ofSeconds(1), failing("shop", 1)));
        List<ObjectNode> later = events.look(Progresses.of(Duration.ofSeconds(2), failing("shop", 10)));
        assertThat(kinds(later)).containsExactly("failures-left-out", "item-failed", "item-failed", "progress");
        assertThat(later.get(0).path("items").asLong()).isEqualTo(7);
    }

    @Test
    void anEventIsOneLineOfJsonWhateverIsInItsTexts() {
        String nasty = "\"\\\n\r\u2028\u0000\u001b[31m</script>\ud83d\ude00\ud83d";
        ObjectNode ended = events.ended(report(nasty));
        assertThat(ended.toString()).doesNotContain("\n", "\r", "\u0000", "\u001b");
        assertThat(new JsonMapper().readTree(ended.toString()).path("sentence").asString())
                .isEqualTo(nasty);
        for (ObjectNode event : all()) {
            assertThat(new JsonMapper().readTree(event.toString()))
                    .isEqualTo(new JsonMapper().readTree(event.toString()));
            assertThat(event.toString().lines()).hasSize(1);
        }
    }

    @Test
    void theEndHasOutcomesSentenceAndExitCode() {
        ObjectNode ended = events.ended(report("8 s"));
        assertThat(ended.path("status").asString()).isEqualTo("failed");
        assertThat(ended.path("exitCode").asInt()).isEqualTo(1);
        assertThat(ended.path("outcomes").path("succeeded").asLong()).isEqualTo(2);
        assertThat(ended.path("durationMs").asDouble()).isEqualTo(8_000);
    }

    @Test
    void everyEventAndEveryFieldIsDocumentedAndNothingElse() throws IOException {
        Map<String, Set<String>> sent = new TreeMap<>();
        for (ObjectNode event : all()) {
            paths("", event, sent.computeIfAbsent(event.path("event").asString(), kind -> new TreeSet<>()));
        }
        assertThat(sent.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EventKind.values()).map(EventKind::text).toList());
        sent.values().forEach(fields -> fields.removeAll(Set.of("event", "run", "at")));
        assertThat(documented()).isEqualTo(sent);
    }

    private static void paths(String prefix, JsonNode json, Set<String> into) {
        json.properties().forEach(field -> {
            String path = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isArray()) {
                into.add(path + "[]");
                value.forEach(element -> paths(path + "[].", element, into));
            } else if (value.isObject()) {
                paths(path + ".", value, into);
            } else {
                into.add(path);
            }
        });
    }

    /** The first column of each event's table. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> fields = new TreeMap<>();
        for (String section : Files.readString(PAGE).split("\n## `", -1)) {
            if (section.startsWith("#")) {
                continue;
            }
            fields.put(
                    section.substring(0, section.indexOf('`')),
                    Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                            .matcher(section)
                            .results()
                            .map((MatchResult row) -> row.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return fields;
    }
}
