package dev.headrace.engine.account;

/** What an item can be waiting for or busy with. */
public enum Phase {
    /** Waiting in the window for its turn: the connector or the run has as many items under way as it may. */
    QUEUE,
    /** Waiting for a permit of a budget. */
    BUDGET,
    /** Waiting before an attempt that follows a failed one. */
    RETRY_WAIT,
    /** Waiting for a connection: name look-up, connect and TLS. */
    CONNECTION,
    /** From the request's first byte to the answer's last. */
    NETWORK,
    /** Turning the body into a tree. */
    DECODE,
    /** Waiting for the connector's strand and running on it. */
    STRAND,
    /** Running on the strand while blocked, as the watchdog saw it. */
    BLOCKED,
    /** In the pool for work that must block. */
    OFFLOADED,
    /** Encoding the records and waiting for the store to take them. */
    COMMIT
}
