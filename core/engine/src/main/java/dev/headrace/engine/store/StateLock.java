package dev.headrace.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a state file to one user at a time, by a lock of the operating system on {@code STATE.lock}: it ends with the process
 * that holds it, however that ends. The file names the process and stays; deleting it would let two in.
 */
final class StateLock implements AutoCloseable {
    /**
     * State files that this process holds. A POSIX lock is the process's, and closing any descriptor of the file ends it: a
     * second attempt must not even open the file. Guarded by itself.
     */
    private static final Set<Path> HELD = new HashSet<>();
    /** Beyond the text, because on Windows a locked part cannot be read. */
    private static final long LOCKED_BYTE = 1 << 20;

    private final Path file;
    private final FileChannel channel;

    private StateLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a state file.
     *
     * @param file its real path
     * @throws StoreException if someone else has it, naming the process
     */
    static StateLock take(Path file) throws IOException {
        synchronized (HELD) {
            if (!HELD.add(file)) {
                throw taken(file, "this process", ProcessHandle.current().pid());
            }
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return lock(file, channel);
        } catch (IOException | RuntimeException failure) {
            release(file, channel);
            throw failure;
        }
    }

    private static StateLock lock(Path file, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException sameProcess) {
            throw taken(file, "this process", ProcessHandle.current().pid());
        }
        if (lock == null) {
            throw taken(file, "process", holder(channel));
        }
        channel.truncate(0);
        channel.write(
                StandardCharsets.US_ASCII.encode(
                        Long.toString(ProcessHandle.current().pid())),
                0);
        return new StateLock(file, channel);
    }

    private static long holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
        return pid.matches("\\d{1,18}") ? Long.parseLong(pid) : -1;
    }

    private static StoreException taken(Path file, String who, long pid) {
        return new StoreException(
                "the state file %s is in use by %s %d. Wait until that run has ended, or give this one another state file."
                        .formatted(file, who, pid),
                null);
    }

    @Override
    public void close() throws IOException {
        release(file, channel);
    }

    private static void release(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            synchronized (HELD) {
                HELD.remove(file);
            }
        }
    }
}
