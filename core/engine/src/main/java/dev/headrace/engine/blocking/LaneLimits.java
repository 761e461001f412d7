package dev.headrace.engine.blocking;

/** What a lane is and what it may do at once. */
record LaneLimits(String name, ClassLoader loader, int atOnce, int waiting) {
    LaneLimits {
        if (atOnce < 1) {
            throw new IllegalArgumentException("lane '%s' must run at least 1 at once, was %s".formatted(name, atOnce));
        }
        if (waiting < 0) {
            throw new IllegalArgumentException("lane '%s' cannot let %s wait".formatted(name, waiting));
        }
    }
}
