package dev.headrace.connectors.prometheus;

import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Prometheus answers (prometheus.io/docs/prometheus/latest/querying/api, read 2026-11-22). Stateless. */
final class Answers {
    // Its words for more than 11,000 points of a series (400), and for more samples than the flag query.max-samples
    // allows (422).
    private static final Pattern TOO_MUCH = Pattern.compile("exceeded maximum resolution|too many samples");
    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    /** Whether less would have been granted. */
    static boolean isTooMuch(HttpReply reply) {
        return reply.status() >= 400
                && TOO_MUCH.matcher(reply.json().path("error").asString("")).find();
    }

    /** The body of an answer that gives what was asked for. */
    static JsonNode success(HttpReply reply) {
        if (reply.status() >= 400 || !reply.json().path("status").asString("").equals("success")) {
            throw new PermanentException("%s answered %d without success: %s"
                    .formatted(
                            reply.uri(),
                            reply.status(),
                            reply.json().path("error").asString("it gives no reason")));
        }
        return reply.json();
    }

    /** One record for each value of each series, in the order of the answer. */
    static List<ObjectNode> samples(String query, HttpReply reply) {
        success(reply);
        List<ObjectNode> samples = new ArrayList<>();
        for (JsonNode series : Pages.elements(reply, "/data/result")) {
            String name = query + labels(series.path("metric"));
            for (JsonNode point : series.path("values")) {
                samples.add(sample(query, name, series, point));
            }
        }
        return samples;
    }

    private static ObjectNode sample(String query, String name, JsonNode series, JsonNode point) {
        if (!point.path(0).isNumber() || !point.path(1).isString()) {
            throw new PermanentException("a value of %s is not [time, text], but %s".formatted(name, point));
        }
        Instant time = Instant.ofEpochMilli(Math.round(point.path(0).doubleValue() * 1000));
        ObjectNode sample = JSON.createObjectNode().put("id", name + "@" + time).put("query", query);
        sample.set("labels", series.path("metric"));
        // Text, as it came: JSON has no number for NaN and +Inf.
        return sample.put("time", time.toString()).put("value", point.path(1).asString());
    }

    /** The same text for the same labels, whatever their order. */
    private static String labels(JsonNode metric) {
        Map<String, String> sorted = new TreeMap<>();
        metric.properties()
                .forEach(label -> sorted.put(label.getKey(), label.getValue().toString()));
        return sorted.toString();
    }
}
