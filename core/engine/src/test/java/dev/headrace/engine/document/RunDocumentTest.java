package dev.headrace.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Assignment;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.record.AttemptPhases;
import dev.headrace.engine.record.AttemptResult;
import dev.headrace.engine.record.RecordedAttempt;
import dev.headrace.engine.record.Recorder;
import dev.headrace.engine.report.AbandonedStage;
import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.BudgetUse;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.PathStep;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.StreamReport;
import dev.headrace.engine.report.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunDocumentTest {
    private static final Path PAGE = Path.of("../../docs/run-json.md");
    private static final Pattern KEY = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Duration TIME = Duration.ofNanos(1_234_567_000);
    private static final Instant START = Instant.parse("2026-11-23T02:41:48Z");

    /** A run of which everything is known that can be. */
    private static RunFacts facts() {
        Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
        Arrays.stream(Phase.values()).forEach(phase -> phases.put(phase, TIME));
        OutcomeCounts outcomes = new OutcomeCounts(2, Map.of(ItemOutcome.FAILED, 1L, ItemOutcome.SUCCEEDED, 1L), 3);
        StreamReport stream = new StreamReport(
                "pages", 2, 10, 4, 1, false, phases, new StreamReport.Durations(TIME, TIME, TIME, TIME));
        ConnectorReport connector = new ConnectorReport(
                "shop",
                "rest",
                outcomes,
                10,
                4,
                1,
                TIME,
                phases,
                Map.of("hourly", new LimitWait(3, TIME)),
                Optional.of("it was given up"),
                List.of(stream));
        RunReport report = new RunReport(
                START,
                Optional.of(START.minusSeconds(60)),
                TIME,
                List.of(connector),
                List.of(new FailedItem(
                        "shop",
                        "page{n=1}",
                        ItemOutcome.FAILED,
                        3,
                        "answered 404" + FailedItem.ANSWER + "no such page")),
                List.of(finding()),
                Optional.empty(),
                List.of(new AbandonedStage(
                        "shop", "page{n=1}", "GET /x", AbandonedStage.Fate.FAILED, "why", Optional.of("a line"), 2)),
                Optional.of("the disk is full"),
                true,
                "It took long.",
                List.of(new PathStep("shop", "pages", Phase.BUDGET, "hourly", TIME)),
                List.of(new WhatIf("shop", Phase.BUDGET, "hourly", TIME, "shop waits", "raise it")));
        return new RunFacts(
                "20261123T024148-7f3a",
                "0.1.0",
                new RunFacts.Configuration("collect.conf", "engine {\n}"),
                report,
                List.of(budget()),
                recording().end(2_500_000_000L));
    }

    private static Finding finding() {
        StackTraceElement frame = new StackTraceElement("com.acme.TokenCache", "refresh", "TokenCache.java", 57);
        StackTraceElement sleep = new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 1);
        Site site = Site.of(List.of(sleep, frame), one -> one.getClassName().startsWith("com.acme"));
        Assignment work = new Assignment("shop", "page{n=1}");
        return new Finding(Verdict.WAIT, Detector.values()[0], site, "headrace-carrier-1", work, TIME, 7);
    }

    private static BudgetUse budget() {
        return new BudgetUse(
                "hourly",
                List.of("5000 per 1h"),
                BudgetReport.Origin.DECLARED,
                "a page of the vendor",
                List.of("shop"),
                4,
                3,
                TIME,
                1,
                List.of(new BudgetUse.Pause(TIME, TIME, "the upstream refused")));
    }

    private static Recorder recording() {
        Recorder recorder = Recorder.of(0);
        AttemptPhases phases = new AttemptPhases(1_500_000, 0, 0, 0, 0, 2_000_000, 0, 0);
        recorder.track("shop").departs(1_000_000_000);
        recorder.track("shop").arrives(1_000_000_000, 1_500_000_000);
        recorder.track("shop")
                .add(
                        new RecordedAttempt(1_001_234_567, "hourly", phases, 200, 1, AttemptResult.OK, 9_999_999_999L),
                        () -> "/x?token=sesame");
        recorder.look(1_000_000_000, name -> 2);
        return recorder;
    }

    private static JsonNode document(UnaryOperator<String> redact) {
        return JsonMapper.shared().readTree(Documents.of(facts(), redact).json());
    }

    /** The keys of a document, with free names and the elements of arrays as the page writes them. */
    private static void keys(String prefix, JsonNode node, Set<String> into) {
        if (node.isArray() && !node.isEmpty()) {
            node.forEach(element -> keys(prefix + "[]", element, into));
        } else if (node.isObject()) {
            node.propertyStream().forEach(key -> keys(step(prefix, key.getKey()), key.getValue(), into));
        } else {
            assertThat(node.isContainer())
                    .as("%s is empty, so its keys are not seen", prefix)
                    .isFalse();
            into.add(prefix);
        }
    }

    private static String step(String prefix, String key) {
        String name = prefix.endsWith(".timeMs") || prefix.equals("timeMs")
                ? "PHASE"
                : prefix.matches("series\\.\\w+|.*\\.waits(Ms)?") ? "NAME" : key;
        return prefix.isEmpty() ? name : prefix + "." + name;
    }

    @Test
    void everyKeyIsDocumentedAndNoneIsThatIsNotThere() throws IOException {
        Set<String> written = new TreeSet<>();
        keys("", document(UnaryOperator.identity()), written);
        String page = Files.readString(PAGE);
        Set<String> documented =
                KEY.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(written);
    }

    @Test
    void everyPhaseIsDocumentedInItsOrder() throws IOException {
        String section = Files.readString(PAGE).split("## Phases\n", -1)[1];
        List<String> documented = Pattern.compile("`([^`]+)`")
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(documented)
                .isEqualTo(Arrays.stream(Phase.values()).map(Phase::text).toList());
    }

    @Test
    void everyResultIsDocumented() throws IOException {
        Matcher row = Pattern.compile("`exchanges\\.results\\[]` \\| text \\| (.*) \\|")
                .matcher(Files.readString(PAGE));
        assertThat(row.find()).isTrue();
        assertThat(row.group(1))
                .contains(Arrays.stream(AttemptResult.values())
                        .map(result -> "`" + result.text() + "`")
                        .toList());
    }

    @Test
    void timesAreMillisecondsWithAtMostThreeDecimals() {
        JsonNode json = document(UnaryOperator.identity());
        assertThat(json.get("durationMs").doubleValue()).isEqualTo(1_234.567);
        assertThat(json.at("/exchanges/startMs/0").doubleValue()).isEqualTo(1_001.234);
        assertThat(json.at("/exchanges/budgetMs/0").toString()).isEqualTo("1.5");
        assertThat(json.at("/exchanges/firstByteMs/0").toString()).isEqualTo("2");
        assertThat(json.at("/exchanges/bytes/0").longValue()).isEqualTo(9_999_999_999L);
        assertThat(json.at("/series/inFlight/shop").toString()).isEqualTo("[0.5,0,0]");
        assertThat(json.at("/series/sent/shop").toString()).isEqualTo("[1,0,0]");
        assertThat(json.get("started").stringValue()).isEqualTo("2026-11-23T02:41:48Z");
    }

    @Test
    void noTextComesPastTheRedaction() {
        JsonNode json = document(text -> text.replace("sesame", "******").replace("collect", "******"));
        assertThat(json.at("/exchanges/target/0").stringValue()).isEqualTo("/x?token=******");
        assertThat(json.at("/configuration/file").stringValue()).isEqualTo("******.conf");
    }

    @Test
    void aFailedItemSaysHowTheAnswerBegan() {
        JsonNode json = document(UnaryOperator.identity());
        assertThat(json.at("/failed/0/answer").stringValue()).isEqualTo("no such page");
        assertThat(json.at("/blocking/0/site").stringValue()).isEqualTo("TokenCache.java:57");
        assertThat(json.at("/blocking/0/call").stringValue()).isEqualTo("java.lang.Thread.sleep");
    }
}
