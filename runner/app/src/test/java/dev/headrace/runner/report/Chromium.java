package dev.headrace.runner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser without a window: opens a page from the disk and leaves its document and a picture. Where none is installed, or none that
 * starts, a test says so and is skipped. Each page gets a browser and a profile of its own. For one thread.
 */
public final class Chromium {
    // Many times what a page takes on a busy machine; a browser that hangs is to fail and not to keep the build.
    private static final long PATIENCE_SECONDS = 180;
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String ADVICE = "; 'apt-get install chromium' installs one, as .ci/run does";

    private final Path program;
    private final Path directory;

    private Chromium(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /**
     * What a page became.
     *
     * @param console what the browser said about the page: errors, refusals, messages
     */
    record Rendered(String document, List<String> console, Path picture) {}

    /** @param directory for profiles and pictures */
    public static Chromium installed(Path directory) throws IOException {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
        require(program.isPresent(), "no Chromium is installed");
        Chromium chromium = new Chromium(program.orElseThrow(), directory);
        require(chromium.starts(), program.get() + " does not start here");
        return chromium;
    }

    /** What starts it. */
    public Path program() {
        return program;
    }

    private static void require(boolean there, String otherwise) {
        String reason = "SKIPPED: " + otherwise + ADVICE;
        if (!there) {
            System.out.println(reason);
        }
        assumeTrue(there, reason);
    }

    /** Containers may lack what a browser needs; that is no fault of the page's. */
    private boolean starts() throws IOException {
        Path page = Files.writeString(directory.resolve("starts.html"), "<p>it starts</p>");
        Path out = directory.resolve("starts.txt");
        return run(out, List.of("--dump-dom", page.toUri().toString())) == 0
                && Files.readString(out).contains("it starts");
    }

    /** @param options of the browser's command line */
    Rendered render(String html, String... options) throws IOException {
        Path work = Files.createTempDirectory(directory, "page");
        Path page = Files.writeString(work.resolve("report.html"), html);
        Path picture = work.resolve("picture.png");
        Path out = work.resolve("document.html");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "--enable-logging=stderr",
                "--dump-dom",
                "--screenshot=" + picture,
                page.toUri().toString()));
        assertThat(run(out, arguments))
                .as("exit code; it said: %s", Files.readString(errors(out)))
                .isZero();
        List<String> console = Files.readAllLines(errors(out)).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Rendered(Files.readString(out), console, picture);
    }

    private static Path errors(Path out) {
        return out.resolveSibling(out.getFileName() + ".err");
    }

    private int run(Path out, List<String> arguments) throws IOException {
        Path profile = Files.createTempDirectory(directory, "profile");
        // The sandbox needs rights that containers and root do not have; the page is our own.
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless=new", "--no-sandbox"));
        command.addAll(List.of("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
        command.add("--user-data-dir=" + profile);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors(out).toFile())
                .start();
        return ended(process);
    }

    private static int ended(Process process) {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("the browser has not ended within %d s".formatted(PATIENCE_SECONDS));
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            throw new AssertionError(interrupted);
        }
    }
}
