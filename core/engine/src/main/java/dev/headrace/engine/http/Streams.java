package dev.headrace.engine.http;

import java.util.HashMap;
import java.util.Map;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;

/**
 * The streams of connections that calls share. HttpClient resets a stream that was given up only when something more arrives on
 * it, so one that hangs would keep its connection for ever: such a connection is closed when the last of the others is done.
 * Thread-safe.
 */
final class Streams {
    // Guarded by this.
    private final Map<ManagedAsyncClientConnection, Use> uses = new HashMap<>();

    private static final class Use {
        int streams;
        boolean givenUp;
    }

    synchronized void begin(ManagedAsyncClientConnection connection) {
        uses.computeIfAbsent(connection, ignored -> new Use()).streams++;
    }

    /**
     * Ends a stream.
     *
     * @param givenUp whether it ended without an answer, so that it may still hang
     * @return true if the connection is to be closed now
     */
    synchronized boolean end(ManagedAsyncClientConnection connection, boolean givenUp) {
        Use use = uses.get(connection);
        if (use == null) {
            return givenUp;
        }
        use.givenUp |= givenUp;
        if (--use.streams == 0) {
            uses.remove(connection);
        }
        return use.givenUp && use.streams == 0;
    }
}
