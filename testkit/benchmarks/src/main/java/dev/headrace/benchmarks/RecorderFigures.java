package dev.headrace.benchmarks;

import dev.headrace.engine.document.Documents;
import dev.headrace.engine.document.RunFacts;
import dev.headrace.engine.record.AttemptPhases;
import dev.headrace.engine.record.AttemptResult;
import dev.headrace.engine.record.RecordedAttempt;
import dev.headrace.engine.record.Recorder;
import dev.headrace.engine.record.Recording;
import dev.headrace.engine.record.Track;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What it costs to record a million attempts from two threads: time an attempt, memory, and the document at the end. */
public final class RecorderFigures {
    private static final int THREADS = 2;
    private static final int ATTEMPTS = 1_000_000;

    private RecorderFigures() {}

    /** Prints the figures of a first and of later rounds; the heap is that of the JVM. */
    public static void main(String[] arguments) throws InterruptedException {
        for (int round = 1; round <= 5; round++) {
            Recorder recorder = Recorder.of(System.nanoTime());
            long before = used();
            long from = System.nanoTime();
            record(recorder);
            long took = System.nanoTime() - from;
            long held = used() - before;
            from = System.nanoTime();
            Recording recording = recorder.end(System.nanoTime());
            RunDocument document = Documents.of(facts(recording), UnaryOperator.identity());
            long written = System.nanoTime() - from;
            System.out.printf(
                    "round %d, heap of %d MiB: %d ns an attempt, %d rows, %.1f MiB held; document %d ms, %.1f MiB, %.1f MiB compressed%n",
                    round,
                    Runtime.getRuntime().maxMemory() >> 20,
                    took / ATTEMPTS,
                    recording.shown(),
                    held / 1048576.0,
                    written / 1_000_000,
                    document.json().length() / 1048576.0,
                    document.gzip().length / 1048576.0);
        }
    }

    private static void record(Recorder recorder) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Track track = recorder.track("connector-" + thread);
            threads.add(new Thread(() -> record(track)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void record(Track track) {
        for (int number = 0; number < ATTEMPTS / THREADS; number++) {
            int page = number;
            long now = System.nanoTime();
            track.departs(now);
            track.arrives(now, now + 50_000_000);
            AttemptPhases phases = new AttemptPhases(30_123_456, 0, 12_345, 0, 0, 45_678_901, 1_234_567, 345_678);
            AttemptResult result = number % 200 == 0 ? AttemptResult.FAILED : AttemptResult.OK;
            track.add(
                    new RecordedAttempt(now, "hourly", phases, 200, 1, result, 23_456),
                    () -> "/rest/api/2/search?jql=project%3DHEAD&startAt=" + page + "&maxResults=100");
        }
    }

    private static RunFacts facts(Recording recording) {
        RunReport report = new RunReport(
                Instant.EPOCH,
                Optional.empty(),
                Duration.ofMinutes(30),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                "30 min 0 s",
                List.of(),
                List.of());
        return new RunFacts("id", "0", new RunFacts.Configuration("headrace.conf", ""), report, List.of(), recording);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
