package dev.headrace.testkit.upstream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Writes one reply at its pace to its end, without holding a thread between two steps.
 *
 * <p>The steps follow each other (request, timer, write completed), each on a thread of the server, so the position needs
 * no lock; only the end may be raced for, by a client that goes away.
 */
final class ReplyWriter implements Callback {
    private final Reply reply;
    private final ServerTime time;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Occupancy occupancy;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int sent;
    private boolean closed;

    ReplyWriter(
            Reply reply, ServerTime time, Request request, Response response, Callback callback, Occupancy occupancy) {
        this.reply = reply;
        this.time = time;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.occupancy = occupancy;
    }

    void begin() {
        if (isSlow()) {
            // The idle timeout is meant for idle connections, not for those that wait for a slow answer.
            request.addIdleTimeoutListener(timeout -> false);
            request.addFailureListener(this::failed);
        }
        later(reply.pace().delay(), this::afterDelay);
    }

    private boolean isSlow() {
        Pace pace = reply.pace();
        boolean never = reply.ending().kind() == Ending.Kind.NEVER;
        return never || !pace.delay().isZero() || pace.signal() != null || pace.dripBytes() > 0;
    }

    private void later(Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
        } else {
            time.clock().after(delay, Request.getRemotePort(request), step);
        }
    }

    private void afterDelay() {
        CompletionStage<?> signal = reply.pace().signal();
        if (signal == null) {
            send();
        } else {
            signal.whenCompleteAsync(
                    (value, failure) -> send(), request.getComponents().getExecutor());
        }
    }

    private void send() {
        if (reply.ending().beforeHeaders()) {
            end();
            return;
        }
        writeHead();
        writePiece();
    }

    private void writeHead() {
        Head head = reply.head();
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(head.status());
        if (!head.fields().contains(HttpHeader.DATE) && !head.leavesOut("Date")) {
            headers.add(time.date());
        }
        for (HttpField field : head.fields()) {
            headers.add(field);
        }
        if (announcesLength() && !headers.contains(HttpHeader.CONTENT_LENGTH)) {
            headers.put(HttpHeader.CONTENT_LENGTH, reply.body().length);
        }
    }

    private boolean announcesLength() {
        int status = reply.head().status();
        return !reply.head().leavesOut("Content-Length") && status != 204 && status != 304;
    }

    private void writePiece() {
        int drip = reply.pace().dripBytes();
        int size = drip == 0 ? left() : Math.min(drip, left());
        ByteBuffer piece = ByteBuffer.wrap(reply.body(), sent, size);
        sent += size;
        boolean whole = left() == 0 && reply.ending().kind() == Ending.Kind.COMPLETE;
        write(whole && announcesLength(), piece);
    }

    private int left() {
        return Math.min(reply.body().length, reply.ending().afterBytes()) - sent;
    }

    private void write(boolean last, ByteBuffer piece) {
        closed = last;
        if (last) {
            occupancy.leave();
        }
        response.write(last, piece, this);
    }

    /** A piece is out. */
    @Override
    public void succeeded() {
        if (closed) {
            finish();
        } else if (left() > 0) {
            later(reply.pace().dripInterval(), this::writePiece);
        } else if (reply.ending().kind() == Ending.Kind.COMPLETE) {
            write(true, BufferUtil.EMPTY_BUFFER);
        } else {
            end();
        }
    }

    private void finish() {
        if (ended.compareAndSet(false, true)) {
            callback.succeeded();
        }
    }

    /** The client has gone: there is nobody to write to. */
    @Override
    public void failed(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            occupancy.abandon();
            callback.failed(failure);
        }
    }

    private void end() {
        Ending ending = reply.ending();
        if (ending.kind() == Ending.Kind.NEVER) {
            time.clock().never(Request.getRemotePort(request));
            return;
        }
        // Claimed first: breaking the connection also reports it as failed.
        if (ended.compareAndSet(false, true)) {
            occupancy.leave();
            ConnectionFault.of(request, ending.kind())
                    .strike(reply.body(), () -> callback.failed(new DeliberateFault(ending)));
        }
    }
}
