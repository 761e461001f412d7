package dev.headrace.engine.http;

import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.spi.HttpCall;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer over one connection. Ends exactly once, with {@link Owner#done}, whatever HttpClient does or leaves
 * undone; nothing that is thrown here reaches a reactor but an exception that ends this exchange.
 *
 * <p>HttpClient calls it on a reactor, one call at a time; {@link #start} and {@link #abort} may come from any thread.
 */
final class Attempt implements AsyncClientExchangeHandler, Loan.Borrower, BodyMemory.Reader {
    /** Who wants the answer. Called on reactors: must only hand over. */
    interface Owner {
        /**
         * The request goes out now.
         *
         * @param port the local port of its connection; 0 if it is not known
         */
        void sending(int port);

        /** The attempt is over; its results may be read. */
        void done(Attempt attempt);

        /** An {@link Error} was caught on a reactor. */
        void caught(Error error);
    }

    /** How much of a large body is read before it is asked whether there is room for more. */
    private static final int WINDOW = 256 << 10;

    private final Loan.Place place;
    private final Request request;
    private final Owner owner;
    private final BodyMemory memory;
    private final Ticker ticker;
    private final int maxBody;
    private final @Nullable BodyPipe pipe;
    private final Passage passage;
    private final Loan loan;
    private final AtomicBoolean over = new AtomicBoolean();
    private final @Nullable ByteBuffer unsent;

    private final long startedAt;
    private volatile long sentAt;
    private long endedAt;
    private int status;
    private Fields fields = Fields.NONE;
    private @Nullable Octets body;
    private @Nullable Throwable failure;
    private boolean requestComplete;
    /** From the head on: who asked has been told, and the body goes into the pipe. */
    private volatile boolean streaming;

    // Guarded by this: the reader may be told to go on by another reactor.
    private @Nullable CapacityChannel capacity;
    private long reserved;

    /**
     * Sends nothing yet.
     *
     * @param pipe takes the body of a good answer as it comes; {@code null} to have it whole
     * @param passage is told of each phase as it begins
     */
    Attempt(
            Loan.Place place,
            Request request,
            int maxBody,
            BodyMemory memory,
            Ticker ticker,
            @Nullable BodyPipe pipe,
            Passage passage,
            Owner owner) {
        this.place = place;
        this.request = request;
        this.owner = owner;
        this.memory = memory;
        this.ticker = ticker;
        this.maxBody = maxBody;
        this.pipe = pipe;
        this.passage = passage;
        this.loan = new Loan(place, this);
        this.unsent =
                request.body() == null ? null : ByteBuffer.wrap(request.body().content());
        this.startedAt = ticker.nanoTime();
    }

    void start() {
        passage.to(Phase.POOL);
        loan.begin();
    }

    /** Ends the attempt from outside. Without effect when it is over. */
    void abort(Throwable why) {
        end(why);
    }

    // ---- results, once done

    @Nullable
    Throwable failure() {
        return failure;
    }

    int status() {
        return status;
    }

    Fields fields() {
        return fields;
    }

    Octets body() {
        return body == null ? new Octets(new byte[0]) : body;
    }

    /** Whether the request, or a part of it, may have arrived. */
    boolean wasSent() {
        return sentAt != 0;
    }

    /** Whether the server had closed the connection before the request came: a request that meets that is none that failed. */
    boolean metClosedConnection() {
        boolean closed = failure instanceof ConnectionClosedException || failure instanceof SocketException;
        return closed && status == 0 && loan.isUsed();
    }

    long totalNanos() {
        return endedAt - startedAt;
    }

    long endedAt() {
        return endedAt;
    }

    Reactor reactor() {
        return place.reactor();
    }

    /** Counts what the body has become, where it is large: it lives until the connector has seen it. */
    void retain(int size) {
        synchronized (this) {
            long more = size > WINDOW ? size - reserved : 0;
            if (more <= 0) {
                return;
            }
            reserved += more;
            memory.add(more);
        }
    }

    /** Gives back the memory that the body was counted for. */
    void release() {
        long bytes;
        synchronized (this) {
            bytes = reserved;
            reserved = 0;
        }
        if (bytes > 0) {
            memory.release(this, bytes);
        }
    }

    // ---- the connection

    @Override
    public void connecting() {
        tell(Phase.CONNECT);
    }

    @Override
    public void connected() {
        loan.execute(this);
    }

    @Override
    public void notConnected(Throwable why) {
        end(why);
    }

    // ---- the request

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        try {
            requireRunning();
            sentAt = nonZero(ticker.nanoTime());
            tell(Phase.FIRST_BYTE);
            passage.move(Phase.CONNECT, Phase.TLS, loan.handshakeNanos());
            owner.sending(port(context));
            requestComplete = unsent == null;
            channel.sendRequest(request.message(), details(), context);
        } catch (RuntimeException | Error defect) {
            throw stopped(defect);
        }
    }

    @Override
    public int available() {
        return unsent == null ? 0 : unsent.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (unsent != null && !requestComplete) {
            channel.write(unsent);
            if (!unsent.hasRemaining()) {
                requestComplete = true;
                channel.endStream();
            }
        }
    }

    private static int port(HttpContext context) {
        EndpointDetails ends = HttpCoreContext.cast(context).getEndpointDetails();
        return ends != null && ends.getLocalAddress() instanceof InetSocketAddress local ? local.getPort() : 0;
    }

    private @Nullable EntityDetails details() {
        HttpCall.Body content = request.body();
        return content == null
                ? null
                : new BasicEntityDetails(content.content().length, ContentType.parseLenient(content.contentType()));
    }

    // ---- the answer

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {
        // 100 to 199 say nothing that a collector needs.
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context)
            throws IOException {
        try {
            requireRunning();
            status = response.getCode();
            fields = fields(response);
            tell(Phase.BODY);
            if (entity == null) {
                end(null);
            } else if (pipe != null && status >= 200 && status < 300) {
                stream(pipe);
            } else {
                begin(entity.getContentLength());
            }
        } catch (BodyTooLarge | RuntimeException | Error problem) {
            throw stopped(problem);
        }
    }

    private void stream(BodyPipe into) throws IOException {
        CapacityChannel known;
        synchronized (this) {
            known = capacity;
        }
        endedAt = ticker.nanoTime();
        streaming = true;
        if (known != null) {
            into.capacity(known);
        }
        owner.done(this);
    }

    /** The body that goes on arriving, if the answer is streamed. */
    @Nullable
    BodyPipe streamed() {
        return streaming ? pipe : null;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        synchronized (this) {
            capacity = channel;
        }
        if (pipe != null && streaming) {
            pipe.capacity(channel);
        } else if (pipe == null || status != 0) {
            askAgain();
        }
    }

    @Override
    public void askAgain() {
        CapacityChannel channel;
        synchronized (this) {
            channel = capacity;
            if (over.get() || channel == null || !memory.reserve(this, WINDOW)) {
                return;
            }
            reserved += WINDOW;
        }
        try {
            channel.update(WINDOW);
        } catch (IOException closed) {
            end(closed);
        }
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        try {
            if (pipe != null && streaming) {
                pipe.offer(bytes);
            } else if (!over.get() && body != null) {
                body.append(bytes);
            }
        } catch (BodyTooLarge | RuntimeException | Error problem) {
            throw stopped(problem);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        end(null);
    }

    // ---- the ends that HttpClient knows

    @Override
    public void failed(Exception cause) {
        end(cause);
    }

    @Override
    public void cancel() {
        end(new ConnectionClosedException("the exchange was cancelled"));
    }

    /** Comes last; where it comes first, nobody else tells that the exchange is over. */
    @Override
    public void releaseResources() {
        if (!over.get()) {
            end(new ConnectionClosedException("the connection was closed before the answer was complete"));
        }
    }

    private void end(@Nullable Throwable problem) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!streaming) {
                endedAt = ticker.nanoTime();
                failure = problem;
                passage.to(Phase.DECODE);
            }
            if (problem == null && requestComplete) {
                loan.recycle(KeepAlive.of(fields));
            } else {
                loan.discard();
            }
        } catch (Throwable defect) {
            failure = failure == null ? defect : failure;
            report(defect);
        } finally {
            if (pipe != null && streaming) {
                pipe.end(problem);
            } else {
                owner.done(this);
            }
        }
    }

    private H2StreamResetException stopped(Throwable problem) {
        end(problem);
        report(problem);
        // Over HTTP/2 this ends the stream and leaves the connection to the others.
        return new H2StreamResetException(H2Error.CANCEL, "the answer is not wanted");
    }

    private void report(Throwable problem) {
        if (problem instanceof Error error) {
            owner.caught(error);
        }
    }

    /** Not when it is over: what comes then is the next attempt's. */
    private void tell(Phase phase) {
        if (!over.get()) {
            passage.to(phase);
        }
    }

    private void requireRunning() {
        if (over.get()) {
            throw new IllegalStateException("the attempt is over");
        }
    }

    private void begin(long expected) throws BodyTooLarge {
        if (expected > maxBody) {
            throw new BodyTooLarge("the body of %,d bytes is larger than the allowed %,d".formatted(expected, maxBody));
        }
        body = new Octets(expected, maxBody);
    }

    private static Fields fields(HttpResponse response) {
        Header[] headers = response.getHeaders();
        String[] pairs = new String[2 * headers.length];
        for (int i = 0; i < headers.length; i++) {
            pairs[2 * i] = headers[i].getName();
            pairs[2 * i + 1] = headers[i].getValue() == null ? "" : headers[i].getValue();
        }
        return new Fields(pairs);
    }

    private static long nonZero(long time) {
        return time == 0 ? 1 : time;
    }
}
