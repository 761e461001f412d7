package dev.headrace.engine.record;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How many requests were under way, went out and waited, step by step. A step is a second; when there would be too many of them, two
 * become one. Guarded by itself.
 */
final class Curves {
    /** More than a page is wide. */
    static final int MOST_STEPS = 2_000;

    /** Of all connectors together: a run of a thousand connectors has fewer steps. */
    private static final int MOST_POINTS = 100_000;

    private static final int FEWEST_STEPS = 64;

    /**
     * How a connector stands.
     *
     * @param flownNanos the time of all its requests on the network so far
     * @param sent so far
     * @param waiting now
     */
    record Reading(String connector, double flownNanos, long sent, int waiting) {}

    /** One connector. */
    static final class Curve {
        private float[] inFlight = new float[FEWEST_STEPS];
        private float[] waiting = new float[FEWEST_STEPS];
        private long[] sent = new long[FEWEST_STEPS];
        private double flownBefore;
        private long sentBefore;

        private void put(int from, int to, Reading now, long spanNanos) {
            room(to);
            float mean = (float) Math.max(0, (now.flownNanos() - flownBefore) / spanNanos);
            long more = now.sent() - sentBefore;
            for (int step = from; step < to; step++) {
                inFlight[step] = mean;
                waiting[step] = now.waiting();
                // What went out in several steps is spread, so that none is lost.
                sent[step] = more * (step + 1 - from) / (to - from) - more * (step - from) / (to - from);
            }
            flownBefore = now.flownNanos();
            sentBefore = now.sent();
        }

        private void room(int steps) {
            if (steps > sent.length) {
                int room = Math.max(steps, 2 * sent.length);
                inFlight = Arrays.copyOf(inFlight, room);
                waiting = Arrays.copyOf(waiting, room);
                sent = Arrays.copyOf(sent, room);
            }
        }

        private void takeBack(int step, long stepNanos) {
            sentBefore -= sent[step];
            flownBefore -= (double) inFlight[step] * stepNanos;
        }

        private void halve(int steps) {
            for (int step = 0; step < steps / 2; step++) {
                inFlight[step] = (inFlight[2 * step] + inFlight[2 * step + 1]) / 2;
                waiting[step] = (waiting[2 * step] + waiting[2 * step + 1]) / 2;
                sent[step] = sent[2 * step] + sent[2 * step + 1];
            }
        }

        float inFlight(int step) {
            return inFlight[step];
        }

        float waiting(int step) {
            return waiting[step];
        }

        long sent(int step) {
            return sent[step];
        }
    }

    private final Map<String, Curve> curves = new TreeMap<>();
    private long stepNanos = TimeUnit.SECONDS.toNanos(1);
    private int steps;
    private long lookedAt;

    /** Returns how long until the end of the step under way. */
    synchronized long look(long sinceStart, List<Reading> readings) {
        put(sinceStart, 0, readings);
        return Math.max(1, (steps + 1) * stepNanos - sinceStart);
    }

    /** The last step may be a short one. */
    synchronized void end(long sinceStart, List<Reading> readings) {
        if (sinceStart > lookedAt) {
            put(sinceStart, 1, readings);
        }
    }

    /** @param begun how many steps count that are not over */
    private void put(long sinceStart, int begun, List<Reading> readings) {
        while (sinceStart / stepNanos + begun > most(readings.size())) {
            halve();
        }
        int until = (int) (sinceStart / stepNanos) + begun;
        if (until <= steps) {
            return;
        }
        for (Reading reading : readings) {
            curve(reading.connector()).put(steps, until, reading, Math.max(1, sinceStart - lookedAt));
        }
        steps = until;
        lookedAt = sinceStart;
    }

    /** One that comes later has done nothing before. */
    private Curve curve(String connector) {
        Curve curve = curves.computeIfAbsent(connector, name -> new Curve());
        curve.room(steps);
        return curve;
    }

    private static int most(int connectors) {
        return Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, MOST_POINTS / Math.max(1, connectors)));
    }

    private void halve() {
        if (steps % 2 == 1) {
            // The last becomes half of a step that is not over: what was counted in it is counted again with the rest.
            steps--;
            lookedAt = Math.min(lookedAt, steps * stepNanos);
            curves.values().forEach(curve -> curve.takeBack(steps, stepNanos));
        }
        curves.values().forEach(curve -> curve.halve(steps));
        steps /= 2;
        stepNanos *= 2;
    }

    synchronized long stepNanos() {
        return stepNanos;
    }

    synchronized int steps() {
        return steps;
    }

    /** By connector, sorted. */
    synchronized Map<String, Curve> all() {
        return new TreeMap<>(curves);
    }
}
