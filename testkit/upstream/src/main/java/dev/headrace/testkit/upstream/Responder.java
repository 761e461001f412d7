package dev.headrace.testkit.upstream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Decides what the fake upstream answers to one request.
 *
 * <p>Called on a thread of the server, possibly by several threads at once: an implementation is thread-safe. It should
 * not block, because the server has few threads: to answer later, return a {@link Reply} with a
 * {@linkplain Reply#delayedBy delay} or one that waits {@linkplain Reply#heldUntil for a signal}. What it throws becomes
 * a 500 whose body says so.
 */
@FunctionalInterface
public interface Responder {
    /**
     * The answer to one request.
     *
     * @param request the request, body included
     * @return what to answer; the same instance may be returned any number of times
     */
    Reply reply(ReceivedRequest request);

    /**
     * Answers with each of the replies in turn, whatever is asked, and with the last one for ever after.
     *
     * @param first the first answer
     * @param then the answers after it, in order
     */
    static Responder sequence(Reply first, Reply... then) {
        List<Reply> later = List.of(then);
        AtomicInteger position = new AtomicInteger();
        return request -> {
            int turn = position.getAndUpdate(now -> Math.min(now + 1, later.size()));
            return turn == 0 ? first : later.get(turn - 1);
        };
    }

    /**
     * Follows a script of its own for each request target (path and query), so that for example the first attempt at
     * every page fails and the second succeeds.
     *
     * @param script makes a fresh responder for a target seen for the first time; one is kept for each target until the
     *     server goes away
     */
    static Responder perTarget(Supplier<Responder> script) {
        Map<String, Responder> scripts = new ConcurrentHashMap<>();
        return request -> scripts.computeIfAbsent(request.target(), target -> script.get())
                .reply(request);
    }

    /**
     * Answers each target with {@code fault} the given number of times before it lets the request through to this
     * responder.
     *
     * @param times how many attempts at each target fail, from 0
     * @param fault the answer to those attempts
     */
    default Responder failingFirst(int times, Reply fault) {
        Responder healthy = this;
        return perTarget(() -> {
            AtomicInteger attempts = new AtomicInteger();
            return request -> attempts.getAndIncrement() < times ? fault : healthy.reply(request);
        });
    }
}
