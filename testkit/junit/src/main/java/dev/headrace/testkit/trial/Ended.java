package dev.headrace.testkit.trial;

import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.TrafficLog;
import java.util.List;

/**
 * A trial that has ended.
 *
 * @param report what the engine says of it
 * @param watch what the connector did; empty for a trial that was not watched
 * @param traffic what the upstream saw
 * @param lines what was written, each line behind its file, sorted
 */
public record Ended(RunReport report, Watch watch, TrafficLog traffic, List<String> lines) {}
