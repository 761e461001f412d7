package dev.headrace.spi.async;

import org.jspecify.annotations.Nullable;

/** A reason to start nothing more; {@code cancelInFlight} says whether work under way is given up too. */
record StopRequest(
        Stop stop,
        String reason,
        boolean cancelInFlight,
        @Nullable Throwable problem) {
    static StopRequest cancelled(String reason) {
        return new StopRequest(Stop.CANCELLED, reason, true, null);
    }

    static StopRequest broken(Stop stop, String what, Throwable problem) {
        return new StopRequest(stop, what + Described.cause(problem), stop != Stop.INPUT_FAILED, problem);
    }
}
