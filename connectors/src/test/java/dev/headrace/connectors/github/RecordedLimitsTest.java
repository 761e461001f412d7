package dev.headrace.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.Recordings;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub's ways to say "slow down", as they were recorded in WireMock mappings beside the repository. Slow, because what they
 * ask for is seconds, and waiting is what is tested.
 */
@Tag("slow")
@Tag("recorded")
class RecordedLimitsTest {
    private static final String NONE = "none";
    // {{now offset='8 seconds' timezone='GMT' format='EEE, dd MMM yyyy HH:mm:ss z'}} or format='unix'
    private static final Pattern TIME = Pattern.compile(
            "\\{\\{(?:now|testStartDate)(?: offset='(-?\\d+) (seconds|minutes|hours)')?[^}]*?(unix)?'}}");

    @TempDir
    private Path directory;

    /** The answers that refuse, by the name of their recording. Those called Fail ask for half a minute and add nothing. */
    static List<String> refusals() throws IOException {
        Path recordings = Recordings.place("github");
        if (!Files.isDirectory(recordings)) {
            return List.of(NONE);
        }
        try (Stream<Path> files = Files.walk(recordings)) {
            return files.map(file -> recordings.relativize(file).toString())
                    .filter(file -> file.matches(".*Wait.*/mappings/2-.*\\.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void theLimitIsWaitedForAndNothingIsLost(String recording) throws IOException {
        Path recordings = Recordings.folder("github");
        JsonNode refusal = new JsonMapper()
                .readTree(Files.readAllBytes(recordings.resolve(recording)))
                .path("response");
        assertThat(refusal.path("status").intValue()).isIn(403, 429);
        AtomicInteger requests = new AtomicInteger();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route(
                        "/repos/mill/race/issues",
                        request -> requests.getAndIncrement() == 0
                                ? recorded(refusal)
                                : Reply.json("[{\"id\":100,\"number\":1,\"updated_at\":\"2026-01-01T00:00:00Z\"}]"))
                .start()) {
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole("""
                    connectors.github { base-url = "%s", repositories = [mill/race], streams = [issues] }
                    """.formatted(upstream.uri()));
            assertThat(collector.numbers("github", "issues", "number")).containsExactly(1);
            assertThat(report.connectors().get(0).throttles()).isEqualTo(1);
            assertThat(requests).hasValue(2);
        }
    }

    private static Reply recorded(JsonNode response) {
        Reply reply = Reply.json(response.path("body").asString())
                .withStatus(response.path("status").intValue());
        for (var field : response.path("headers").properties()) {
            for (JsonNode value : field.getValue().isArray() ? field.getValue().values() : List.of(field.getValue())) {
                reply = reply.andHeader(field.getKey(), rendered(value.asString()));
            }
        }
        return reply;
    }

    private static String rendered(String template) {
        Matcher matcher = TIME.matcher(template);
        if (!matcher.matches()) {
            return template;
        }
        Instant time = matcher.group(1) == null
                ? Instant.now()
                : Instant.now()
                        .plus(
                                Long.parseLong(matcher.group(1)),
                                ChronoUnit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)));
        return matcher.group(3) == null
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))
                : String.valueOf(time.getEpochSecond());
    }
}
