package dev.headrace.testkit.upstream;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Which requests a {@link Fault} meets. Conditions on the request are asked first; the turns count only the requests that meet
 * them, from the moment the fault is laid over.
 *
 * <pre>{@code
 * When.always()
 * When.path("/orders").first(2)
 * When.path("/orders/*").matching(request -> request.query("page").isPresent()).nth(3, 5)
 * When.always().ofEach(2, 10)      // the first two of every ten
 * }</pre>
 *
 * <p>Immutable.
 */
public final class When {
    private static final PathPattern EVERYWHERE = PathPattern.of("/*");

    private final PathPattern path;
    private final Predicate<ReceivedRequest> condition;
    private final IntPredicate turn;

    private When(PathPattern path, Predicate<ReceivedRequest> condition, IntPredicate turn) {
        this.path = path;
        this.condition = condition;
        this.turn = turn;
    }

    /** Every request. */
    public static When always() {
        return new When(EVERYWHERE, request -> true, turn -> true);
    }

    /**
     * Every request to some paths.
     *
     * @param path the exact decoded path, or {@code /prefix/*} for everything below
     */
    public static When path(String path) {
        return new When(PathPattern.of(path), request -> true, turn -> true);
    }

    /**
     * Only requests that also meet a condition.
     *
     * @param other asked on the server's threads, by several at once
     */
    public When matching(Predicate<ReceivedRequest> other) {
        return new When(path, condition.and(other), turn);
    }

    /**
     * Only the first ones, as an upstream that recovers.
     *
     * @param count how many, from 0
     */
    public When first(int count) {
        return turn(number -> number <= count);
    }

    /**
     * All but the first ones, as an upstream that breaks.
     *
     * @param count how many pass before, from 0
     */
    public When after(int count) {
        return turn(number -> number > count);
    }

    /**
     * Only certain ones.
     *
     * @param numbers which, the first is 1
     */
    public When nth(int... numbers) {
        int[] wanted = numbers.clone();
        return turn(number -> Arrays.stream(wanted).anyMatch(one -> one == number));
    }

    /**
     * Some of each so many: the first {@code count} of every {@code each}.
     *
     * @param count how many, from 0
     * @param each out of how many, from 1
     */
    public When ofEach(int count, int each) {
        if (count < 0 || each < 1) {
            throw new IllegalArgumentException(
                    "A fault cannot meet %d of each %d requests: name 0 or more, of 1 or more.".formatted(count, each));
        }
        return turn(number -> (number - 1) % each < count);
    }

    private When turn(IntPredicate other) {
        return new When(path, condition, turn.and(other));
    }

    boolean concerns(ReceivedRequest request) {
        return path.matches(request.path()) && condition.test(request);
    }

    /** @param number among the requests that it concerns, from 1 */
    boolean isTurn(int number) {
        return turn.test(number);
    }
}
