package dev.headrace.testkit.upstream;

import java.time.Instant;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/** A server's clock, and the header {@code Date}, encoded once a second. Thread-safe: who loses a race encodes it once more. */
final class ServerTime {
    private final UpstreamClock clock;
    private volatile @Nullable Encoded last;

    ServerTime(UpstreamClock clock) {
        this.clock = clock;
    }

    private record Encoded(long second, HttpField field) {}

    UpstreamClock clock() {
        return clock;
    }

    HttpField date() {
        Instant time = clock.wallTime();
        Encoded encoded = last;
        if (encoded == null || encoded.second != time.getEpochSecond()) {
            encoded = new Encoded(time.getEpochSecond(), new PreEncodedHttpField(HttpHeader.DATE, Dates.http(time)));
            last = encoded;
        }
        return encoded.field;
    }
}
