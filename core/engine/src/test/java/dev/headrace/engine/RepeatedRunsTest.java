package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one run leaves to the next: cursors, failed items, validators. */
class RepeatedRunsTest {
    @TempDir
    Path directory;

    /** What the connector {@code scopes} did, in order. */
    private final List<String> done = new CopyOnWriteArrayList<>();

    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private RunDirectory runs;

    @BeforeEach
    void configure() {
        ScriptedProvider.register("scopes", Script.of(this::plan, this::collect));
        runs = new RunDirectory(directory)
                .configure("connectors { scopes { connector = scripted, script = scopes, concurrency = 1 } }");
    }

    /** Two scopes, {@code a} and {@code b}, each with a root and two leaves. */
    private Step plan(Cursors cursors) {
        done.add("plan after a=%s b=%s"
                .formatted(cursors.get("a").orElse(""), cursors.get("b").orElse("")));
        return Step.empty()
                .then(root("a", cursors).inScope("a"))
                .then(root("b", cursors).inScope("b"));
    }

    private static WorkItem root(String scope, Cursors cursors) {
        return WorkItem.of("root")
                .with("scope", scope)
                .with("since", cursors.get(scope).orElse("0"));
    }

    private CompletionStage<Step> collect(WorkItem item, StepContext context) {
        String name = item.arg("scope") + item.optionalArg("leaf").orElse("");
        done.add(name);
        if (broken.contains(name)) {
            throw new PermanentException(name + " is broken");
        }
        int since = Integer.parseInt(item.arg("since"));
        Step step = Step.empty().cursor(Integer.toString(since + 10));
        if (item.kind().equals("root")) {
            WorkItem leaf = WorkItem.of("leaf").with("scope", item.arg("scope")).with("since", since);
            step.then(leaf.with("leaf", 1)).then(leaf.with("leaf", 2));
        }
        return CompletableFuture.completedFuture(step);
    }

    @Test
    void aCursorAdvancesOnlyWhenItsScopeHasDrainedWithoutAFailure() throws Exception {
        broken.add("b2");
        RunReport report = runs.collect();

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.outcomes().balanced()).isTrue();
        assertThat(runs.cursors()).containsExactly("a=10");
    }

    @Test
    void theNextRunTriesFirstWhatFailedAndThenGoesOnFromTheHealedCursor() throws Exception {
        broken.add("b2");
        runs.collect();
        broken.clear();
        done.clear();
        RunReport report = runs.collect();

        assertThat(done).startsWith("b2", "plan after a=10 b=10").hasSize(8);
        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(report.outcomes().balanced()).isTrue();
        assertThat(report.outcomes().planned()).isEqualTo(7);
        assertThat(runs.cursors()).containsExactly("a=20", "b=20");
    }

    @Test
    void retryDoesOnlyWhatFailed() throws Exception {
        broken.add("a1");
        broken.add("b2");
        runs.collect();
        broken.remove("b2");
        done.clear();
        RunReport report = runs.retry();

        assertThat(done).containsExactlyInAnyOrder("a1", "b2");
        assertThat(report.outcomes().balanced()).isTrue();
        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.item()).contains("scope=a");
            assertThat(failed.attempts()).isEqualTo(2);
        });
        assertThat(runs.cursors()).containsExactly("b=10");
    }

    @Test
    void retryOfARunWithoutFailuresHasNothingToDo() {
        runs.collect();
        done.clear();
        RunReport report = runs.retry();

        assertThat(done).isEmpty();
        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(report.outcomes().balanced()).isTrue();
    }

    @Test
    void aSecondRunFindsNothingNew() throws Exception {
        try (NestedUpstream upstream = NestedUpstream.start(2)) {
            runs.configure("connectors { nested { base-url = \"%s\" } }".formatted(upstream.address()));
            assertThat(runs.collect().records()).isEqualTo(upstream.records());
            List<String> cursors = runs.cursors();
            RunReport second = runs.collect();

            assertThat(second.status()).isEqualTo(RunStatus.COMPLETE);
            // The list of repositories has no cursor, and is read again.
            assertThat(second.records()).isEqualTo(NestedUpstream.REPOSITORIES);
            assertThat(runs.lines())
                    .filteredOn(line -> line.contains("/issues.jsonl"))
                    .doesNotHaveDuplicates();
            assertThat(runs.cursors()).isEqualTo(cursors).hasSize(NestedUpstream.REPOSITORIES);
        }
    }

    @Test
    void aConditionalCallIsAnsweredWithNotModifiedInTheSecondRun() {
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/feed", RepeatedRunsTest::feed).start()) {
            ScriptedProvider.register(
                    "feed",
                    Script.items(
                            1,
                            (item, context) -> context.http()
                                    .send(HttpCall.get("/feed").conditional())
                                    .thenApply(
                                            reply -> Step.empty().emitAll("feed", "id", Pages.elements(reply, "")))));
            runs.configure("connectors { feed { connector = scripted, script = feed, base-url = \"%s\" } }"
                    .formatted(upstream.uri()));

            assertThat(runs.collect().records()).isEqualTo(2);
            RunReport second = runs.collect();
            assertThat(second.records()).isZero();
            assertThat(second.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().answered(304)).isEqualTo(1);
            assertThat(runs.collect().records()).isZero();
            assertThat(upstream.traffic().answered(304)).isEqualTo(2);
        }
    }

    private static Reply feed(ReceivedRequest request) {
        boolean known = request.header("If-None-Match").equals(Optional.of("\"v1\""));
        Reply reply = known ? Reply.status(304) : Reply.json("[{\"id\":1},{\"id\":2}]");
        return reply.withHeader("ETag", "\"v1\"");
    }

    @Test
    void anEndlessPaginationEndsInOneClearFailure() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{\"all\":[{\"id\":1}],\"next\":\"/pages\"}"))) {
            ScriptedProvider.register(
                    "pages",
                    Script.of(
                            cursors -> Step.empty().then(WorkItem.of("pages").with(Pages.URL, "/pages?first")),
                            (item, context) -> context.http()
                                    .get(item.arg(Pages.URL))
                                    .thenApply(
                                            reply -> Pages.nextUrl("/next").step(item, reply, "pages", "/all", "id"))));
            runs.configure("connectors { pages { connector = scripted, script = pages, base-url = \"%s\" } }"
                    .formatted(upstream.uri()));
            RunReport report = runs.collect();

            assertThat(upstream.traffic().requests()).isEqualTo(2);
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.outcomes().balanced()).isTrue();
            assertThat(report.failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.cause()).contains("endless", "/pages"));
        }
    }

    @Test
    void aRepeatedItemIsDroppedAndCounted() {
        ScriptedProvider.register("twice", Script.items(3, (item, context) -> {
            done.add(item.toString());
            Step step = Step.empty();
            if (item.kind().equals("item")) {
                step.then(WorkItem.of("shared")).then(WorkItem.of("own").with("of", item.arg("n")));
            }
            return CompletableFuture.completedFuture(step);
        }));
        runs.configure("connectors { twice { connector = scripted, script = twice } }");
        RunReport report = runs.collect();

        assertThat(done).doesNotHaveDuplicates().hasSize(7);
        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(report.outcomes().planned()).isEqualTo(7);
        assertThat(report.outcomes().repeated()).isEqualTo(2);
        assertThat(report.outcomes().of(ItemOutcome.SUCCEEDED)).isEqualTo(7);
        assertThat(report.outcomes().balanced()).isTrue();
    }
}
