package dev.headrace.engine.record;

import java.util.function.Supplier;

/** The requests of one connector. Thread-safe; its monitor is held for a few additions. */
public final class Track {
    /**
     * How much was under way so far.
     *
     * @param nanos the time of all requests on the network, added up
     * @param sent how many went out
     */
    record Flown(double nanos, long sent) {}

    private final Recorder recorder;
    private final int connector;

    // Guarded by this.
    private long sent;
    private long underWay;
    private double departures;
    private double flown;

    Track(Recorder recorder, int connector) {
        this.recorder = recorder;
        this.connector = connector;
    }

    /** A request goes out. */
    public synchronized void departs(long nowNanos) {
        sent++;
        underWay++;
        departures += nowNanos;
    }

    /** It is over; told once for each that has departed, whatever became of it. */
    public synchronized void arrives(long departedNanos, long nowNanos) {
        underWay--;
        departures -= departedNanos;
        flown += nowNanos - departedNanos;
    }

    synchronized Flown flown(long nowNanos) {
        return new Flown(flown + (double) underWay * nowNanos - departures, sent);
    }

    /**
     * Records an attempt that has ended.
     *
     * @param target where it went, without secrets; asked only if the attempt is kept
     */
    public void add(RecordedAttempt attempt, Supplier<String> target) {
        recorder.add(connector, attempt, target);
    }
}
