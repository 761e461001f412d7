package dev.headrace.engine.http;

import java.time.Duration;

/**
 * How long and how large a call may become.
 *
 * @param attempt the longest time of one attempt, from the connection to the answer's last byte
 * @param call the longest time of a call with its retries, from the first grant of the budgets; the time that it waits for
 *     budgets does not count. A call may ask for less or more
 * @param attempts how often a request is sent when it fails and may be repeated, at least 1; throttled answers do not count
 * @param throttles how often a call may be throttled by the upstream before it fails, zero or more
 * @param maxBody the largest body in bytes, before and after decompression
 * @param maxRatio how many times its compressed size a body may have when it is larger than 1 MiB
 */
public record ExchangeBounds(Duration attempt, Duration call, int attempts, int throttles, int maxBody, int maxRatio) {
    /** 30 s an attempt, 60 s in all, 3 attempts, throttled 10 times, 16 MiB, 100:1. */
    public static final ExchangeBounds DEFAULTS =
            new ExchangeBounds(Duration.ofSeconds(30), Duration.ofSeconds(60), 3, 10, 16 << 20, 100);

    /** @throws IllegalArgumentException if a value is out of its range, naming the value */
    public ExchangeBounds {
        require(!attempt.isNegative() && !attempt.isZero(), "attempt must be longer than zero, was " + attempt);
        require(!call.isNegative() && !call.isZero(), "call must be longer than zero, was " + call);
        require(attempts >= 1, "attempts must be at least 1, was " + attempts);
        require(throttles >= 0, "throttles must not be negative, was " + throttles);
        require(maxBody >= 1, "maxBody must be at least 1 byte, was " + maxBody);
        require(maxRatio >= 1, "maxRatio must be at least 1, was " + maxRatio);
    }

    /** The same with other deadlines. */
    public ExchangeBounds deadlines(Duration anAttempt, Duration aCall) {
        return new ExchangeBounds(anAttempt, aCall, attempts, throttles, maxBody, maxRatio);
    }

    /** The same with another number of attempts. */
    public ExchangeBounds attempts(int most) {
        return new ExchangeBounds(attempt, call, most, throttles, maxBody, maxRatio);
    }

    /** The same with another largest body. */
    public ExchangeBounds maxBody(int bytes) {
        return new ExchangeBounds(attempt, call, attempts, throttles, bytes, maxRatio);
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
