package dev.headrace.engine.account;

import java.util.Locale;

/**
 * What an item can be waiting for or busy with, in the order in which an item comes to it. Where it does several things at once,
 * such as two requests side by side, the time belongs to the last of their phases in this order: the one that is furthest along.
 */
public enum Phase {
    /** Waiting in the window for its turn: the connector has as many items under way as it may. */
    QUEUE,
    /** Waiting before an attempt that follows a failed one. */
    RETRY_WAIT,
    /** Waiting for the access token that signs a request. */
    TOKEN,
    /** Waiting for a permit of a budget. */
    BUDGET,
    /** Looking the host's name up; before the first request over TLS, reading the trusted certificates too. */
    DNS,
    /** Waiting for a connection of the pool, and for the thread that serves it. */
    POOL,
    /** Connecting, and asking a proxy for a tunnel. */
    CONNECT,
    /** Agreeing on keys over a new connection. */
    TLS,
    /** From the first byte of the request to the head of the answer. */
    FIRST_BYTE,
    /** From the head of the answer to its last byte. */
    BODY,
    /** In the pool for work that must block, or waiting for a place there. */
    OFFLOADED,
    /** Turning the body into a tree, and waiting for a thread that does. */
    DECODE,
    /** Waiting for the connector's strand while it does something else. */
    STRAND_WAIT,
    /** Running on the strand. */
    STRAND,
    /** Running on the strand while blocked, or waiting for the strand while another item of the connector blocks it. */
    BLOCKED,
    /** From its end on: encoding the records and waiting for the store to take them. */
    COMMIT,
    /** None of these: it waits for something of the connector's own. */
    OTHER;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The stable name for files and metrics, for example {@code first-byte}. */
    public String text() {
        return text;
    }
}
