package dev.headrace.testkit.trial;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * A fault laid over the good answers of an upstream, which counts how often it was served. For any thread; each belongs to one
 * trial.
 */
public final class Fault {
    private final BiPredicate<RequestKey, Integer> hits;
    private final Answer answer;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch enough;
    private final CopyOnWriteArrayList<Served> served = new CopyOnWriteArrayList<>();

    /** Makes the bad answer; the good one is asked for only where it is needed. */
    @FunctionalInterface
    public interface Answer {
        /**
         * The bad answer.
         *
         * @param request what was asked
         * @param good gives the good answers
         */
        Reply reply(ReceivedRequest request, Responder good);
    }

    /**
     * One bad answer that was given.
     *
     * @param key what was asked
     * @param arrivedNanos when, by {@link System#nanoTime()}
     */
    public record Served(RequestKey key, long arrivedNanos) {}

    private Fault(BiPredicate<RequestKey, Integer> hits, Answer answer, int enough) {
        this.hits = hits;
        this.answer = answer;
        this.enough = new CountDownLatch(enough);
    }

    /** No fault at all. */
    public static Fault none() {
        return new Fault((key, number) -> false, (request, good) -> good.reply(request), 0);
    }

    /** Every answer. */
    public static Fault onAll(Answer answer) {
        return new Fault((key, number) -> true, answer, 1);
    }

    /** The answers to some requests, each time that they are asked. */
    public static Fault on(Collection<RequestKey> keys, Answer answer) {
        Set<RequestKey> hit = Set.copyOf(keys);
        return new Fault((key, number) -> hit.contains(key), answer, hit.size());
    }

    /** As {@link #on(Collection, Answer)}, the same whatever the good answer is. */
    public static Fault on(Collection<RequestKey> keys, Reply bad) {
        return on(keys, (request, good) -> bad);
    }

    /** As {@link #on(Collection, Answer)}, made from the good answer. */
    public static Fault spoiling(Collection<RequestKey> keys, UnaryOperator<Reply> spoiled) {
        return on(keys, (request, good) -> spoiled.apply(good.reply(request)));
    }

    /** The very first answer of the run. */
    public static Fault onFirst(Answer answer) {
        return new Fault((key, number) -> number == 1, answer, 1);
    }

    Reply reply(ReceivedRequest request, Responder good, Collection<String> secrets) {
        RequestKey key = RequestKey.received(request, secrets);
        if (!hits.test(key, asked.incrementAndGet())) {
            return good.reply(request);
        }
        served.add(new Served(key, request.arrivedNanos()));
        enough.countDown();
        return answer.reply(request, good);
    }

    /** What was served so far, in order. */
    public Collection<Served> served() {
        return served;
    }

    /** Completes its count when every request that it lies in wait for has come once. */
    public CountDownLatch complete() {
        return enough;
    }
}
