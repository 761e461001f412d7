package dev.headrace.engine.record;

/**
 * How long each part of an attempt took, in nanoseconds; the parts follow one another in this order. A part that did not happen is
 * zero.
 *
 * @param budget waiting for a permit
 * @param dns looking the name up
 * @param pool waiting for a connection of the pool
 * @param connect making a connection
 * @param tls making it secure
 * @param firstByte from the request to the answer's first byte
 * @param body from the answer's first byte to its last
 * @param decode from the last byte until it is understood, with the wait for a thread that does so
 */
public record AttemptPhases(
        long budget, long dns, long pool, long connect, long tls, long firstByte, long body, long decode) {
    /** How many parts there are. */
    static final int COUNT = 8;

    long nanos(int part) {
        return switch (part) {
            case 0 -> budget;
            case 1 -> dns;
            case 2 -> pool;
            case 3 -> connect;
            case 4 -> tls;
            case 5 -> firstByte;
            case 6 -> body;
            default -> decode;
        };
    }
}
