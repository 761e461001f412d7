package dev.headrace.testkit.upstream;

import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Opens the port: one selector thread, a few threads for responders, one timer.
 *
 * @param name the threads' prefix
 * @param port 0 for any free one
 * @param idleTimeout zero for none
 * @param streams how many streams an HTTP/2 connection may have open
 */
record Listener(String name, int port, Duration idleTimeout, int streams) {
    // Room for the selector and a handful of responders; nothing in the server waits on a thread.
    private static final int THREADS = 8;
    // Long cursors travel in URLs and headers.
    private static final int HEADER_BYTES = 64 * 1024;
    // Thousands of clients may connect in one moment; the kernel caps this at net.core.somaxconn.
    private static final int BACKLOG = 4096;

    /** Opens it; how to answer and what to show are the upstream's own. */
    FakeUpstream open(Handler handler, Overlays overlays, TrafficLog traffic, Scheduler timer) {
        Server server = new Server(threads(), timer, null);
        ServerConnector connector = connector(server);
        connector.addBean(countingInto(traffic));
        server.addConnector(connector);
        server.setHandler(handler);
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "The fake upstream could not open port " + port + " of 127.0.0.1: " + failure, failure);
        }
        return new FakeUpstream(server, connector.getLocalPort(), traffic, overlays);
    }

    private QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName(name + "-thread");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        return threads;
    }

    /** The server's timer; it begins and ends with the server. */
    Scheduler timer() {
        return new ScheduledExecutorScheduler(name + "-timer", true);
    }

    private ServerConnector connector(Server server) {
        HttpConfiguration http = configuration();
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(streams);
        // A client under test may cancel as many streams as it likes.
        http2.setRateControlFactory(new RateControl.Factory() {});
        ServerConnector connector =
                new ServerConnector(server, null, null, null, 0, 1, new HttpConnectionFactory(http), http2);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(idleTimeout.toMillis());
        return connector;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // The reply decides on the date; what the server adds itself cannot be removed again.
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // Encoded slashes and the like are the client's business here.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    private static Connection.Listener countingInto(TrafficLog traffic) {
        return new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                // Each begins as HTTP/1.1; one that goes on as HTTP/2 opens a second time.
                if (!(connection instanceof HTTP2Connection)) {
                    traffic.connected();
                }
            }
        };
    }
}
