package dev.headrace.engine.report;

import dev.headrace.engine.account.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Counters of a run at one moment, for those who draw curves of them.
 *
 * @param connectors one for each instance
 * @param limits all that are known; of runs side by side each tells the same
 */
public record RunReadings(List<ConnectorReading> connectors, List<LimitReading> limits) {
    /** Copies the lists. */
    public RunReadings {
        connectors = List.copyOf(connectors);
        limits = List.copyOf(limits);
    }

    /**
     * The counters of one instance.
     *
     * @param records handed to the store
     * @param throttles answers that told it to slow down
     * @param inFlight items under way
     * @param waiting items that wait for their turn
     * @param time by phase, of the items that are over
     * @param blocked how often its code blocked its strand
     * @param lost by that
     */
    public record ConnectorReading(
            String name,
            long records,
            long throttles,
            int inFlight,
            long waiting,
            Map<Phase, Duration> time,
            long blocked,
            Duration lost) {
        /** Copies the map. */
        public ConnectorReading {
            time = Map.copyOf(time);
        }
    }

    /**
     * The counters of one limit.
     *
     * @param windows what each of its windows allows and holds now
     * @param underWay requests granted and not finished
     * @param waiting requests that it holds back
     * @param pausedFor how long the upstream lets nobody through; zero when it does
     * @param granted requests that it let go
     * @param waits requests that it held back
     * @param waited how long it held them back, added up
     * @param throttles times that the upstream refused
     * @param learnt whether only answers tell of it
     */
    public record LimitReading(
            String name,
            List<Window> windows,
            int underWay,
            int waiting,
            Duration pausedFor,
            long granted,
            long waits,
            Duration waited,
            long throttles,
            boolean learnt) {
        /** Copies the list. */
        public LimitReading {
            windows = List.copyOf(windows);
        }
    }

    /**
     * One window.
     *
     * @param length of it
     * @param permits that it allows
     * @param used of them
     */
    public record Window(Duration length, int permits, int used) {}
}
