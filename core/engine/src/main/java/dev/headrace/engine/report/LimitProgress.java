package dev.headrace.engine.report;

import java.time.Duration;

/**
 * Where one limit is at one moment of a run.
 *
 * @param name of the limit
 * @param underWay requests granted and not finished
 * @param waiting requests that wait, and that this limit holds back
 * @param pausedFor how long the upstream lets nobody through; zero when it does
 * @param throttles times that the upstream refused; the refusals of requests that were under way together are one
 */
public record LimitProgress(String name, int underWay, int waiting, Duration pausedFor, long throttles) {}
