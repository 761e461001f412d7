package dev.headrace.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * A body between the reactor that receives it and the thread that reads it. What is read makes room for as much, so that an upstream
 * is read no faster than its records are committed. Thread-safe.
 */
final class BodyPipe extends InputStream {
    /** HttpClient adds what it had announced before: at most 64 KiB over HTTP/1.1, a window of 256 KiB over HTTP/2. */
    static final int ROOM = 256 << 10;

    private final Duration patience;

    // All that follows is guarded by this.
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int offset;
    private @Nullable CapacityChannel capacity;
    private int owed;
    private boolean ended;
    private @Nullable Throwable failure;
    private long received;

    /** @param patience how long nothing may arrive while somebody reads */
    BodyPipe(Duration patience) {
        this.patience = patience;
    }

    // ---- the reactor's end

    void capacity(CapacityChannel channel) throws IOException {
        boolean first;
        synchronized (this) {
            first = capacity == null;
            capacity = channel;
        }
        if (first) {
            channel.update(ROOM);
        }
    }

    synchronized void offer(ByteBuffer bytes) {
        byte[] chunk = new byte[bytes.remaining()];
        bytes.get(chunk);
        if (!ended && chunk.length > 0) {
            received += chunk.length;
            chunks.add(chunk);
            notifyAll();
        }
    }

    /** @param why {@code null} if the body is complete */
    synchronized void end(@Nullable Throwable why) {
        if (!ended) {
            ended = true;
            failure = why;
            notifyAll();
        }
    }

    // ---- the reader's end; it may block

    /** Bytes that came over the network so far. */
    synchronized long received() {
        return received;
    }

    /** Whether all of it has come. */
    synchronized boolean isWhole() {
        return ended && failure == null;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CapacityChannel channel;
        int room;
        int count;
        synchronized (this) {
            count = take(into, from, length);
            owed += Math.max(0, count);
            room = owed >= ROOM / 4 && !ended ? owed : 0;
            owed -= room;
            channel = capacity;
        }
        if (room > 0 && channel != null) {
            channel.update(room);
        }
        return count;
    }

    private synchronized int take(byte[] into, int from, int length) throws IOException {
        await();
        byte[] chunk = chunks.peek();
        if (chunk == null) {
            if (failure != null) {
                throw failure instanceof IOException io
                        ? io
                        : new IOException("the body was cut off: " + failure, failure);
            }
            return -1;
        }
        int count = Math.min(length, chunk.length - offset);
        System.arraycopy(chunk, offset, into, from, count);
        offset += count;
        if (offset == chunk.length) {
            chunks.remove();
            offset = 0;
        }
        return count;
    }

    private synchronized void await() throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (chunks.isEmpty() && !ended) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    throw new IOException(new AttemptTimeout(patience));
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", stopped);
        }
    }
}
