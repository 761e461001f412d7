package dev.headrace.engine.http;

import dev.headrace.engine.account.AttemptTimes;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.record.AttemptPhases;
import dev.headrace.engine.record.AttemptResult;
import dev.headrace.engine.record.RecordedAttempt;
import dev.headrace.engine.record.Track;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on its way, for the recorder. Handed from step to step of its exchange, and to the reactor that sends it; ends once, by
 * whoever comes first. Thread-safe.
 */
final class Trip {
    private final Track track;
    private final Supplier<String> target;
    private final int attempt;
    private final Consumer<RecordedAttempt> told;

    // All that follows is guarded by this.
    private long departedAt;
    private boolean hasDeparted;
    private @Nullable Attempt landed;
    private @Nullable AttemptTimes times;
    private long landedAt;
    private boolean over;

    /**
     * @param target where it goes, without secrets
     * @param told of the end, too
     */
    Trip(Track track, Supplier<String> target, int attempt, Consumer<RecordedAttempt> told) {
        this.track = track;
        this.target = target;
        this.attempt = attempt;
        this.told = told;
    }

    /** The request goes out. */
    synchronized void departs(long now) {
        departedAt = now;
        hasDeparted = true;
        track.departs(now);
    }

    /**
     * It is over, or its head is there; what came of it is still to be found out.
     *
     * @param ended {@code null} where nothing could be sent
     */
    synchronized void lands(@Nullable Attempt ended, AttemptTimes spent, long now) {
        landed = ended;
        times = spent;
        landedAt = now;
    }

    /** Tells what came of it; without effect while it is on its way, where its body is still read, and the second time. */
    void end(AttemptResult result, long now) {
        RecordedAttempt row;
        synchronized (this) {
            Attempt ended = landed;
            boolean onItsWay = times == null || ended != null && ended.streamed() != null;
            long bytes = ended == null ? 0 : ended.body().length();
            row = onItsWay ? null : row(result, bytes, false, now);
        }
        record(row);
    }

    /** The last of a body has come that was read while it arrived, or it is not wanted. */
    void endOfBody(AttemptResult result, long received, long now) {
        RecordedAttempt row;
        synchronized (this) {
            row = row(result, received, true, now);
        }
        record(row);
    }

    private void record(@Nullable RecordedAttempt row) {
        if (row != null) {
            track.add(row, target);
            told.accept(row);
        }
    }

    private @Nullable RecordedAttempt row(AttemptResult result, long bytes, boolean bodyIsRead, long now) {
        AttemptTimes spent = times;
        if (over || spent == null) {
            return null;
        }
        over = true;
        if (hasDeparted) {
            track.arrives(departedAt, now);
        }
        // What its answer took from its landing on is not in its times: those may be of another attempt by now.
        long sinceLanding = now - landedAt;
        AttemptPhases phases = new AttemptPhases(
                spent.nanosIn(Phase.BUDGET),
                spent.nanosIn(Phase.DNS),
                spent.nanosIn(Phase.POOL),
                spent.nanosIn(Phase.CONNECT),
                spent.nanosIn(Phase.TLS),
                spent.nanosIn(Phase.FIRST_BYTE),
                spent.nanosIn(Phase.BODY) + (bodyIsRead ? sinceLanding : 0),
                spent.nanosIn(Phase.DECODE) + (bodyIsRead ? 0 : sinceLanding));
        int status = landed == null ? 0 : landed.status();
        return new RecordedAttempt(
                spent.beganNanos() + spent.nanosIn(Phase.TOKEN),
                spent.limit().orElse(""),
                phases,
                status,
                attempt,
                result,
                bytes);
    }
}
