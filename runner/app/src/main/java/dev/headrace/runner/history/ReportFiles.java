package dev.headrace.runner.history;

import dev.headrace.engine.report.RunDocument;
import dev.headrace.runner.report.ReportPage;
import dev.headrace.runner.trace.ChromeTrace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a run into files. Each is there whole or not at all: it is written beside its place and moved there, so whoever has the old one open
 * is not disturbed. Stateless.
 */
public final class ReportFiles {
    /** The page for people. */
    public static final String PAGE = "report.html";

    /** All that is known, for programs. */
    public static final String DOCUMENT = "run.json";

    private ReportFiles() {}

    /**
     * Writes both files of a run into a directory, which is made when it is not there.
     *
     * @return the page
     */
    public static Path write(RunDocument run, Path directory) throws IOException {
        Files.createDirectories(directory);
        json(run, directory.resolve(DOCUMENT));
        Path page = directory.resolve(PAGE);
        page(run, page);
        return page;
    }

    /** Writes the page of a run. */
    public static void page(RunDocument run, Path file) throws IOException {
        String page = ReportPage.html(run.json());
        write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes the document of a run. */
    public static void json(RunDocument run, Path file) throws IOException {
        write(file, out -> {
            try (InputStream text = run.open()) {
                text.transferTo(out);
            }
        });
    }

    /** Writes a run as a trace. */
    public static void trace(RunDocument run, Path file) throws IOException {
        write(file, out -> ChromeTrace.write(run.json(), out));
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(Path file, Content content) throws IOException {
        Path place = file.toAbsolutePath();
        Path beside = place.resolveSibling(".%s.%d.tmp"
                .formatted(place.getFileName(), ProcessHandle.current().pid()));
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                content.writeTo(out);
            }
            move(beside, place);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException remote) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
