package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.FILE;
import static dev.headrace.detector.Verdict.WAIT;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.ChildJvm;
import dev.headrace.engine.corpus.LockingProgram;
import dev.headrace.engine.corpus.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Files as channels, in memory too. Stateless. */
final class FileChannels {
    private FileChannels() {}

    static void addTo(Acts acts) {
        talking(acts);
        controlling(acts);
        mapping(acts);
        asynchronous(acts);
    }

    private static void talking(Acts acts) {
        acts.blocking("FileChannel.open", FILE, stage -> {
            Path file = stage.file();
            return () -> FileChannel.open(file, READ).close();
        });
        acts.blocking("FileChannel.read", FILE, stage -> {
            FileChannel channel = channel(stage);
            return () -> channel.read(ByteBuffer.allocate(100));
        });
        acts.blocking("FileChannel.write", FILE, stage -> {
            FileChannel channel = channel(stage);
            return () -> channel.write(ByteBuffer.allocate(100));
        });
        acts.blocking("SeekableByteChannel.read", FILE, stage -> {
            SeekableByteChannel channel = stage.closing(Files.newByteChannel(stage.file()));
            return () -> channel.read(ByteBuffer.allocate(100));
        });
        acts.blocking("FileChannel.transferTo", FILE, stage -> {
            FileChannel channel = channel(stage);
            FileChannel target = stage.closing(FileChannel.open(stage.nothing(), WRITE, CREATE));
            return () -> channel.transferTo(0, 100, target);
        });
    }

    private static void controlling(Acts acts) {
        acts.blocking("FileChannel.force", FILE, stage -> {
            FileChannel channel = channel(stage);
            channel.write(ByteBuffer.allocate(100));
            return () -> channel.force(true);
        });
        acts.blocking("FileChannel.size", FILE, stage -> {
            FileChannel channel = channel(stage);
            return () -> channel.size();
        });
        acts.blocking("FileChannel.tryLock", FILE, stage -> {
            FileChannel channel = channel(stage);
            return () -> channel.tryLock().release();
        });
        acts.blocking("FileChannel.lock", FILE, stage -> {
            FileChannel channel = channel(stage);
            return () -> channel.lock().release();
        });
        acts.blocking("FileChannel.lock, contended", FILE, stage -> {
            FileChannel channel = channel(stage);
            ChildJvm other = stage.closing(
                    ChildJvm.start(LockingProgram.class, stage.file().toString()));
            other.awaitLine("held");
            stage.afterwards(other::close);
            return () -> channel.lock().release();
        });
    }

    private static void mapping(Acts acts) {
        acts.blocking("FileChannel.map", FILE, stage -> {
            FileChannel channel = channel(stage);
            return () -> channel.map(MapMode.READ_ONLY, 0, 100);
        });
        acts.blocking("MappedByteBuffer.load", FILE, stage -> {
            MappedByteBuffer buffer = channel(stage).map(MapMode.READ_WRITE, 0, 5_000);
            return () -> buffer.load();
        });
        acts.blocking("MappedByteBuffer.force", FILE, stage -> {
            MappedByteBuffer buffer = channel(stage).map(MapMode.READ_WRITE, 0, 5_000);
            buffer.put(0, (byte) 1);
            return () -> buffer.force();
        });
    }

    private static void asynchronous(Acts acts) {
        acts.blocking("AsynchronousFileChannel.open", FILE, stage -> {
            Path file = stage.file();
            return () -> AsynchronousFileChannel.open(file).close();
        });
        acts.blocking("AsynchronousFileChannel.read and get", WAIT, stage -> {
            AsynchronousFileChannel channel = busyChannel(stage);
            return () -> channel.read(ByteBuffer.allocate(100), 0).get();
        });
        acts.blocking("AsynchronousFileChannel.write and get", WAIT, stage -> {
            AsynchronousFileChannel channel = busyChannel(stage);
            return () -> channel.write(ByteBuffer.allocate(100), 0).get();
        });
    }

    /** Its only thread has other things to do until the act is over, so that a result is never there at once. */
    private static AsynchronousFileChannel busyChannel(Stage stage) throws IOException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        stage.closing(pool::shutdownNow);
        pool.execute(stage::awaitEnd);
        return stage.closing(AsynchronousFileChannel.open(stage.file(), Set.of(READ, WRITE), pool));
    }

    private static FileChannel channel(Stage stage) throws IOException {
        return stage.closing(FileChannel.open(stage.file(), READ, WRITE));
    }
}
