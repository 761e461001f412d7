package dev.headrace.runner.serve;

import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import java.time.Instant;
import java.util.Optional;

/** Hears what happens to instances. Called on the thread that decides: must not block. */
public interface ServeEvents {
    /**
     * A run has begun.
     *
     * @param due when it was due
     * @param missed how many further times passed without a run since the one before; this one is for all of them
     */
    void started(String instance, Instant due, int missed, Run run);

    /**
     * A run could not begin.
     *
     * @param why for people
     */
    void failed(String instance, Instant due, String why);

    /**
     * It was due, and its former run goes on; it is caught up with when that has ended.
     *
     * @param times how often
     */
    void refused(String instance, int times);

    /**
     * A run has ended.
     *
     * @param next when it is due again; empty when it is not
     */
    void ended(String instance, RunReport report, Optional<Instant> next);

    /** Both. */
    default ServeEvents and(ServeEvents other) {
        ServeEvents first = this;
        return new ServeEvents() {
            @Override
            public void started(String instance, Instant due, int missed, Run run) {
                first.started(instance, due, missed, run);
                other.started(instance, due, missed, run);
            }

            @Override
            public void failed(String instance, Instant due, String why) {
                first.failed(instance, due, why);
                other.failed(instance, due, why);
            }

            @Override
            public void refused(String instance, int times) {
                first.refused(instance, times);
                other.refused(instance, times);
            }

            @Override
            public void ended(String instance, RunReport report, Optional<Instant> next) {
                first.ended(instance, report, next);
                other.ended(instance, report, next);
            }
        };
    }
}
