package dev.headrace.engine.report;

import java.time.Duration;

/**
 * Connector code that held its strand for too long, as the watchdog saw it.
 *
 * @param connector the instance
 * @param kind what the thread was doing, for people: wait, lock, native, cpu
 * @param connectorFrame the first frame of the connector's own code, with file and line
 * @param blockingFrame the call that blocked
 * @param times how often it was seen
 * @param lost by the connector, in total
 * @param stack a sample, as text
 */
public record BlockingReport(
        String connector,
        String kind,
        String connectorFrame,
        String blockingFrame,
        long times,
        Duration lost,
        String stack) {}
