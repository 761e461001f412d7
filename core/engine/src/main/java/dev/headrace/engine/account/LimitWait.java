package dev.headrace.engine.account;

import java.time.Duration;

/**
 * What was waited for one limit.
 *
 * @param times how many requests had to wait for it
 * @param time in all, of items: where two requests of an item wait at once, it waits once
 */
public record LimitWait(long times, Duration time) {
    /** The sum of two. */
    public LimitWait plus(LimitWait more) {
        return new LimitWait(times + more.times, time.plus(more.time));
    }
}
