package dev.headrace.runner.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real terminal, without anybody before it: one pane of a tmux server of its own. For one thread. */
final class Tmux implements AutoCloseable {
    // Many times what anything here takes on a busy machine; it only ends a test that hangs.
    private static final long PATIENCE_SECONDS = 120;

    private final String socket = "headrace-" + UUID.randomUUID();
    private final Path directory;
    private final Process alive;

    private Tmux(Path directory, int columns, int rows, String command) {
        this.directory = directory;
        tmux("new-session", "-d", "-x", "" + columns, "-y", "" + rows, command);
        this.alive = process("wait-for", "never");
    }

    /** Skips the test, visibly, where there is no tmux. */
    static Tmux start(Path directory, int columns, int rows, String command) {
        String reason = "SKIPPED: the live view is not tried on a real terminal, because tmux is not installed"
                + " (apt-get install tmux, as .ci/run does)";
        boolean there = isThere();
        if (!there) {
            System.out.println(reason);
        }
        assumeTrue(there, reason);
        return new Tmux(directory, columns, rows, command);
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Process process(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket, "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("TMUX");
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private String tmux(String... arguments) {
        try {
            Process process = process(arguments);
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** What is on the screen, as text. */
    String screen() {
        return tmux("capture-pane", "-p");
    }

    /** What is on the screen, with colours. */
    String colours() {
        return tmux("capture-pane", "-p", "-e");
    }

    /** Looks until something is so. */
    String await(Predicate<String> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String screen = screen();
        while (!condition.test(screen)) {
            assertThat(System.nanoTime()).as(screen).isLessThan(deadline);
            try {
                assertThat(alive.waitFor(20, TimeUnit.MILLISECONDS)).as("ended").isFalse();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            screen = screen();
        }
        return screen;
    }

    void resize(int columns, int rows) {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /** Presses a key, by tmux's name for it. */
    void press(String key) {
        tmux("send-keys", key);
    }

    boolean cursorVisible() {
        return tmux("display-message", "-p", "#{cursor_flag}").strip().equals("1");
    }

    /** Ends the server and what runs in it, and waits for that: it may be writing into a directory that is about to be removed. */
    @Override
    public void close() {
        long pane = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
        List<ProcessHandle> running = ProcessHandle.of(pane).stream()
                .flatMap(shell -> Stream.concat(shell.descendants(), Stream.of(shell)))
                .toList();
        tmux("kill-server");
        running.forEach(ProcessHandle::destroyForcibly);
        running.forEach(process ->
                process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
    }
}
