package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.FILE;
import static dev.headrace.detector.Verdict.PROCESS;
import static dev.headrace.detector.Verdict.WAIT;
import static dev.headrace.engine.corpus.Stage.MILLIS;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Other processes. Stateless. */
final class Processes {
    private Processes() {}

    static void addTo(Acts acts) {
        acts.blocking("ProcessBuilder.start", PROCESS, stage -> () -> end(new ProcessBuilder("true").start()));
        acts.blocking(
                "Runtime.exec", PROCESS, stage -> () -> end(Runtime.getRuntime().exec(new String[] {"true"})));
        acts.blocking("Process.waitFor", PROCESS, stage -> {
            Process process = sleeping(stage);
            return () -> process.waitFor();
        });
        acts.blocking("Process.waitFor(timeout)", PROCESS, stage -> {
            Process process = sleeping(stage);
            return () -> process.waitFor(MILLIS, TimeUnit.MILLISECONDS);
        });
        acts.blocking("Process.onExit and get", WAIT, stage -> {
            Process process = sleeping(stage);
            return () -> process.onExit().get();
        });
        acts.blocking("reading the output of a process", FILE, stage -> {
            Process process = sleeping(stage);
            return () -> process.getInputStream().read();
        });
    }

    private static Process sleeping(Stage stage) throws IOException {
        Process process = new ProcessBuilder("sleep", "20").start();
        stage.closing(() -> end(process));
        stage.afterwards(() -> end(process));
        return process;
    }

    private static void end(Process process) {
        process.destroyForcibly();
    }
}
