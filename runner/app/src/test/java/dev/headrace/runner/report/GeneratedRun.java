package dev.headrace.runner.report;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run document as the end of a run writes it, with every key of schema 1: so many connectors, of which the first waits for its budget
 * for most of the run, and so many exchanges. The same numbers each time. For one thread.
 */
final class GeneratedRun {
    private static final int AT_ONCE = 8;
    private static final List<String> PARTS =
            List.of("budgetMs", "poolMs", "dnsMs", "connectMs", "tlsMs", "firstByteMs", "bodyMs", "decodeMs");
    private static final double[] SHARES = {0.6, 0.01, 0.01, 0.02, 0.03, 0.22, 0.08, 0.03};

    private final Random random = new Random(6);
    private final int connectors;
    private final int exchanges;
    private final double durationMs;
    private String planted = "";

    GeneratedRun(int connectors, int exchanges) {
        this.connectors = connectors;
        this.exchanges = exchanges;
        this.durationMs = Math.max(400, exchanges * 18.0);
    }

    /** With a text at the end of every string that a run can bring along. */
    GeneratedRun planting(String text) {
        planted = text;
        return this;
    }

    /** A run which had nothing to do. */
    static String empty() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", 1).put("id", "20261123T024148-0000").put("started", "2026-11-23T02:41:48Z");
        return json.put("durationMs", 12).put("status", "complete").toString();
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", 1).put("headrace", "0.1.0").put("id", text("20261123T024148-7f3a"));
        json.putObject("configuration")
                .put("file", text("collect.conf"))
                .put("effective", text("engine.in-flight = 64\n"));
        json.put("started", "2026-11-23T02:41:48Z")
                .put("durationMs", durationMs)
                .put("status", "partial");
        json.put("sentence", text("most of it api-0 waiting for its budget"));
        json.put("records", 48 * exchanges)
                .put("requests", exchanges)
                .put("throttles", 3)
                .put("failedTotal", 12);
        json.set("outcomes", outcomes());
        path(json);
        names().forEach(name -> connector(json.withArray("connectors"), name));
        budget(json.putArray("budgets").addObject());
        blocking(json);
        IntStream.range(0, 12).forEach(item -> failure(json.withArray("failed").addObject(), item));
        series(json.putObject("series"));
        exchanges(json.putObject("exchanges"));
        return json.toString();
    }

    private String text(String plain) {
        return plain + planted;
    }

    private List<String> names() {
        return IntStream.range(0, connectors)
                .mapToObj(one -> text("api-" + one))
                .toList();
    }

    private ObjectNode outcomes() {
        ObjectNode outcomes = JsonNodeFactory.instance.objectNode();
        return outcomes.put("planned", exchanges)
                .put("succeeded", exchanges - 12)
                .put("failed", 12);
    }

    private void path(ObjectNode json) {
        ArrayNode path = json.putArray("path");
        cause(path.addObject(), "budget", 0.9 * durationMs).put("limit", text("shared"));
        cause(path.addObject(), "first-byte", 0.1 * durationMs);
        cause(json.putArray("whatIf").addObject(), "budget", 0)
                .put("cause", text("api-0 waits for its budget"))
                .put("withoutMs", 0.1 * durationMs)
                .put("advice", text("raise it"));
    }

    private ObjectNode cause(ObjectNode cause, String phase, double ms) {
        return cause.put("connector", text("api-0"))
                .put("stream", text("pages"))
                .put("phase", phase)
                .put("ms", ms);
    }

    private void connector(ArrayNode all, String name) {
        ObjectNode one = all.addObject().put("name", name).put("connector", text("rest"));
        one.put("records", 480).put("requests", 10).put("throttles", 1).put("durationMs", durationMs);
        one.put("problem", text("the token was refused"));
        one.set("outcomes", outcomes());
        one.set("timeMs", times());
        one.putObject("waitsMs").put(text("shared"), durationMs / 2);
        ObjectNode stream =
                one.putArray("streams").addObject().put("name", text("pages")).put("items", 10);
        stream.put("records", 480)
                .put("requests", 10)
                .put("failed", 1)
                .put("complete", true)
                .set("timeMs", times());
        stream.putObject("itemMs")
                .put("p50", 12.5)
                .put("p90", 30)
                .put("p99", 90.25)
                .put("max", 140);
    }

    private ObjectNode times() {
        ObjectNode times = JsonNodeFactory.instance.objectNode();
        return times.put("budget", 600).put("first-byte", 300).put("commit", 20.5);
    }

    private void budget(ObjectNode budget) {
        budget.put("name", text("shared")).put("origin", "declared").put("source", text("the vendor's page"));
        budget.putArray("rules").add("100 per 1min").add("16 at once");
        names().forEach(budget.putArray("sharedBy")::add);
        budget.put("used", exchanges).put("waits", 4).put("waitMs", durationMs).put("throttles", 3);
        ObjectNode pause = budget.putArray("pauses").addObject();
        pause.put("atMs", 100).put("ms", 2000).put("reason", text("429 with Retry-After"));
    }

    private void blocking(ObjectNode json) {
        ObjectNode verdict = json.putArray("blocking").addObject().put("connector", text("api-0"));
        verdict.put("verdict", "wait")
                .put("sentence", text("it slept 212 times"))
                .put("site", text("Cache.java:57"));
        verdict.put("call", text("java.lang.Thread.sleep")).put("times", 212).put("lostMs", 106_000);
        verdict.put("thread", text("carrier-1")).put("work", text("pages{page=3}"));
        verdict.putArray("stack").add(text("java.lang.Thread.sleep")).add(text("com.acme.Cache.get(Cache.java:57)"));
        ObjectNode dropped = json.putArray("abandoned").addObject().put("connector", text("api-0"));
        dropped.put("place", text("Api.java:44")).put("sentence", text("a stage that failed was dropped"));
    }

    private void failure(ObjectNode failure, int item) {
        failure.put("connector", text("api-0")).put("item", text("pages{page=%d}".formatted(item)));
        failure.put("outcome", "failed").put("attempts", 3).put("cause", text("500 from the upstream"));
        failure.put("answer", text("{\"error\": %d}".formatted(item)));
    }

    private void series(ObjectNode series) {
        series.put("stepMs", 1000);
        int steps = (int) (durationMs / 1000) + 1;
        for (String key : List.of("inFlight", "sent", "waiting")) {
            ObjectNode columns = series.putObject(key);
            names().forEach(name -> random.ints(steps, 0, AT_ONCE).forEach(columns.putArray(name)::add));
        }
    }

    private void exchanges(ObjectNode json) {
        json.put("total", exchanges).put("shown", exchanges);
        int failed = (exchanges + 99) / 100;
        int throttled = (exchanges + 98) / 100;
        json.putArray("totals")
                .add(exchanges - failed - throttled)
                .add(0)
                .add(failed)
                .add(throttled)
                .add(0);
        names().forEach(json.putArray("names")::add);
        json.putArray("budgets").add(text("shared"));
        List.of("ok", "retried", "failed", "throttled", "unchanged").forEach(json.putArray("results")::add);
        IntStream.range(0, exchanges).forEach(number -> exchange(json, number));
    }

    /** Eight at once of each connector, one after another. */
    private void exchange(ObjectNode json, int number) {
        int ofConnector = Math.max(1, exchanges / connectors / AT_ONCE);
        double slot = durationMs / ofConnector;
        int turn = number / connectors / AT_ONCE % ofConnector;
        double length = slot * (0.3 + 0.6 * random.nextDouble());
        json.withArray("connector").add(number % connectors);
        json.withArray("startMs").add(rounded(turn * slot));
        for (int part = 0; part < PARTS.size(); part++) {
            json.withArray(PARTS.get(part)).add(rounded(length * SHARES[part]));
        }
        json.withArray("budget").add(0);
        json.withArray("status").add(number % 100 == 0 ? 500 : 200);
        json.withArray("attempt").add(1 + number % 2);
        json.withArray("result").add(number % 100 == 0 ? 2 : number % 100 == 1 ? 3 : 0);
        json.withArray("bytes").add(random.nextInt(90_000));
        json.withArray("target").add(text("/api/2/search?startAt=%d".formatted(50 * number)));
    }

    private static double rounded(double ms) {
        return Math.round(ms * 1000) / 1000.0;
    }
}
