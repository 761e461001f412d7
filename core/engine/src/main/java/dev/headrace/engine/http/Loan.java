package dev.headrace.engine.http;

import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.ConnectionHolder;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection on loan, from the wish for one to its return. The borrower is told once whether it has it; afterwards it returns
 * it with {@link #recycle} or {@link #discard}, whichever comes first. Thread-safe.
 */
final class Loan implements FutureCallback<AsyncConnectionEndpoint>, CancellableDependency {
    /** Who wants the connection. Called on the asking thread or on a reactor. */
    interface Borrower {
        /** There was none, and a new one is being made. */
        void connecting();

        /** The connection is there. */
        void connected();

        /** There will be none. */
        void notConnected(Throwable why);
    }

    /**
     * Where to get the connection.
     *
     * @param proxy what it leads through; {@code null} for none
     */
    record Place(Reactor reactor, HttpRoute route, @Nullable Proxy proxy) {}

    private final Reactor reactor;
    private final HttpRoute route;
    private final @Nullable Proxy proxy;
    private final Borrower borrower;

    // All that follows is guarded by this.
    private @Nullable Future<?> pending;
    private @Nullable AsyncConnectionEndpoint endpoint;
    private @Nullable Cancellable stream;
    private @Nullable ManagedAsyncClientConnection shared;
    private boolean connecting;
    private boolean tunnelled;
    private boolean used;
    private boolean over;

    Loan(Place place, Borrower borrower) {
        this.reactor = place.reactor();
        this.route = place.route();
        this.proxy = place.proxy();
        this.borrower = borrower;
    }

    /** Whether the connection has carried an exchange before, so that the server may have closed it meanwhile. */
    synchronized boolean isUsed() {
        return used;
    }

    /** How long agreeing on keys has taken, if that was done for this loan; 0 otherwise. Once. */
    long handshakeNanos() {
        ManagedAsyncClientConnection connection = isConnecting() ? connection() : null;
        return connection == null ? 0 : reactor.tls.handshakeNanos(connection);
    }

    private synchronized boolean isConnecting() {
        return connecting;
    }

    /** Asks for the connection. No deadline: whoever has one discards the loan. */
    void begin() {
        try {
            keep(reactor.pool.lease("", route, null, Timeout.DISABLED, this));
        } catch (Throwable shutDown) {
            borrower.notConnected(shutDown);
        }
    }

    /** Sends over the connection. What the handler throws ends the exchange, not the reactor. */
    void execute(AsyncClientExchangeHandler handler) {
        ManagedAsyncClientConnection connection = begin(connection());
        if (connection == null) {
            borrower.notConnected(new ConnectionClosedException("the connection was closed before it was used"));
            return;
        }
        HttpCoreContext context = HttpCoreContext.create();
        context.setProtocolVersion(connection.getProtocolVersion());
        submit(new RequestExecutionCommand(handler, null, this, context));
    }

    private synchronized @Nullable ManagedAsyncClientConnection begin(
            @Nullable ManagedAsyncClientConnection connection) {
        // Whether others will share it is not known yet: the protocol is settled with the first bytes.
        if (!over && connection != null) {
            reactor.streams.begin(connection);
            shared = connection;
        }
        return connection;
    }

    /** Hands a command to the connection's reactor; where the connection is closed the command hears of it. */
    void submit(Command command) {
        ManagedAsyncClientConnection connection = connection();
        if (connection == null) {
            command.cancel();
        } else {
            connection.submitCommand(command, Command.Priority.NORMAL);
        }
    }

    /** Returns the connection for others to use. */
    void recycle(TimeValue keepAlive) {
        AsyncConnectionEndpoint held = close();
        if (held != null) {
            endStream(held, false);
            reactor.pool.release(held, null, keepAlive);
        }
    }

    /**
     * Gives the loan up, at whatever point it is. A connection of HTTP/1.1 is closed; over HTTP/2 only the stream ends, and the
     * connection takes no new ones, for it may be the connection that is stuck.
     */
    void discard() {
        AsyncConnectionEndpoint held = close();
        if (held == null) {
            return;
        }
        boolean open = endStream(held, true);
        reactor.pool.release(held, null, open ? TimeValue.NEG_ONE_MILLISECOND : TimeValue.ZERO_MILLISECONDS);
    }

    /** Ends the stream, or the connection where it has no others. Returns whether it goes on. */
    private boolean endStream(AsyncConnectionEndpoint held, boolean givenUp) {
        ManagedAsyncClientConnection connection;
        Cancellable executing;
        synchronized (this) {
            connection = shared;
            executing = stream;
            shared = null;
        }
        boolean last = connection == null ? givenUp : reactor.streams.end(connection, givenUp);
        boolean close = last || givenUp && connection != null && !isMultiplexed(connection);
        if (close) {
            held.close(CloseMode.IMMEDIATE);
        } else if (givenUp && connection != null) {
            cancel(executing);
            closeGently(connection);
        }
        return !close;
    }

    private static void cancel(@Nullable Cancellable executing) {
        if (executing != null) {
            executing.cancel();
        }
    }

    @Override
    public void completed(AsyncConnectionEndpoint leased) {
        try {
            if (!accept(leased)) {
                reactor.pool.release(leased, null, TimeValue.NEG_ONE_MILLISECOND);
            } else if (claimTunnel(leased)) {
                new Tunnel(reactor, proxy, this, borrower).open(leased, route);
            } else if (leased.isConnected() || !claimConnect()) {
                borrower.connected();
            } else {
                borrower.connecting();
                keep(reactor.pool.connect(
                        leased, reactor.io, reactor.connectTimeout, null, HttpCoreContext.create(), this));
            }
        } catch (Throwable broken) {
            borrower.notConnected(broken);
        }
    }

    @Override
    public void failed(Exception why) {
        borrower.notConnected(named(why));
    }

    /** The system names no path when it does not open a socket of its own. */
    private Exception named(Exception why) {
        Path socket = route.getUnixDomainSocket();
        if (socket == null || !(why instanceof SocketException)) {
            return why;
        }
        ConnectException named =
                new ConnectException("the Unix domain socket %s: %s".formatted(socket, why.getMessage()));
        named.initCause(why);
        return named;
    }

    @Override
    public void cancelled() {
        borrower.notConnected(new CancellationException("the connection was given up"));
    }

    @Override
    public synchronized void setDependency(Cancellable executing) {
        stream = executing;
    }

    @Override
    public synchronized boolean isCancelled() {
        return over;
    }

    @Override
    public boolean cancel() {
        discard();
        return true;
    }

    private static boolean isMultiplexed(ManagedAsyncClientConnection connection) {
        return connection.getProtocolVersion().greaterEquals(HttpVersion.HTTP_2);
    }

    /** Lets the other streams of the connection come to their end. */
    private static void closeGently(ManagedAsyncClientConnection connection) {
        try {
            connection.close();
        } catch (java.io.IOException closed) {
            // It is closed, which is what was wanted.
        }
    }

    private synchronized @Nullable ManagedAsyncClientConnection connection() {
        return endpoint instanceof ConnectionHolder holder ? (ManagedAsyncClientConnection) holder.get() : null;
    }

    private synchronized boolean accept(AsyncConnectionEndpoint leased) {
        used = used || !connecting && leased.isConnected();
        endpoint = over ? null : leased;
        return !over;
    }

    /** A new connection to a proxy carries nothing but the wish for a tunnel until it is one. */
    private synchronized boolean claimTunnel(AsyncConnectionEndpoint leased) {
        boolean mine = connecting && !tunnelled && route.isTunnelled() && leased.isConnected();
        tunnelled = tunnelled || mine;
        return mine;
    }

    private synchronized boolean claimConnect() {
        boolean first = !connecting;
        connecting = true;
        return first;
    }

    private void keep(Future<?> future) {
        boolean late;
        synchronized (this) {
            late = over;
            pending = future;
        }
        if (late) {
            future.cancel(true);
        }
    }

    /** Ends the loan; what it still held is for the caller to return. */
    private @Nullable AsyncConnectionEndpoint close() {
        Future<?> waiting;
        AsyncConnectionEndpoint held;
        synchronized (this) {
            over = true;
            waiting = pending;
            held = endpoint;
            pending = null;
            endpoint = null;
        }
        if (waiting != null && !waiting.isDone()) {
            waiting.cancel(true);
        }
        return held;
    }
}
