package dev.headrace.runner.browser;

import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReadings;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.live.Progresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPOutputStream;

/** A run that stands still until it is told to be elsewhere. Thread-safe. */
final class ShownRun implements Run {
    static final RunReport REPORT = new RunReport(
            Instant.EPOCH,
            Optional.empty(),
            Duration.ofSeconds(81),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            false,
            "1 min 21 s; 58 s of it `shop` waiting for its budget 100 per 1min; raise it or drop `expand=changelog`",
            List.of(),
            List.of());

    private volatile Progress progress = Progresses.at(Duration.ofSeconds(75));

    @Override
    public String id() {
        return "20260102T030405-7f3a";
    }

    @Override
    public CompletionStage<RunReport> report() {
        return new CompletableFuture<>();
    }

    @Override
    public Optional<RunDocument> document() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write("{\"schema\":1}".getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.of(new RunDocument(id(), bytes.toByteArray()));
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public RunReadings readings() {
        throw new AssertionError("nobody asks for them here");
    }

    void progress(Progress next) {
        progress = next;
    }

    @Override
    public void stop() {}
}
