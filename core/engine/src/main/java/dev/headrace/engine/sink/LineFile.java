package dev.headrace.engine.sink;

import dev.headrace.spi.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One file of lines that is appended to. Its length moves in {@link #settle} only, so that a commit knows what it covers.
 * Confined to the store thread.
 */
final class LineFile {
    private final Path path;
    private final LongConsumer position;
    private final FileChannel channel;
    private final List<EncodedLines.Lines> pending = new ArrayList<>();
    private long length;
    private boolean firstCommit;

    /**
     * Opens or makes the file.
     *
     * @param committed its committed length; zero when it has none, then it must not be there with anything in it
     * @param position told the new length before each commit that covers more of it
     * @throws IOException if less than what was committed is there, or something of someone else
     */
    LineFile(Path path, long committed, LongConsumer position) throws IOException {
        this.path = path;
        this.position = position;
        this.firstCommit = committed == 0;
        this.length = committed;
        if (firstCommit) {
            refuseForeign(path);
            Files.createDirectories(parent(path));
            channel = FileChannel.open(
                    part(path),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } else {
            recover(path, committed);
            channel = FileChannel.open(path, StandardOpenOption.WRITE).position(committed);
        }
    }

    /**
     * Cuts a file to its committed length.
     *
     * @return how many bytes were cut off
     * @throws IOException if less than what was committed is there
     */
    @CanIgnoreReturnValue
    static long recover(Path path, long committed) throws IOException {
        Path part = part(path);
        if (!Files.exists(path) && Files.exists(part)) {
            Files.move(part, path);
        }
        if (!Files.exists(path)) {
            return missing(path, committed);
        }
        long there = Files.size(path);
        if (there < committed) {
            throw new IOException(
                    ("%s has %d bytes, but %d were committed: it was cut or replaced by another program, or the"
                                    + " system lost power. Bring it back, or move it away and run 'headrace state reset --yes"
                                    + " --connector INSTANCE' to collect everything again.")
                            .formatted(path, there, committed));
        }
        if (there > committed) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(committed);
            }
        }
        return there - committed;
    }

    private static long missing(Path path, long committed) throws IOException {
        if (committed == 0) {
            return 0;
        }
        throw new IOException(
                ("%s is gone, but %d bytes of it were committed. Bring it back, or run 'headrace state reset"
                                + " --yes --connector INSTANCE' to collect everything again into a new file.")
                        .formatted(path, committed));
    }

    /** True if there is anything of a file that was committed. */
    static boolean exists(Path path) {
        return Files.exists(path) || Files.exists(part(path));
    }

    private static void refuseForeign(Path path) throws IOException {
        if (Files.exists(path) && Files.size(path) > 0) {
            throw new IOException(
                    ("%s exists with %d bytes, but this state file has never written to it: it belongs to another"
                                    + " state file, or the state file was deleted. Move it away, or choose another directory.")
                            .formatted(path, Files.size(path)));
        }
    }

    void append(EncodedLines.Lines lines) {
        pending.add(lines);
    }

    /** Writes what is pending. */
    void write(ByteBuffer buffer) throws IOException {
        for (EncodedLines.Lines lines : pending) {
            ByteBuffer bytes = lines.bytes();
            length += bytes.remaining();
            while (bytes.hasRemaining()) {
                fill(buffer, bytes);
                if (!buffer.hasRemaining()) {
                    drain(buffer);
                }
            }
        }
        pending.clear();
        drain(buffer);
    }

    private static void fill(ByteBuffer buffer, ByteBuffer bytes) {
        int some = Math.min(buffer.remaining(), bytes.remaining());
        buffer.put(buffer.position(), bytes.array(), bytes.arrayOffset() + bytes.position(), some);
        buffer.position(buffer.position() + some);
        bytes.position(bytes.position() + some);
    }

    private void drain(ByteBuffer buffer) throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException failure) {
            throw new IOException("%s cannot be written: %s".formatted(path, failure.getMessage()), failure);
        }
        buffer.clear();
    }

    /** Waits until what was written is on the disk. On any one thread, while nobody else uses the file. */
    void force() throws IOException {
        channel.force(false);
        if (firstCommit) {
            Directories.force(parent(path));
            Directories.force(parent(parent(path)));
        }
    }

    /** Tells the position that the next commit covers. */
    void settle() {
        position.accept(length);
    }

    /** The transaction with the file's position has been committed. */
    void committed() throws IOException {
        if (firstCommit) {
            Files.move(part(path), path, StandardCopyOption.REPLACE_EXISTING);
            firstCommit = false;
        }
    }

    void close() throws IOException {
        channel.close();
    }

    private static Path part(Path path) {
        return path.resolveSibling(path.getFileName() + ".part");
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a file of lines must be in a directory, not at '%s'".formatted(path));
        }
        return parent;
    }
}
