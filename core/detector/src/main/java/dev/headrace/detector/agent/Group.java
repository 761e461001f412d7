package dev.headrace.detector.agent;

/** What kind of call a probe stands for. */
public enum Group {
    SLEEP(true),
    /** {@code Object.wait}: gives the monitor back when it throws, but who waits is seldom ready for that. */
    MONITOR(false),
    /** Locks, queues, latches park; a lock that throws while it is acquired is left in disorder. */
    PARK(false),
    FUTURE(true),
    NETWORK(true),
    NAMES(true),
    FILE(true),
    PROCESS(true),
    DATABASE(true),
    MEMORY(false),
    /** Not a call: the end of a sleep, or either side of a park. */
    END(false);

    private final boolean mayThrow;

    Group(boolean mayThrow) {
        this.mayThrow = mayThrow;
    }

    /** Whether the call may fail instead of blocking without leaving the JDK's own state in disorder. */
    public boolean mayThrow() {
        return mayThrow;
    }

    /** Whether a JDK in which nothing of this group was found is one that the agent does not understand. */
    boolean isEssential() {
        return this != DATABASE && this != MEMORY;
    }
}
