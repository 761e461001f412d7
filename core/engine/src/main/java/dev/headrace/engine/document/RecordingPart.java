package dev.headrace.engine.document;

import dev.headrace.engine.record.AttemptResult;
import dev.headrace.engine.record.Recording;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What happened when: curves, and a row for each attempt, column by column. Stateless. */
final class RecordingPart {
    /** The keys of the parts of an attempt, in their order. */
    private static final List<String> PARTS =
            List.of("budgetMs", "dnsMs", "poolMs", "connectMs", "tlsMs", "firstByteMs", "bodyMs", "decodeMs");

    private RecordingPart() {}

    static void write(Recording recording, Json json) {
        json.object("series", () -> series(recording, json)).object("exchanges", () -> exchanges(recording, json));
    }

    private static void series(Recording recording, Json json) {
        json.number("stepMs", recording.stepMillis());
        curves("inFlight", recording.inFlight(), json);
        curves("sent", recording.sent(), json);
        curves("waiting", recording.waiting(), json);
    }

    private static void curves(String key, Map<String, double[]> curves, Json json) {
        json.object(
                key,
                () -> curves.forEach((name, steps) ->
                        json.values(name, steps.length, step -> json.decimal(Math.round(steps[step] * 100), 100))));
    }

    private static void exchanges(Recording all, Json json) {
        int count = all.shown();
        json.number("total", all.total())
                .number("shown", count)
                .texts("names", all.connectors())
                .texts("budgets", all.budgets())
                .values("connector", count, row -> json.number(all.connector(row)))
                .values("startMs", count, row -> json.micros(all.startMicros(row)))
                .values("budget", count, row -> json.number(all.budget(row)));
        for (int part = 0; part < PARTS.size(); part++) {
            int number = part;
            json.values(PARTS.get(part), count, row -> json.micros(Math.round((double) all.phaseMicros(number, row))));
        }
        json.values("status", count, row -> json.number(all.status(row)))
                .values("attempt", count, row -> json.number(all.attempt(row)))
                .values("result", count, row -> json.number(all.result(row).ordinal()));
        AttemptResult[] results = AttemptResult.values();
        json.texts("results", Arrays.stream(results).map(AttemptResult::text).toList())
                .values("totals", results.length, result -> json.number(all.total(results[result])))
                .values("bytes", count, row -> json.number(all.bytes(row)))
                .values("target", count, row -> json.text(all.target(row)));
    }
}
