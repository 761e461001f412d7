package dev.headrace.engine.document;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.PathStep;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.StreamReport;
import dev.headrace.engine.report.WhatIf;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run was and how it ended, as a whole and by connector. Stateless. */
final class ReportPart {
    private ReportPart() {}

    static void write(RunFacts facts, Json json) {
        RunReport report = facts.report();
        json.number("schema", Documents.SCHEMA)
                .text("headrace", facts.headrace())
                .text("id", facts.id())
                .object(
                        "configuration",
                        () -> json.text("file", facts.configuration().file())
                                .text("effective", facts.configuration().effective()))
                .instant("started", report.started());
        report.continued().ifPresent(since -> json.instant("continued", since));
        json.millis("durationMs", report.duration())
                .text("status", lower(report.status()))
                .flag("stopped", report.stopped())
                .text("problem", report.problem())
                .text("sentence", report.sentence())
                .objects("path", report.path(), step -> write(step, json))
                .objects("whatIf", report.whatIfs(), one -> write(one, json));
        outcomes("outcomes", report.outcomes(), json);
        json.number("records", report.records())
                .number("requests", sum(report, Kind.REQUESTS))
                .number("throttles", sum(report, Kind.THROTTLES))
                .objects("connectors", report.connectors(), connector -> write(connector, json));
    }

    private enum Kind {
        REQUESTS,
        THROTTLES
    }

    private static long sum(RunReport report, Kind kind) {
        return report.connectors().stream()
                .mapToLong(one -> kind == Kind.REQUESTS ? one.requests() : one.throttles())
                .sum();
    }

    private static void write(ConnectorReport connector, Json json) {
        json.text("name", connector.name())
                .text("connector", connector.connector())
                .number("records", connector.records())
                .number("requests", connector.requests())
                .number("throttles", connector.throttles())
                .millis("durationMs", connector.duration());
        outcomes("outcomes", connector.outcomes(), json);
        json.text("problem", connector.problem())
                .object("timeMs", () -> phases(connector.time(), json))
                .object(
                        "waitsMs",
                        () -> new TreeMap<>(connector.waits())
                                .forEach((limit, wait) -> json.millis(limit, wait.time())))
                .object(
                        "waits",
                        () -> new TreeMap<>(connector.waits())
                                .forEach((limit, wait) -> json.number(limit, wait.times())))
                .objects("streams", connector.streams(), stream -> write(stream, json));
    }

    private static void write(StreamReport stream, Json json) {
        StreamReport.Durations durations = stream.durations();
        json.text("name", stream.name())
                .number("items", stream.items())
                .number("records", stream.records())
                .number("requests", stream.requests())
                .number("failed", stream.failed())
                .flag("complete", stream.complete())
                .object("timeMs", () -> phases(stream.time(), json))
                .object(
                        "itemMs",
                        () -> json.millis("p50", durations.half())
                                .millis("p90", durations.nineOfTen())
                                .millis("p99", durations.ninetyNine())
                                .millis("max", durations.longest()));
    }

    private static void write(PathStep step, Json json) {
        json.text("connector", step.connector())
                .text("stream", step.stream())
                .text("phase", step.phase().text());
        limit(step.limit(), json);
        json.millis("ms", step.time());
    }

    private static void write(WhatIf one, Json json) {
        json.text("cause", one.cause())
                .text("connector", one.connector())
                .text("phase", one.phase().text());
        limit(one.limit(), json);
        json.millis("withoutMs", one.without()).text("advice", one.advice());
    }

    private static void limit(String limit, Json json) {
        if (!limit.isEmpty()) {
            json.text("limit", limit);
        }
    }

    private static void phases(Map<Phase, Duration> time, Json json) {
        new TreeMap<>(time).forEach((phase, span) -> json.millis(phase.text(), span));
    }

    private static void outcomes(String key, OutcomeCounts outcomes, Json json) {
        json.object(
                key,
                () -> json.number("planned", outcomes.planned())
                        .number("succeeded", outcomes.of(ItemOutcome.SUCCEEDED))
                        .number("failed", outcomes.of(ItemOutcome.FAILED))
                        .number("throttled", outcomes.of(ItemOutcome.THROTTLED))
                        .number("blocked", outcomes.of(ItemOutcome.BLOCKED))
                        .number("cancelled", outcomes.of(ItemOutcome.CANCELLED))
                        .number("notStarted", outcomes.of(ItemOutcome.NOT_STARTED))
                        .number("repeated", outcomes.repeated()));
    }

    /** {@code RETRY_WAIT} as {@code retry-wait}. */
    static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
