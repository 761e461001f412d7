package dev.headrace.engine.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/** Asks a proxy for a tunnel (RFC 9110, 9.3.6) and begins TLS in it. Called on a reactor; tells the borrower exactly once. */
final class Tunnel implements AsyncClientExchangeHandler {
    private final Reactor reactor;
    private final @Nullable Proxy proxy;
    private final Loan loan;
    private final Loan.Borrower borrower;
    private @Nullable AsyncConnectionEndpoint endpoint;
    private String target = "";
    private boolean told;

    Tunnel(Reactor reactor, @Nullable Proxy proxy, Loan loan, Loan.Borrower borrower) {
        this.reactor = reactor;
        this.proxy = proxy;
        this.loan = loan;
        this.borrower = borrower;
    }

    void open(AsyncConnectionEndpoint connected, HttpRoute route) {
        endpoint = connected;
        target = route.getTargetHost().getHostName() + ":"
                + route.getTargetHost().getPort();
        loan.submit(new RequestExecutionCommand(this, null, HttpCoreContext.create()));
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        BasicHttpRequest connect = new BasicHttpRequest("CONNECT", target);
        connect.addHeader("Host", target);
        if (proxy != null && proxy.authorization() != null) {
            connect.addHeader("Proxy-Authorization", proxy.authorization());
        }
        channel.sendRequest(connect, null, context);
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
        if (response.getCode() / 100 != 2) {
            fail(new ProxyRefusal(proxy, target, response.getCode()));
        } else if (endpoint != null) {
            secure(endpoint);
        }
    }

    private void secure(AsyncConnectionEndpoint tunnel) {
        try {
            reactor.pool.upgrade(tunnel, null, HttpCoreContext.create(), new FutureCallback<>() {
                @Override
                public void completed(AsyncConnectionEndpoint secured) {
                    if (tell()) {
                        borrower.connected();
                    }
                }

                @Override
                public void failed(Exception why) {
                    fail(why);
                }

                @Override
                public void cancelled() {
                    cancel();
                }
            });
        } catch (Throwable broken) {
            fail(broken);
        }
    }

    private synchronized boolean tell() {
        boolean first = !told;
        told = true;
        return first;
    }

    private void fail(Throwable why) {
        if (tell()) {
            borrower.notConnected(why);
        }
    }

    @Override
    public void failed(Exception why) {
        fail(why);
    }

    @Override
    public void cancel() {
        fail(new IOException("the tunnel through the proxy %s was closed before it was there".formatted(proxy)));
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {
        // Nothing that a tunnel needs.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        // What a proxy explains in its refusal is not shown: its status is enough.
        channel.update(4096);
    }

    @Override
    public void consume(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        // The head has said all.
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public void produce(DataStreamChannel channel) {
        // A wish for a tunnel has no body.
    }

    @Override
    public void releaseResources() {
        // The connection belongs to the loan.
    }
}
