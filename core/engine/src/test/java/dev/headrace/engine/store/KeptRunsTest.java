package dev.headrace.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunState;
import dev.headrace.engine.report.RunSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunsTest {
    @TempDir
    Path directory;

    private static RunSummary run(String id, RunState state) {
        return run(id, state, "wiki");
    }

    private static RunSummary run(String id, RunState state, String connector) {
        return new RunSummary(
                id,
                List.of("shop", connector),
                Instant.parse("2026-11-23T02:41:48Z"),
                Duration.ofMinutes(3),
                state,
                9,
                8,
                7,
                "what bounded it",
                "the sentence",
                false);
    }

    private static List<RunState> states(StoreRig rig) {
        return StoreRig.get(rig.store.view(StateView::runs)).stream()
                .map(RunSummary::state)
                .toList();
    }

    private static Optional<RunDocument> document(StoreRig rig) {
        return StoreRig.get(rig.store.view(view -> view.document("a")));
    }

    @Test
    void aLineIsReadAsItWasKept() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.store.keepRun(run("a", RunState.RUNNING));
            assertThat(StoreRig.get(rig.store.view(StateView::runs))).containsExactly(run("a", RunState.RUNNING));
        }
    }

    @Test
    void runsSideBySideAreBothGoingOn() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.store.keepRun(run("a", RunState.RUNNING));
            rig.store.keepRun(run("b", RunState.RUNNING));
            rig.store.keepRun(run("a", RunState.RUNNING));
            assertThat(states(rig)).containsExactly(RunState.RUNNING, RunState.RUNNING);
            rig.store.keepRun(run("a", RunState.COMPLETE), new RunDocument("a", new byte[] {1}), 1);
            assertThat(states(rig)).containsExactly(RunState.RUNNING, RunState.COMPLETE);
        }
    }

    @Test
    void whatDidNotSayHowItEndedHasEndedAbruptlyOnceTheStateFileIsAnothers() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.store.keepRun(run("a", RunState.RUNNING));
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            assertThat(states(rig)).as("its process is there still").containsExactly(RunState.RUNNING);
            rig.store.keepRun(run("b", RunState.RUNNING));
            assertThat(states(rig)).containsExactly(RunState.RUNNING, RunState.ENDED_ABRUPTLY);
        }
    }

    @Test
    void aLineThatComesLateLeavesWhatTheRunSaidAtItsEnd() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.store.keepRun(run("a", RunState.RUNNING));
            rig.store.keepRun(run("a", RunState.COMPLETE), new RunDocument("a", new byte[] {1}), 1);
            rig.store.keepRun(run("a", RunState.RUNNING));
            assertThat(states(rig)).containsExactly(RunState.COMPLETE);
            assertThat(document(rig)).isPresent();
        }
    }

    @Test
    void aRunNeverTakesTheRowOfAnother() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.store.keepRun(run("a", RunState.RUNNING, "wiki"));
            rig.store.keepRun(run("a", RunState.FAILED, "forum"), new RunDocument("a", new byte[] {2}), 1);
            assertThat(StoreRig.get(rig.store.view(StateView::runs)))
                    .containsExactly(run("a", RunState.RUNNING, "wiki"));
            assertThat(document(rig)).isEmpty();
        }
    }
}
