package dev.headrace.detector.agent;

/** What is remembered of one watched thread between two probes. Confined to that thread. */
final class ThreadWatch {
    /** A park notes its blocker, and clears it when it is over. */
    private static final int BLOCKERS_OF_A_PARK = 2;

    private boolean inside;
    private boolean waiting;
    private long since;
    private int blockers;

    boolean isInside() {
        return inside;
    }

    void inside(boolean inside) {
        this.inside = inside;
    }

    void begins() {
        waiting = true;
        blockers = 0;
        since = System.nanoTime();
    }

    /** How long the wait took that ends now, in nanoseconds; negative when none does. */
    long ends(boolean byBlocker) {
        if (!waiting || byBlocker && ++blockers < BLOCKERS_OF_A_PARK) {
            return -1;
        }
        waiting = false;
        return System.nanoTime() - since;
    }
}
