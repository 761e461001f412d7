package dev.headrace.runner.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.HeadraceProcess;
import dev.headrace.testkit.upstream.demo.DemoSize;
import dev.headrace.testkit.upstream.demo.DemoUpstreams;
import dev.headrace.testkit.upstream.demo.UpstreamKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code demo} as a user starts it, with fewer pages. */
class DemoRunTest {
    private static final int PAGES = 12;
    private static final Map<String, List<Long>> HELD = new TreeMap<>();

    @TempDir
    private Path directory;

    @BeforeAll
    static void theUpstreamsHoldTheSameInEveryProcess() {
        DemoSize size = DemoSize.DEFAULT;
        try (DemoUpstreams same =
                DemoUpstreams.start(new DemoSize(PAGES, size.pageSize(), Duration.ZERO, size.seed()))) {
            for (UpstreamKind kind : UpstreamKind.values()) {
                HELD.put(kind.label(), same.get(kind).ids().boxed().toList());
            }
        }
    }

    private HeadraceProcess demo(int latencyMillis, String... more) {
        List<String> size = List.of("demo", "--pages", "" + PAGES, "--latency-ms", "" + latencyMillis);
        return HeadraceProcess.start(
                directory, Stream.concat(size.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private HeadraceProcess.Ended whole(int latencyMillis, String... more) {
        try (HeadraceProcess demo = demo(latencyMillis, more)) {
            HeadraceProcess.Ended ended = demo.await();
            assertThat(ended.code()).as(ended.toString()).isZero();
            return ended;
        }
    }

    /** The ids in all files, in ascending order, by instance. */
    private Map<String, List<Long>> collected() {
        Map<String, List<Long>> ids = new TreeMap<>();
        try (Stream<Path> instances = Files.list(directory.resolve("headrace-demo/out"))) {
            for (Path instance : instances.toList()) {
                ids.put(instance.getFileName().toString(), ids(instance));
            }
            return ids;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Long> ids(Path instance) throws IOException {
        JsonMapper json = new JsonMapper();
        try (Stream<Path> streams = Files.list(instance)) {
            return Files.readAllLines(streams.findFirst().orElseThrow()).stream()
                    .map(line -> json.readTree(line))
                    .map(DemoRunTest::id)
                    .sorted()
                    .toList();
        }
    }

    private static Long id(JsonNode record) {
        return Long.valueOf(record.path("id").asString().replace("urn:demo:", ""));
    }

    /** True as soon as some of the records are there; nearly all are still to come. */
    private boolean begun() {
        Path out = directory.resolve("headrace-demo/out");
        try (Stream<Path> files = Files.exists(out) ? Files.walk(out) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).count() > 3;
        } catch (IOException | UncheckedIOException beingMade) {
            return false;
        }
    }

    @Test
    void everythingThatTheTwelveHoldIsCollectedAndThenNothingIsNew() {
        HeadraceProcess.Ended first = whole(10);
        assertThat(collected()).isEqualTo(HELD);
        long held = HELD.values().stream().mapToLong(List::size).sum();
        assertThat(first.out())
                .contains("Collected %,d of the %,d records that the upstreams hold.".formatted(held, held))
                .contains("Theoretical bound:", "One after another:", "Complete: ")
                // What bounded it depends on the machine; that it is told does not.
                .containsPattern("(?m)^[\\d.]+ m?s; .*`[a-z-]+` ");
        // On a machine with too much to do the watchdog tells truly of twelve connectors that wait for one another's
        // first steps.
        assertThat(first.err().lines().filter(line -> !line.contains(" StrandWatch: ")))
                .isEmpty();
        // Connector, records, requests, throttled: the upstream that bears no request too many never had to say so.
        assertThat(first.out()).containsPattern("(?m)^strict-limit +[\\d,]+ +[\\d,]+ +0 ");

        assertThat(whole(10).out()).contains("none is new since the last run");
        assertThat(collected()).isEqualTo(HELD);
    }

    @Test
    void aRunThatIsKilledInTheMiddleIsCompletedWithoutDuplicates() {
        try (HeadraceProcess killed = demo(100)) {
            killed.awaitWhileRunning(this::begun);
            killed.kill();
        }
        assertThat(whole(10).out()).contains("Went on with the run of ");
        assertThat(collected()).isEqualTo(HELD);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aRunThatIsAskedToGoEndsCleanlyAndTheNextCompletesIt(String signal) {
        try (HeadraceProcess stopped = demo(200)) {
            stopped.awaitWhileRunning(this::begun);
            stopped.signal(signal);
            HeadraceProcess.Ended ended = stopped.await();
            assertThat(ended.code()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.out())
                    .contains("Stopped: ")
                    .contains("Run again to go on.")
                    .containsPattern("(?m)^Report: .*report\\.html$");
        }
        whole(10);
        assertThat(collected()).isEqualTo(HELD);
    }

    @Test
    void aStraySleepIsNamedWithFileAndLineAndTheOthersFinish() throws IOException {
        String out = whole(10, "--stray-sleep").out();
        Matcher named = Pattern.compile(
                        "BLOCKED: 'graphql' at .* in java\\.lang\\.Thread\\.sleep, called from .*\\(Glossary\\.java:(\\d+)\\)")
                .matcher(out);
        assertThat(named.find()).as(out).isTrue();
        Path source = Path.of("src/main/java/dev/headrace/runner/demo/Glossary.java");
        assertThat(Files.readAllLines(source).get(Integer.parseInt(named.group(1)) - 1))
                .contains("Thread.sleep(");
        assertThat(out.lines().filter(line -> line.startsWith("BLOCKED: ") && line.contains("Thread.sleep")))
                .hasSize(1);
        assertThat(collected()).isEqualTo(HELD);
    }
}
