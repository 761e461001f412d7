package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which item starts when, and how many at once. */
class SchedulingTest {
    @TempDir
    Path directory;

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Map<String, Integer> started = new ConcurrentHashMap<>();

    @Test
    void neverMoreItemsAreUnderWayThanTheInstanceMayHave() {
        ScriptedProvider.register("wide", Script.items(500, this::offloaded));
        RunReport report = run("wide", 7);

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(most).hasValueBetween(2, 7);
        assertThat(started)
                .hasSize(500)
                .allSatisfy((item, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void whatFollowsAnItemIsDoneBeforeItsSiblings() {
        AtomicInteger waiting = new AtomicInteger(500);
        AtomicInteger mostWaiting = new AtomicInteger();
        ScriptedProvider.register("deep", Script.items(500, (item, context) -> {
            Step step = Step.empty();
            String path = item.arg("n");
            if (path.length() < 5) {
                children(step, path + "/");
            }
            mostWaiting.accumulateAndGet(waiting.addAndGet(step.followUps().size() - 1), Math::max);
            return CompletableFuture.completedFuture(step);
        }));
        RunReport report = run("deep", 1);

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(waiting).hasValue(0);
        // Breadth first, 2,000 would wait. It is not 500 and a few, because half a window and the steps on their way
        // into the
        // store, 64, are begun before the first follow-ups are back, on each of two levels.
        assertThat(mostWaiting).hasValueLessThan(1_300);
    }

    @Test
    void aFrontierFarLargerThanTheWindowIsDoneOnce() {
        ScriptedProvider.register(
                "huge",
                Script.of(cursors -> Step.empty().then(WorkItem.of("list").with("path", "")), (item, context) -> {
                    started.merge(item.toString(), 1, Integer::sum);
                    boolean list =
                            item.kind().equals("list") && item.arg("path").length() < 2;
                    return CompletableFuture.completedFuture(list ? lists(item.arg("path")) : Step.empty());
                }));
        RunReport report = run("huge", 16);

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        // One list of ten lists of ten, each of the eleven that are not leaves with a thousand leaves beside.
        assertThat(report.outcomes().planned()).isEqualTo(1 + 10 + 100 + 11 * 1_000);
        assertThat(report.outcomes().balanced()).isTrue();
        assertThat(started)
                .hasSize(11_111)
                .allSatisfy((item, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void moreItemsThanTheWindowMayWaitToBeTriedAgain() {
        int items = 1_000;
        ScriptedProvider.register("retrying", Script.items(items, (item, context) -> {
            started.merge(item.toString(), 1, Integer::sum);
            if (context.attempt() == 1) {
                throw new TransientException("busy", Duration.ofMillis(100), null);
            }
            return CompletableFuture.completedFuture(Step.empty());
        }));
        RunReport report = run("retrying", 16);

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(report.outcomes().planned()).isEqualTo(items);
        assertThat(started)
                .hasSize(items)
                .allSatisfy((item, times) -> assertThat(times).isEqualTo(2));
    }

    private CompletionStage<Step> offloaded(WorkItem item, StepContext context) {
        started.merge(item.toString(), 1, Integer::sum);
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return context.blocking(() -> 1).thenApply(done -> {
            underWay.decrementAndGet();
            return Step.empty();
        });
    }

    private static void children(Step step, String path) {
        for (int child = 0; child < 3; child++) {
            step.then(WorkItem.of("item").with("n", path + child));
        }
    }

    private static Step lists(String path) {
        Step step = Step.empty();
        for (int n = 0; n < 1_000; n++) {
            step.then(WorkItem.of("leaf").with("path", path + "/" + n));
        }
        for (int n = 0; n < 10; n++) {
            step.then(WorkItem.of("list").with("path", path + n));
        }
        return step;
    }

    private RunReport run(String script, int concurrency) {
        return new RunDirectory(directory)
                .configure("connectors { %s { connector = scripted, script = %s, concurrency = %d } }"
                        .formatted(script, script, concurrency))
                .collect();
    }
}
