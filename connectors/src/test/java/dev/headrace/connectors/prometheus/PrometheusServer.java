package dev.headrace.connectors.prometheus;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Two series with a sample each second, and the limit on the points of one answer. */
final class PrometheusServer {
    private static final long MOST = 11_000;

    private final long now;

    /** @param now the server's time, in seconds since 1970 */
    PrometheusServer(long now) {
        this.now = now;
    }

    Reply instant(ReceivedRequest request) {
        return Reply.json("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[%d.25,\"%1$d.25\"]}}"
                .formatted(now));
    }

    Reply range(ReceivedRequest request) {
        long start = request.query("start", 0);
        long end = request.query("end", 0);
        long step = request.query("step", 1);
        if ((end - start) / step >= MOST) {
            return Reply.json(
                            "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"exceeded maximum resolution of 11,000"
                                    + " points per timeseries.\"}")
                    .withStatus(400);
        }
        String values = LongStream.rangeClosed(0, (end - start) / step)
                .mapToObj(point -> "[%d,\"1\"]".formatted(start + point * step))
                .collect(Collectors.joining(","));
        String series = "{\"metric\":{\"mill\":\"%s\"},\"values\":[" + values + "]}";
        return Reply.json("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s,%s]}}"
                .formatted(series.formatted("north"), series.formatted("south")));
    }
}
