package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a fake upstream has seen: each request with its fate, and the counts a test asserts on.
 *
 * <p>Safe for use by any thread, while the server runs and after it was closed. Requests are entered at their arrival, in
 * that order, before they are answered.
 */
public final class TrafficLog {
    private final int capacity;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final int[] statuses = new int[600];
    private int requests;
    private int throttled;
    private int concurrent;
    private int maxConcurrent;
    private int abandoned;
    private int connections;

    TrafficLog(int capacity) {
        this.capacity = capacity;
    }

    /** The requests seen so far, oldest first; only the first ones if there are more than the log keeps. */
    public synchronized List<Exchange> exchanges() {
        // Two threads may enter requests in the other order than they arrived.
        return exchanges.stream()
                .sorted(Comparator.comparingInt(exchange -> exchange.request().number()))
                .toList();
    }

    /**
     * The requests seen so far for one path, oldest first.
     *
     * @param path the decoded path without the query
     */
    public List<Exchange> exchanges(String path) {
        return exchanges().stream()
                .filter(exchange -> exchange.request().path().equals(path))
                .toList();
    }

    /** The requests seen so far, to be asked about: {@code traffic().seen().to("/orders").answered(200).count()}. */
    public Seen seen() {
        return new Seen(exchanges());
    }

    /** How many requests arrived, refused ones included. */
    public synchronized int requests() {
        return requests;
    }

    /** How many requests a {@link StrictLimit} refused: the client's violations. */
    public synchronized int throttled() {
        return throttled;
    }

    /**
     * How many requests were decided to be answered with a status.
     *
     * @param status the status code, 100 to 599
     */
    public synchronized int answered(int status) {
        return statuses[status];
    }

    /** How many requests are unanswered right now. */
    public synchronized int concurrent() {
        return concurrent;
    }

    /** The most requests that were unanswered at one moment. */
    public synchronized int maxConcurrent() {
        return maxConcurrent;
    }

    /**
     * How many answers could not be delivered because the client had gone. On HTTP/1.1 this shows only when the answer is
     * written, on HTTP/2 as soon as the client resets the stream.
     */
    public synchronized int abandoned() {
        return abandoned;
    }

    /** How many connections were opened. */
    public synchronized int connections() {
        return connections;
    }

    /**
     * The most requests that arrived within any span of the given length: what a strict sliding window would have seen.
     * Counts only the requests that the log kept.
     *
     * @param window the length of the span
     */
    public int busiest(Duration window) {
        return seen().busiest(window);
    }

    /**
     * Waits until a number of requests has arrived, since the start or the last {@link #clear()}.
     *
     * @param count how many
     * @param timeout how long to wait at most
     * @throws AssertionError if they did not come in time; names those that did
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void awaitRequests(int count, Duration timeout) throws InterruptedException {
        await(log -> log.requests >= count, count + " requests", timeout);
    }

    /**
     * Waits until no request is unanswered any more.
     *
     * @param timeout how long to wait at most
     * @throws AssertionError if some are unanswered still
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void awaitQuiet(Duration timeout) throws InterruptedException {
        await(log -> log.concurrent == 0, "all requests to be answered", timeout);
    }

    /** Forgets everything but the requests that are unanswered right now. */
    public synchronized void clear() {
        exchanges.clear();
        Arrays.fill(statuses, 0);
        requests = 0;
        throttled = 0;
        maxConcurrent = concurrent;
        abandoned = 0;
        connections = 0;
    }

    synchronized void enter(Exchange exchange) {
        requests++;
        statuses[exchange.status()]++;
        throttled += exchange.throttled() ? 1 : 0;
        concurrent++;
        maxConcurrent = Math.max(maxConcurrent, concurrent);
        if (exchanges.size() < capacity) {
            exchanges.add(exchange);
        }
        notifyAll();
    }

    synchronized void leave() {
        concurrent--;
        notifyAll();
    }

    synchronized void abandon() {
        abandoned++;
    }

    synchronized void connected() {
        connections++;
    }

    private synchronized void await(Predicate<TrafficLog> condition, String what, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.test(this)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Waited " + timeout + " for " + what + "; " + requests + " arrived, "
                        + concurrent + " of them unanswered: " + exchanges);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
