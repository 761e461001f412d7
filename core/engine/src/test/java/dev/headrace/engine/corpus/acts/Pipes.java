package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.FILE;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pipes with a name in the file system, whose other end takes its time. Stateless. */
final class Pipes {
    private Pipes() {}

    static void addTo(Acts acts) {
        acts.blocking("new FileInputStream of a pipe", FILE, stage -> {
            File pipe = pipe(stage).toFile();
            stage.afterwards(() -> new FileOutputStream(pipe).close());
            return () -> new FileInputStream(pipe).close();
        });
        acts.blocking("FileInputStream.read of a pipe", FILE, stage -> {
            File pipe = pipe(stage).toFile();
            RandomAccessFile bothEnds =
                    stage.closing(new RandomAccessFile(pipe, "rw")); // which does not wait for another
            InputStream in = stage.closing(new FileInputStream(pipe));
            stage.afterwards(() -> bothEnds.write(1));
            return () -> in.read();
        });
        acts.blocking("FileOutputStream.write to a full pipe", FILE, stage -> {
            File pipe = pipe(stage).toFile();
            RandomAccessFile bothEnds = stage.closing(new RandomAccessFile(pipe, "rw"));
            FileOutputStream out = stage.closing(new FileOutputStream(pipe));
            stage.afterwards(() -> bothEnds.readFully(new byte[200_000]));
            return () -> out.write(new byte[200_000]);
        });
        acts.blocking("Files.readAllBytes of a pipe", FILE, stage -> {
            Path pipe = pipe(stage);
            stage.afterwards(() -> new FileOutputStream(pipe.toFile()).close());
            return () -> Files.readAllBytes(pipe);
        });
    }

    private static Path pipe(Stage stage) throws Exception {
        Path pipe = stage.directory().resolve("pipe");
        int status = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("mkfifo ended with " + status);
        }
        return pipe;
    }
}
