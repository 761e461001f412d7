package dev.headrace.runner.trace;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a run in Chrome's Trace Event Format: a process for each connector, lanes as its threads, a slice for each exchange with its parts
 * inside, and counters. Times are whole microseconds since the start of the run. Confined to one thread.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace Event Format</a>
 */
public final class ChromeTrace {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The parts of an exchange in the order in which they happen, and their names in a trace. */
    private enum Part {
        BUDGET("budgetMs", "budget"),
        DNS("dnsMs", "dns"),
        POOL("poolMs", "pool"),
        CONNECT("connectMs", "connect"),
        TLS("tlsMs", "tls"),
        FIRST_BYTE("firstByteMs", "first byte"),
        BODY("bodyMs", "body"),
        DECODE("decodeMs", "decode");

        private final String key;
        private final String label;

        Part(String key, String label) {
            this.key = key;
            this.label = label;
        }
    }

    private final JsonNode run;
    private final JsonNode exchanges;
    private final List<String> names = new ArrayList<>();
    private final JsonGenerator out;

    private ChromeTrace(JsonNode run, JsonGenerator out) {
        this.run = run;
        this.exchanges = run.path("exchanges");
        this.out = out;
        exchanges.path("names").forEach(name -> names.add(name.stringValue()));
        run.path("series").path("inFlight").propertyNames().forEach(name -> {
            if (!names.contains(name)) {
                names.add(name);
            }
        });
    }

    /**
     * Writes a trace.
     *
     * @param runJson the document of a run
     * @param to not closed
     */
    public static void write(String runJson, OutputStream to) {
        try (JsonGenerator out =
                JSON.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).createGenerator(to)) {
            new ChromeTrace(JSON.readTree(runJson), out).write();
        }
    }

    private void write() {
        out.writeStartObject();
        out.writeStringProperty("displayTimeUnit", "ms");
        out.writeObjectPropertyStart("otherData");
        out.writeStringProperty("run", run.path("id").stringValue(""));
        out.writeStringProperty("started", run.path("started").stringValue(""));
        out.writeStringProperty("sentence", run.path("sentence").stringValue(""));
        out.writeEndObject();
        out.writeArrayPropertyStart("traceEvents");
        for (int connector = 0; connector < names.size(); connector++) {
            connector(connector);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void connector(int connector) {
        Lanes lanes = new Lanes();
        JsonNode connectors = exchanges.path("connector");
        for (int row = 0; row < connectors.size(); row++) {
            if (connectors.get(row).intValue() == connector) {
                exchange(connector, row, lanes);
            }
        }
        metadata("process_name", connector, 0, names.get(connector));
        for (int lane = 0; lane < lanes.count(); lane++) {
            metadata("thread_name", connector, lane + 1, "lane " + (lane + 1));
        }
        counter("in flight", "inFlight", connector);
        counter("waiting for a budget", "waiting", connector);
    }

    // ---- slices

    private void exchange(int connector, int row, Lanes lanes) {
        long from = micros(exchanges.path("startMs").path(row));
        long until = from;
        for (Part part : Part.values()) {
            until += micros(exchanges.path(part.key).path(row));
        }
        int thread = lanes.take(from, until) + 1;
        slice(target(row), "exchange", connector, thread, from, until);
        arguments(row);
        out.writeEndObject();
        for (Part part : Part.values()) {
            long end = from + micros(exchanges.path(part.key).path(row));
            if (end > from) {
                slice(part.label, "phase", connector, thread, from, end);
                out.writeEndObject();
            }
            from = end;
        }
    }

    /** Begins an event; the caller ends it. */
    private void slice(String name, String category, int connector, int thread, long from, long until) {
        out.writeStartObject();
        out.writeStringProperty("name", name);
        out.writeStringProperty("cat", category);
        out.writeStringProperty("ph", "X");
        out.writeNumberProperty("ts", from);
        out.writeNumberProperty("dur", until - from);
        place(connector, thread);
    }

    private void arguments(int row) {
        out.writeObjectPropertyStart("args");
        out.writeStringProperty("target", exchanges.path("target").path(row).stringValue(""));
        out.writeNumberProperty("status", exchanges.path("status").path(row).intValue(0));
        out.writeNumberProperty("attempt", exchanges.path("attempt").path(row).intValue(0));
        out.writeStringProperty("result", named("results", "result", row));
        out.writeNumberProperty("bytes", exchanges.path("bytes").path(row).longValue(0));
        out.writeStringProperty("budget", named("budgets", "budget", row));
        out.writeEndObject();
    }

    private String named(String names, String key, int row) {
        int number = exchanges.path(key).path(row).intValue(-1);
        return number < 0 ? "" : exchanges.path(names).path(number).stringValue("");
    }

    /** Without the query, so that slices of one kind have one name, and one colour. */
    private String target(int row) {
        String target = exchanges.path("target").path(row).stringValue("");
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    // ---- all else

    private void metadata(String kind, int connector, int thread, String name) {
        out.writeStartObject();
        out.writeStringProperty("name", kind);
        out.writeStringProperty("ph", "M");
        place(connector, thread);
        out.writeObjectPropertyStart("args");
        out.writeStringProperty("name", name);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void counter(String label, String key, int connector) {
        JsonNode series = run.path("series");
        JsonNode steps = series.path(key).path(names.get(connector));
        long step = micros(series.path("stepMs"));
        for (int i = 0; i < steps.size(); i++) {
            out.writeStartObject();
            out.writeStringProperty("name", label);
            out.writeStringProperty("ph", "C");
            out.writeNumberProperty("ts", i * step);
            place(connector, 0);
            out.writeObjectPropertyStart("args");
            out.writeNumberProperty(label, steps.get(i).doubleValue());
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    /** Numbers of processes begin with 1, for 0 is the viewer's own. */
    private void place(int connector, int thread) {
        out.writeNumberProperty("pid", connector + 1);
        out.writeNumberProperty("tid", thread);
    }

    private static long micros(JsonNode millis) {
        return Math.round(millis.doubleValue(0) * 1_000);
    }
}
