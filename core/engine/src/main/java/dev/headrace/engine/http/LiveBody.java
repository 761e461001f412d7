package dev.headrace.engine.http;

import dev.headrace.spi.HttpCall;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A body that is read in batches while it arrives. Read by one thread at a time, which may block; {@link #close} may come from any.
 */
final class LiveBody {
    /** A batch is one commit: large enough to be cheap, small enough for a heap of 64 MiB with dozens of them. */
    static final int MOST_RECORDS = 2_000;

    static final int MOST_BYTES = 1 << 20;

    private final Answered head;
    private final Attempt attempt;
    private final BodyPipe pipe;
    private final HttpCall.Streaming streaming;
    private final Decompression bounds;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    // Handed from reader to reader.
    private @Nullable Iterator<JsonNode> records;
    private @Nullable Counted counted;
    private long position;

    /**
     * Some records.
     *
     * @param rest where those after them begin; empty text if there are none
     */
    record Batch(ArrayNode records, String rest) {}

    /** @param release gives the permit back; called once */
    LiveBody(Answered head, Attempt attempt, HttpCall.Streaming streaming, Decompression bounds, Runnable release) {
        this.head = head;
        this.attempt = attempt;
        this.pipe = Objects.requireNonNull(attempt.streamed());
        this.streaming = streaming;
        this.bounds = bounds;
        this.release = release;
    }

    Answered head() {
        return head;
    }

    Reactor reactor() {
        return attempt.reactor();
    }

    /**
     * Reads the next records; blocks.
     *
     * @throws Exception what the reader throws; an {@link IOException} if the body ends too early or too slowly
     */
    Batch next() throws Exception {
        Iterator<JsonNode> open = records == null ? open() : records;
        Counted bytes = Objects.requireNonNull(counted);
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        long begun = bytes.count();
        while (batch.size() < MOST_RECORDS && bytes.count() - begun < MOST_BYTES) {
            bytes.beginRecord();
            if (!open.hasNext()) {
                return new Batch(batch, "");
            }
            batch.add(open.next());
            position++;
        }
        bytes.beginRecord();
        return new Batch(batch, open.hasNext() ? position + " " + version() : "");
    }

    private Iterator<JsonNode> open() throws Exception {
        Counted bytes = new Counted(Decompression.decoding(pipe, head.fields().all("Content-Encoding")), pipe, bounds);
        counted = bytes;
        Iterator<JsonNode> opened = streaming.reader().read(bytes, head.contentType());
        records = opened;
        for (long skip = toSkip(); position < skip && opened.hasNext(); position++) {
            bytes.beginRecord();
            opened.next();
        }
        return opened;
    }

    /** What was read before is read again and dropped, unless the upstream has another body now. */
    private long toSkip() {
        String from = streaming.from();
        int space = from.indexOf(' ');
        boolean same = space > 0 && from.substring(space + 1).equals(version());
        return same ? Long.parseLong(from.substring(0, space)) : 0;
    }

    private String version() {
        return head.fields()
                .first("ETag")
                .or(() -> head.fields().first("Last-Modified"))
                .orElse("");
    }

    /** The rest will not come; whoever reads is told why. */
    void cut(Throwable why) {
        pipe.end(why);
        attempt.abort(why);
    }

    /** What stopped a reader: parsers wrap what the network did in exceptions of their own. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof AttemptTimeout
                    || cause instanceof IOException && !(cause.getCause() instanceof AttemptTimeout)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return failure;
    }

    /** Gives up what has not been read. Without effect the second time. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            CancellationException why = new CancellationException("the rest is not wanted");
            attempt.abort(why);
            pipe.end(why);
            release.run();
        }
    }

    /** Counts what a record takes, because a body without records would be held whole by its reader. */
    private static final class Counted extends FilterInputStream {
        private final BodyPipe pipe;
        private final Decompression bounds;
        private long count;
        private long atRecord;

        Counted(InputStream in, BodyPipe pipe, Decompression bounds) {
            super(in);
            this.pipe = pipe;
            this.bounds = bounds;
        }

        long count() {
            return count;
        }

        void beginRecord() {
            atRecord = count;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            add(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            add(Math.max(0, read));
            return read;
        }

        private void add(int more) throws BodyTooLarge {
            count += more;
            if (count - atRecord > bounds.maxBody()) {
                throw new BodyTooLarge(
                        "one record of the body is larger than the allowed %,d bytes".formatted(bounds.maxBody()));
            }
            bounds.checkRatio(count, pipe.received());
        }
    }
}
