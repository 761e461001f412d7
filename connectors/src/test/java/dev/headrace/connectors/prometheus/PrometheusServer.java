package dev.headrace.connectors.prometheus;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Prometheus as it answers: two series for every query, whose value is the minute of the time. Refuses a range of too many points, and
 * one of too many samples, in the words of Prometheus 2.42. Thread-safe.
 */
final class PrometheusServer {
    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final int points;
    private final int samples;
    private volatile Instant now;

    /**
     * @param points of one series at most
     * @param samples of one answer at most
     */
    PrometheusServer(Instant now, int points, int samples) {
        this.now = now;
        this.points = points;
        this.samples = samples;
    }

    void setNow(Instant time) {
        now = time;
    }

    Map<String, Responder> routes() {
        return Map.of("/api/v1/query", request -> clock(), "/api/v1/query_range", this::range);
    }

    private Reply clock() {
        String time = now.getEpochSecond() + ".25";
        return Reply.json("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[%s,\"%1$s\"]}}"
                .formatted(time));
    }

    private Reply range(ReceivedRequest request) {
        long start = request.query("start", 0);
        long end = request.query("end", 0);
        long step = request.query("step", 0);
        long count = (end - start) / step + 1;
        if (count - 1 > points) {
            return refusal(
                    400,
                    "bad_data",
                    "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
                            + " resolution (?step=XX)");
        }
        if (count * 2 > samples) {
            return refusal(
                    422, "execution", "query processing would load too many samples into memory in query execution");
        }
        return Reply.json("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s,%s]}}"
                .formatted(series("high", start, end, step), series("low", start, end, step)));
    }

    private static Reply refusal(int status, String type, String error) {
        return Reply.json("{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}".formatted(type, error))
                .withStatus(status);
    }

    private static String series(String mill, long start, long end, long step) {
        String values = LongStream.iterate(start, time -> time <= end, time -> time + step)
                .mapToObj(time -> "[%d,\"%d\"]".formatted(time, (time - FIRST.getEpochSecond()) / 60))
                .collect(Collectors.joining(","));
        return "{\"metric\":{\"__name__\":\"level\",\"mill\":\"%s\"},\"values\":[%s]}".formatted(mill, values);
    }
}
