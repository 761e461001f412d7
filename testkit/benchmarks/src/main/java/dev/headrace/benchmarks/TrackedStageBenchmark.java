package dev.headrace.benchmarks;

import dev.headrace.engine.stage.CreationLines;
import dev.headrace.engine.stage.StageScope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs that the stages of an item are followed: one item with one call, what is made of it, and its end. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class TrackedStageBenchmark {
    private static final CreationLines LINES = CreationLines.of(type -> type.startsWith("dev.headrace.benchmarks"));

    /** A future of the JDK: create, thenApply, the engine's whenComplete, complete. */
    @Benchmark
    public void plain(Blackhole hole) {
        CompletableFuture<String> source = new CompletableFuture<>();
        collect(source, hole);
        source.complete("reply");
    }

    /** The same, followed. */
    @Benchmark
    public List<?> tracked(Blackhole hole) {
        return item(CreationLines.NONE, hole);
    }

    /** The same, and each stage keeps the line that made it. */
    @Benchmark
    public List<?> trackedWithLines(Blackhole hole) {
        return item(LINES, hole);
    }

    private static List<?> item(CreationLines lines, Blackhole hole) {
        StageScope scope = new StageScope(Runnable::run, lines);
        CompletableFuture<String> source = new CompletableFuture<>();
        collect(scope.track("call", source), hole);
        source.complete("reply");
        hole.consume(scope.isClean());
        return scope.end();
    }

    private static void collect(CompletionStage<String> call, Blackhole hole) {
        call.thenApply(String::length).whenComplete((length, failure) -> hole.consume(length));
    }
}
